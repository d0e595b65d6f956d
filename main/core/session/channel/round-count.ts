/** Whether it is 1, 10, 100 and so on: what happens again and again is logged only then. */
export function isRoundCount(count: number): boolean {
  return /^10*$/.test(String(count));
}
