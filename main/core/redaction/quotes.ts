/** How a quote is written in text of some kind, and what escapes it there. */
interface QuoteForm {
  readonly quote: string;
  readonly mark: string;
}

const forms: readonly QuoteForm[] = [
  { quote: '"', mark: '\\' },
  { quote: "'", mark: '\\' },
  { quote: '`', mark: '\\' },
  { quote: '&quot;', mark: '\\' },
  { quote: '&apos;', mark: '\\' },
  { quote: '%22', mark: '%5C' },
  { quote: '%27', mark: '%5C' },
  { quote: '%2522', mark: '%255C' },
];

/** A quote that opens something: its form, how many escapes stand before it, and where what it holds begins. */
export interface OpenQuote extends QuoteForm {
  readonly escapes: number;
  readonly from: number;
}

/** The quote at a place in the text, with the escapes before it; null where there is none. */
export function quoteAt(text: string, at: number): OpenQuote | null {
  for (const { quote, mark } of forms) {
    let from = at;
    let escapes = 0;
    while (isAt(text, mark, from)) {
      from += mark.length;
      escapes += 1;
    }
    if (isAt(text, quote, from)) return { quote, mark, escapes, from: from + quote.length };
  }
  return null;
}

/**
 * Where what a quote holds ends; the end of the text where it is never closed. JSON within JSON doubles the escapes at each level
 * (RFC 8259 section 7): a quote of the same level has as many before it, an escaped one has more.
 */
export function endOfQuoted(text: string, { quote, mark, escapes, from }: OpenQuote): number {
  const same = 2 * (escapes + 1);
  for (let at = text.indexOf(quote, from); at !== -1; at = text.indexOf(quote, at + quote.length)) {
    let before = at;
    let count = 0;
    while (before - mark.length >= from && isAt(text, mark, before - mark.length)) {
      before -= mark.length;
      count += 1;
    }
    // JSON doubles the escapes of a single quote, and not the quote's own: one with any before it is an escaped one.
    if (quote === "'" || quote === '`' ? count === escapes : count % same === escapes)
      return at - escapes * mark.length;
  }
  return text.length;
}

/** The place behind what a quote holds and the quote that closes it. */
export function afterQuoted(text: string, open: OpenQuote): number {
  const end = endOfQuoted(text, open);
  return Math.min(text.length, end + open.escapes * open.mark.length + open.quote.length);
}

function isAt(text: string, part: string, at: number): boolean {
  return text.slice(at, at + part.length).toLowerCase() === part.toLowerCase();
}
