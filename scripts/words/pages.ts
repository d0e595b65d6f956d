import type { Sentence } from './sentences.ts';

/** Words in a page's HTML, which are there before any script: nothing but the app's name may be. */
export function wordsInPage(path: string, html: string): Sentence[] {
  const found: Sentence[] = [];
  html.split('\n').forEach((line, index) => {
    const text = line
      .replace(/<title>Switchhook<\/title>/, '')
      .replace(/<[^>]*>/g, '')
      .trim();
    const attributes = [...line.matchAll(/\s(?:aria-label|title|placeholder|alt)="([^"]*)"/g)].map(
      ([, value = '']) => value,
    );
    for (const words of [text, ...attributes]) {
      if (/\p{L}{2}/u.test(words)) found.push({ path, line: index + 1, text: words });
    }
  });
  return found;
}
