/**
 * A piece of a sentence that the window writes in its own way: how long ago, or a time of the day, both in ms since 1970; or the
 * name of a person or a device, which no report carries.
 */
export type SentencePart = string | { readonly ago: number } | { readonly time: number } | { readonly name: string };

export type Sentence = readonly SentencePart[];

/** The text of a sentence that has nothing but names in it, for where no window draws it. */
export function textWithNames(sentence: Sentence): string {
  return sentence.map((part) => (typeof part === 'string' ? part : 'name' in part ? part.name : '')).join('');
}
