/** A part of a message: words, or an address of the web that can be opened. */
export type Piece = string | { readonly text: string; readonly url: string };

/** What a message says. Lines are told apart by `\n`; there is no markup in it. */
export type MessageText = readonly Piece[];

/** The most characters of a message that are shown: many times what people write. */
export const longestMessage = 8_000;
export const mostLines = 400;
export const mostLinks = 50;
/** A longer address is shown, and is no link. */
export const longestUrl = 2_000;

/** The message as one text, as it is copied. */
export function wordsOf(text: MessageText): string {
  return text.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('');
}
