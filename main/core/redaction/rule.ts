/** One form of something that must not be written down, and what stands in its place. */
export interface Rule {
  readonly pattern: RegExp;
  readonly replacement: string | ((match: string, ...groups: string[]) => string);
}

/** The text after each rule in turn. A replacement is never touched again, so that redacting twice changes nothing. */
export function applyRules(text: string, rules: readonly Rule[]): string {
  return rules.reduce((current, { pattern, replacement }) => {
    return typeof replacement === 'string'
      ? current.replace(pattern, replacement)
      : current.replace(pattern, replacement);
  }, text);
}
