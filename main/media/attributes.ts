/** What is read here has some hundred characters at most; of a longer line only the beginning counts. */
const longestLine = 1000;

/**
 * The values of attributes in lines of SDP, in order; `''` for a flag. Blanks around `=` and the colon do not count, nor does the
 * case of the attribute's name; some writers put a blank behind every value.
 */
export function attributesIn(lines: readonly string[], ...names: readonly string[]): string[] {
  return lines.flatMap((line) => {
    const [, name = '', value = ''] = /^\s*a\s*=\s*([^\s:]+)\s*:?(.*)$/s.exec(line.slice(0, longestLine)) ?? [];
    return names.includes(name.toLowerCase()) ? [value.trim()] : [];
  });
}

/** The words of such a value. */
export function wordsOf(value: string): string[] {
  return value.split(/\s+/).filter((word) => word !== '');
}
