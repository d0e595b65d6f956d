import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MessageFormatElement, TYPE } from '@formatjs/icu-messageformat-parser';
import { printAST } from '@formatjs/icu-messageformat-parser/printer.js';
import { type Messages, parsed, readCatalogues } from './catalogue.ts';

/**
 * A language that is none, for finding what is not in the catalogue, what is cut off, and what does not mirror. Its tag is English in
 * Arabic script, of a region for private use, so that it counts as English does and runs from right to left.
 */
export const pseudoLocale = 'en-Arab-XB';

const letters: Readonly<Record<string, string>> = {
  ...{ a: 'á', b: 'ƀ', c: 'ç', d: 'ð', e: 'é', f: 'ƒ', g: 'ĝ', h: 'ĥ', i: 'î', j: 'ĵ', k: 'ķ', l: 'ļ', m: 'ɱ' },
  ...{ n: 'ñ', o: 'ö', p: 'þ', q: 'ǫ', r: 'ŕ', s: 'š', t: 'ţ', u: 'û', v: 'ṽ', w: 'ŵ', x: 'ẋ', y: 'ý', z: 'ž' },
  ...{ A: 'Å', B: 'Ɓ', C: 'Ç', D: 'Ð', E: 'É', F: 'Ƒ', G: 'Ĝ', H: 'Ĥ', I: 'Î', J: 'Ĵ', K: 'Ķ', L: 'Ļ', M: 'Ṁ' },
  ...{ N: 'Ñ', O: 'Ö', P: 'Þ', Q: 'Ǫ', R: 'Ŕ', S: 'Š', T: 'Ţ', U: 'Û', V: 'Ṽ', W: 'Ŵ', X: 'Ẋ', Y: 'Ý', Z: 'Ž' },
};

/** Said twice: it makes a sentence about two fifths longer, as German may. */
const longer = /[aeiou]/i;

/** The same messages with letters that have marks, two fifths longer, in brackets; what ICU reads in them is as it was. */
export function pseudoMessages(messages: Messages): Messages {
  return Object.fromEntries(Object.entries(messages).map(([id, message]) => [id, pseudoMessage(message)]));
}

function pseudoMessage(message: string): string {
  return `⟦${printAST(parsed(message).map(pseudoElement))}⟧`;
}

function pseudoElement(element: MessageFormatElement): MessageFormatElement {
  if (element.type === TYPE.literal) return { ...element, value: pseudoText(element.value) };
  if (element.type !== TYPE.plural && element.type !== TYPE.select) return element;
  const options = Object.entries(element.options).map(([name, { value }]) => [
    name,
    { value: value.map(pseudoElement) },
  ]);
  return { ...element, options: Object.fromEntries(options) } as MessageFormatElement;
}

function pseudoText(text: string): string {
  return [...text]
    .map((character) => (letters[character] ?? character).repeat(longer.test(character) ? 2 : 1))
    .join('');
}

/** Writes a folder of catalogues that has that language besides English, for a test build. */
export function writePseudoCatalogues(folder: string): void {
  const english = readCatalogues().get('en') ?? {};
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'en.json'), JSON.stringify(english));
  writeFileSync(join(folder, `${pseudoLocale}.json`), JSON.stringify(pseudoMessages(english)));
}
