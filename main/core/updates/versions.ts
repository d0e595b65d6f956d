/** Three numbers, as releases are called: anything more would have an order that could be argued about. */
export const releaseVersion = /^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$/;

/**
 * Which of two versions is newer: above 0 where it is the first, 0 where they are the same. Whatever stands behind the three numbers of a version that runs, such as
 * `-beta`, counts for nothing.
 */
export function compareVersions(one: string, other: string): number {
  const [these, those] = [numbersOf(one), numbersOf(other)];
  const at = these.findIndex((number, index) => number !== those[index]);
  return at === -1 ? 0 : (these[at] ?? 0) - (those[at] ?? 0);
}

function numbersOf(version: string): readonly number[] {
  const [, ...numbers] = /^(\d+)\.(\d+)\.(\d+)/.exec(version) ?? ['', '0', '0', '0'];
  return numbers.map(Number);
}
