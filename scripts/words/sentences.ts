import { gap, isSyntax, type Syntax, walk, wordingOf } from './syntax.ts';

/** Words for people in the source, where they are not in the catalogue. */
export interface Sentence {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** With `…` for values. */
  readonly text: string;
}

/** Attributes that are shown or read out. */
const shownAttributes = new Set([
  'aria-label',
  'aria-description',
  'aria-valuetext',
  'title',
  'placeholder',
  'alt',
  'label',
]);

/** Fields of objects that are shown, where a single word counts too. */
const shownFields = new Set(['label', 'title', 'help', 'hint', 'detail', 'fix', 'tooltip', 'toolTip']);

/** Calls whose words are for logs, for the terminal, for whoever reads the code, or selectors of elements. */
const unshownCalls =
  /^(log|console|logger)\.|\.(debug|info|warn|error|verbose|querySelector|querySelectorAll|closest|matches)$|^(reject|refuse|failed|leave|assert)$|Error$/;

/** The sentences for people that a file has in its code: text and shown attributes of JSX, and whatever else reads like a sentence. */
export function sentencesIn(path: string, text: string, program: Syntax): Sentence[] {
  const found: Sentence[] = [];
  const add = (piece: Syntax, wording: string): void => {
    const line = text.slice(0, piece.start).split('\n').length;
    found.push({ path, line, text: wording.replaceAll(gap, '…').replace(/\s+/g, ' ').trim() });
  };
  walk(program, (piece, within) => {
    if (isForOthers(piece)) return false;
    if (piece.type === 'JSXText') {
      if (hasLetters(String(piece.value))) add(piece, String(piece.value));
      return false;
    }
    const wording = wordingOf(piece);
    if (wording === null || isCompared(piece, within)) return true;
    if (isShown(piece, within) ? hasLetters(wording) : isSentence(wording)) add(piece, wording);
    return true;
  });
  return found;
}

/** Types, imports, classes of elements, errors, and what goes to a log. */
function isForOthers(piece: Syntax): boolean {
  if (piece.type === 'JSXAttribute') return (piece.name as Syntax).name === 'class';
  if (piece.type === 'ImportDeclaration' || piece.type.startsWith('TS')) return !isTransparent(piece);
  if (piece.type !== 'CallExpression' && piece.type !== 'NewExpression') return false;
  return unshownCalls.test(nameOf(piece.callee));
}

/** What TypeScript wraps round an expression. */
function isTransparent({ type }: Syntax): boolean {
  return type === 'TSAsExpression' || type === 'TSSatisfiesExpression' || type === 'TSNonNullExpression';
}

function nameOf(callee: unknown): string {
  if (!isSyntax(callee)) return '';
  if (callee.type === 'MemberExpression') return `${nameOf(callee.object)}.${nameOf(callee.property)}`;
  return typeof callee.name === 'string' ? callee.name : '';
}

/** It is looked for, or names a field, and is not said. */
function isCompared(piece: Syntax, within: readonly Syntax[]): boolean {
  const holder = within.at(-1);
  if (holder?.type === 'SwitchCase') return holder.test === piece;
  if (holder?.type === 'Property' && holder.key === piece) return holder.computed !== true;
  return holder?.type === 'BinaryExpression' && /^[!=]==$/.test(String(holder.operator));
}

/** Whether it is the value of what is shown by its name; the name itself is not. */
function isShown(piece: Syntax, within: readonly Syntax[]): boolean {
  const holder = within.findLast(({ type }) =>
    /^(JSXAttribute|JSXElement|Property|CallExpression|BinaryExpression)$/.test(type),
  );
  if (holder?.type === 'JSXAttribute') return shownAttributes.has(String((holder.name as Syntax).name));
  return holder?.type === 'Property' && holder.key !== piece && shownFields.has(nameOf(holder.key));
}

/** The app's own name is said in every language. */
function hasLetters(wording: string): boolean {
  return /\p{L}{2}/u.test(wording.replaceAll(gap, '').replace(/\bSwitchhook\b/g, ''));
}

/** What stands round the words of a sentence. */
const punctuation = /^[“‘"(…]+|[”’")…,.:;?!]+$/gu;

/** Two words or more, beginning with a capital or ending as sentences do, or three; no header, path, query or list of names in code. */
function isSentence(wording: string): boolean {
  const sentence = wording.trim();
  if (/[<>=\\|@*_{}]|:\/\/|^\W*[-/.#]|; |\(\?/.test(sentence)) return false;
  const words = sentence.split(/\s+/).map((word) => word.replace(punctuation, ''));
  const plain = words.filter((word) => /^(?:[IAa]|\p{L}[\p{Ll}’'-]*\p{Ll})$/u.test(word));
  if (plain.length < 2 || plain.every((word) => word.includes('-'))) return false;
  return /^[“‘]?\p{Lu}/u.test(sentence) || /[\p{L}\ufffc)”][.?!…]$/u.test(sentence) || plain.length >= 3;
}
