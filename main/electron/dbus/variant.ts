/** Whether a variant is a boolean that is true; the library gives it as its parsed signature and a list with its value. */
export function isTrueVariant(value: unknown): boolean {
  return Array.isArray(value) && Array.isArray(value[1]) && value[1][0] === true;
}
