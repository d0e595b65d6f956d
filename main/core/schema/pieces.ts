import * as v from 'valibot';
import type { Schema } from './schema.ts';

/** A string of at most `limit` UTF-16 units; may be empty. */
export function text(limit: number): Schema<string> {
  return v.pipe(v.string(), v.maxLength(limit));
}

/** The first `limit` units of a string; no character is left half. */
export function cutText(limit: number): Schema<string> {
  return v.pipe(
    v.string(),
    v.transform((whole) => (whole.length > limit ? whole.slice(0, limit).replace(/[\ud800-\udbff]$/, '') : whole)),
  );
}

/** What names one thing among others: a string that is not empty. */
export const identifier: Schema<string> = v.pipe(v.string(), v.minLength(1), v.maxLength(256));

/** At most so many of them: a longer list is refused before any is looked at. */
export function identifiers(most: number): Schema<string[]> {
  return v.pipe(v.array(v.unknown()), v.maxLength(most), v.array(identifier));
}

export function numberWithin(least: number, most: number): Schema<number> {
  return v.pipe(v.number(), v.minValue(least), v.maxValue(most));
}

/** One of a few, whatever their kinds. */
export function oneOf<const Choice extends string | number | boolean>(choices: readonly Choice[]): Schema<Choice> {
  const known: readonly unknown[] = choices;
  return v.custom<Choice>((value) => known.includes(value));
}
