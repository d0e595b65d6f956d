/**
 * A piece of a sentence that the window writes in its own way: how long ago, or a time of the day, both in ms since 1970; or the
 * name of a person or a device, which no report carries.
 */
export type SentencePart = string | { readonly ago: number } | { readonly time: number } | { readonly name: string };

export type Sentence = readonly SentencePart[];
