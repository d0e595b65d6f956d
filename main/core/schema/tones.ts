import * as v from 'valibot';
import { type KeyTone, keyTones, mostTones } from '../../../preload/contract/index.ts';
import type { Schema } from './schema.ts';

const known: readonly unknown[] = keyTones;

/** Keys to be pressed, at least one; not more than are sent at once, and nothing that is none. */
export const tones: Schema<readonly KeyTone[]> = v.custom<readonly KeyTone[]>(
  (value) =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= mostTones &&
    Array.from(value).every((tone) => known.includes(tone)),
);
