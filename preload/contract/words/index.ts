/** What is said to people: the messages of the catalogue, with their values, in the user's language. */
export { isSameDay, showable } from './days.ts';
export type { MessageId, Messages } from './message-ids.ts';
export * from './sentence.ts';
export type { Given, Loose, ValuesOf } from './values.ts';
export { createWords, type Words } from './words.ts';
export * from './words-view.ts';
