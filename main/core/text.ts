/** The most characters of a name, a subject or a number that are shown. */
const longest = 256;
/** What most text has nothing of: all but ASCII's letters and signs with single spaces between them. */
const untidy = /[^\x20-\x7e]|^ | $| {2}/;
/** Marks on one letter: as many as any script needs, and of those that fit every script; heaps of them cover the lines around. */
const [mostMarks, mostCommonMarks] = [8, 4];

/** Scripts that are written with joiners: those whose letters join, and those with conjuncts (Unicode Standard, chapters 9, 12 to 14). */
const joined = [
  ...[
    'Arabic',
    'Syriac',
    'Nko',
    'Mandaic',
    'Mongolian',
    'Phags_Pa',
    'Adlam',
    'Hanifi_Rohingya',
    'Sogdian',
    'Manichaean',
  ],
  ...['Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil', 'Telugu', 'Kannada', 'Malayalam', 'Sinhala'],
  ...[
    'Khmer',
    'Myanmar',
    'Tibetan',
    'Javanese',
    'Balinese',
    'Meetei_Mayek',
    'Grantha',
    'Newa',
    'Chakma',
    'Tirhuta',
    'Brahmi',
  ],
].map((script) => `\\p{Script_Extensions=${script}}`);
const joinedLetter = `[${joined.join('')}]`;
/** Signs that take a vowel away, at which conjuncts are made. */
const virama =
  '[\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d4d\\u0dca\\u1039\\u17d2\\u1b44\\ua9c0\\uaaf6\\u{11046}\\u{1134d}\\u{11442}]';
const picture = '(?:\\p{Extended_Pictographic}[\\u{1f3fb}-\\u{1f3ff}]?\\ufe0f?)';

/**
 * Characters without a shape of their own that change the shape of others, where they do: ZWNJ and ZWJ in scripts that join
 * (UAX 31, section 2.3), ZWJ between pictures and selectors behind them (UTS 51), tags of flags, variants of Han (UTS 37), of
 * Mongolian and Myanmar.
 */
const meaningful = [
  `(?<=${joinedLetter})\\u200c(?=${joinedLetter})`,
  `(?<=${joinedLetter})\\u200d(?=${joinedLetter})`,
  `(?<=${virama}|\\u0647)\\u200d(?!${joinedLetter})`,
  `(?<=${picture})\\u200d(?=\\p{Extended_Pictographic})`,
  '(?<=\\p{Extended_Pictographic})[\\ufe0e\\ufe0f]',
  '(?<=[\\d#*])\\ufe0f(?=\\u20e3)',
  '(?<=\\u{1f3f4})[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]{3,6}\\u{e007f}',
  '(?<=\\p{Script=Han})(?:[\\ufe00-\\ufe02]|[\\u{e0100}-\\u{e01ef}])',
  '(?<=\\p{Script=Mongolian})[\\u180b-\\u180d\\u180f]',
  '(?<=\\p{Script=Mongolian})\\u180e(?=\\p{Script=Mongolian})',
  '(?<=[\\p{Script=Myanmar}\\p{Script=Phags_Pa}])\\ufe00',
].join('|');
const shapes = '[\\u200c\\u200d\\ufe00-\\ufe0f\\u180b-\\u180f\\u{e0020}-\\u{e007f}\\u{e0100}-\\u{e01ef}]';
const shaping = new RegExp(shapes, 'u');
const keptOrShaping = new RegExp(`(${meaningful})|${shapes}`, 'gu');
/** Of several in a row the first counts: behind it there is nothing left to change. */
const repeated = /([\u200c\u200d])[\u200c\u200d]+|([\ufe00-\ufe0f])[\ufe00-\ufe0f]+/g;
/** Everything else without a shape: format and bidi controls, zero-width, blank, private and unassigned characters. */
const shapeless = /[\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{DI}\u2800]/gu;
const heaps = new RegExp(
  `((?:(?=\\p{M})\\p{Script=Inherited}){${mostCommonMarks}})(?:(?=\\p{M})\\p{Script=Inherited})+|(\\p{M}{${mostMarks}})\\p{M}+`,
  'gu',
);

/**
 * Text from the wire made fit to show: control, bidi, zero-width, blank and private-use characters go but for those that a script
 * or an emoji needs, white space is folded, and it ends after 256 characters, between two as people see them. Null where nothing is
 * left.
 */
export function cleanText(text: string | null): string | null {
  if (text === null) return null;
  if (text.length <= longest && !untidy.test(text)) return text === '' ? null : text;
  const visible = cleanLine(text.slice(0, 4 * longest));
  return visible === '' ? null : clamped(visible);
}

/** One line made fit to show in the same way, however long it is; empty where nothing is left. */
export function cleanLine(text: string): string {
  if (!untidy.test(text)) return text;
  let visible = text;
  // What goes may leave beside each other what must not be.
  for (let before: string | null = null; before !== visible; ) {
    before = visible;
    visible = tidied(visible);
  }
  return visible;
}

function tidied(text: string): string {
  return withoutShapeless(text)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(heaps, '$1$2')
    .replace(/^[\p{M} ]+/u, '')
    .trimEnd();
}

function withoutShapeless(text: string): string {
  const some = text.replace(shapeless, (character) => (shaping.test(character) ? character : ''));
  if (!shaping.test(some)) return some;
  return some.replace(repeated, '$1$2').replace(keptOrShaping, '$1');
}

/** Made when the first text is too long, which hardly one is. */
let graphemes: Intl.Segmenter | null = null;

function clamped(text: string): string {
  const characters = [...text];
  if (characters.length <= longest) return text;
  graphemes ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
  let shown = '';
  let count = 0;
  for (const { segment } of graphemes.segment(text)) {
    count += [...segment].length;
    if (count >= longest) break;
    shown += segment;
  }
  return withoutShapeless(`${shown === '' ? characters.slice(0, longest - 1).join('') : shown}…`);
}
