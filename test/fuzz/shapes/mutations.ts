import fc, { type Arbitrary } from 'fast-check';

/** Names that mean something to JavaScript, or to the decoders where they do not belong. */
export const hostileNames: readonly string[] = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length', 'then', ''],
  ...[
    'rel',
    'href',
    '_links',
    '_embedded',
    'self',
    'next',
    'resync',
    'resume',
    'sender',
    'events',
    'link',
    'type',
    'reason',
  ],
];

/** Text as people and attackers write it. */
export const hostileText: Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.string({ maxLength: 20 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 2, arbitrary: fc.constantFrom(...hostileNames) },
  fc.constantFrom(
    '\0',
    '\ufeff',
    '\u202e',
    '\ud800',
    '&amp;',
    '<![CDATA[',
    ']]>',
    '\r\n\r\n',
    '/Date(1521733099230)/',
    '-0',
    '1e999',
  ),
  fc.nat({ max: 3000 }).map((length) => 'x'.repeat(length)),
);

/** One change of a tree of values: at the node that `at` counts to, what `how` says. */
interface Change {
  readonly at: number;
  readonly how: 'replace' | 'remove' | 'rename' | 'twice' | 'wrap' | 'bury';
  readonly value: unknown;
  readonly name: string;
}

const change: Arbitrary<Change> = fc.record({
  at: fc.nat({ max: 5_000 }),
  how: fc.constantFrom('replace', 'remove', 'rename', 'twice', 'wrap', 'bury'),
  value: fc.oneof(
    fc.constantFrom<unknown>(null, true, 0, -1, 1e308, '', [], {}, [[]], [null]),
    hostileText,
    fc.jsonValue({ maxDepth: 2 }),
  ),
  name: fc.oneof(fc.constantFrom(...hostileNames), hostileText),
});

/** JSON values made from good ones by a few changes; none at all is among them. */
export function changedValues(values: Arbitrary<unknown>, most = 4): Arbitrary<unknown> {
  return fc.tuple(values, fc.array(change, { maxLength: most })).map(([value, changes]) => {
    const root: { value: unknown } = { value: structuredClone(value) };
    for (const each of changes) applyChange(root, each);
    return root.value;
  });
}

type Holder = Record<string, unknown>;

function applyChange(root: Holder, { at, how, value, name }: Change): void {
  const places: (readonly [Holder, string])[] = [];
  const walk = (holder: Holder): void => {
    for (const key of Object.keys(holder)) {
      places.push([holder, key]);
      const child = holder[key];
      if (typeof child === 'object' && child !== null && places.length < 5_000) walk(child as Holder);
    }
  };
  walk(root);
  const place = places[at % places.length];
  if (place === undefined) return;
  const [holder, key] = place;
  const put = (under: string, what: unknown): void => {
    Object.defineProperty(holder, under, { value: what, enumerable: true, configurable: true, writable: true });
  };
  switch (how) {
    case 'replace':
      // A later change must not alter what stands elsewhere too: that would reach other inputs, or come round to itself.
      put(key, structuredClone(value));
      break;
    case 'remove':
      if (holder !== root && !Array.isArray(holder)) delete holder[key];
      break;
    case 'rename':
      if (holder !== root && !Array.isArray(holder)) put(name, structuredClone(holder[key]));
      break;
    case 'twice':
      put(key, [holder[key], structuredClone(holder[key])]);
      break;
    case 'wrap':
      put(key, { [name]: holder[key] });
      break;
    case 'bury':
      put(key, buried(holder[key], 40 + (at % 200)));
      break;
  }
}

function buried(value: unknown, depth: number): unknown {
  let outer = value;
  for (let level = 0; level < depth; level += 1) outer = level % 2 === 0 ? [outer] : { _embedded: { x: outer } };
  return outer;
}

interface Edit {
  readonly at: number;
  readonly length: number;
  readonly how: 'cut' | 'drop' | 'insert' | 'repeat';
  readonly text: string;
}

/** Texts made from good ones by a few edits, or by none: cut off, a piece left out, something put in, a piece twice. */
export function editedTexts(texts: Arbitrary<string>, pieces: readonly string[], most = 3): Arbitrary<string> {
  const edit: Arbitrary<Edit> = fc.record({
    at: fc.nat({ max: 100_000 }),
    length: fc.nat({ max: 60 }),
    how: fc.constantFrom('cut', 'drop', 'insert', 'repeat'),
    text: fc.oneof(fc.constantFrom(...pieces), hostileText),
  });
  return fc.tuple(texts, fc.array(edit, { maxLength: most })).map(([text, edits]) => edits.reduce(applyEdit, text));
}

function applyEdit(text: string, { at, length, how, text: more }: Edit): string {
  const from = text.length === 0 ? 0 : at % (text.length + 1);
  const to = Math.min(from + length, text.length);
  switch (how) {
    case 'cut':
      return text.slice(0, from);
    case 'drop':
      return text.slice(0, from) + text.slice(to);
    case 'insert':
      return text.slice(0, from) + more + text.slice(from);
    case 'repeat':
      return text.slice(0, to) + text.slice(from, to).repeat(3) + text.slice(to);
  }
}
