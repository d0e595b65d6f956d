import { type MessageFormatElement, TYPE } from '@formatjs/icu-messageformat-parser';
import { parsed } from './catalogue.ts';

/** A place in a window that has room for so many letters of the usual width; a letter of Japanese is two, ten of Arabic are eight. */
interface Place {
  readonly what: string;
  readonly ids: RegExp;
  readonly letters: number;
}

/** The narrow places, measured at the usual size of text. The page tests look at the rest as it is drawn. */
const places: readonly Place[] = [
  { what: 'a tab above the calls', ids: /^calls\.tab\./, letters: 14 },
  { what: 'a tab above people', ids: /^people\.tab\./, letters: 14 },
  { what: 'a page in the sidebar', ids: /^shell\.(calls|people|messages|settings|diagnostics)$/, letters: 16 },
  { what: 'a tile of a call', ids: /^call\.(mute|unmute|hold|resume|keypad|video|more)$/, letters: 17 },
  { what: 'a column of the history', ids: /^calls\.outcome\./, letters: 16 },
  { what: 'a section of the settings', ids: /^settings\.section\./, letters: 18 },
  { what: 'a button of the ring', ids: /^ring\.(answer|decline)$/, letters: 14 },
];

/** A label has a few letters at least, and English is short; a sentence takes another line. */
const ratio = 2.4;
const spare = 12;

/** Why a message is too long for where it is shown; null where it fits. */
export function roomFault(id: string, message: string, english: string): string | null {
  const length = lettersOf(message);
  const place = places.find(({ ids }) => ids.test(id));
  if (place !== undefined && length > place.letters) {
    return `${length} letters are too long for ${place.what}, which has room for ${place.letters}.`;
  }
  const most = Math.round(lettersOf(english) * ratio) + spare;
  return length > most ? `${length} letters are too long: English makes room for ${most}.` : null;
}

/** How wide the longest form of a message is, values aside. */
function lettersOf(message: string): number {
  return Math.round(widthOf(parsed(message)));
}

function widthOf(elements: readonly MessageFormatElement[]): number {
  return elements.reduce((width, element) => width + elementWidth(element), 0);
}

function elementWidth(element: MessageFormatElement): number {
  if (element.type === TYPE.literal) return textWidth(element.value);
  if (element.type !== TYPE.plural && element.type !== TYPE.select) return 0;
  return Math.max(...Object.values(element.options).map(({ value }) => widthOf(value)));
}

const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uff60]/u;
const withoutWidth = /\p{M}|\p{Cf}/u;

const narrow = /\p{Script=Arabic}/u;

function textWidth(text: string): number {
  return [...text].reduce((sum, letter) => sum + letterWidth(letter), 0);
}

function letterWidth(letter: string): number {
  if (withoutWidth.test(letter)) return 0;
  if (wide.test(letter)) return 2;
  return narrow.test(letter) ? 0.8 : 1;
}
