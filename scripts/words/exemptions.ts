/** Text that looks like a sentence for people and is none, by where it is; each with the reason. A path ends with a slash where all below it is meant. */
export const exemptions: readonly { readonly path: string; readonly why: string }[] = [
  { path: 'main/media/', why: 'what fails there is named for the log' },
];

export function isExempt({ path }: { readonly path: string }): boolean {
  return exemptions.some((exempt) => (exempt.path.endsWith('/') ? path.startsWith(exempt.path) : path === exempt.path));
}
