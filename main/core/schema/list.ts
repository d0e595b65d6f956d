import * as v from 'valibot';
import { read, type Schema } from './schema.ts';

interface ListLimits {
  /** The most entries that are taken. */
  readonly most?: number;
  /** The most that are looked at, whether they fit or not. */
  readonly looks?: number;
}

/** The entries of a list that fit, in their order: one that does not costs no other. */
export function list<Entry extends NonNullable<unknown>>(
  entry: Schema<Entry>,
  { most = Number.POSITIVE_INFINITY, looks = Number.POSITIVE_INFINITY }: ListLimits = {},
): Schema<readonly Entry[]> {
  return v.pipe(
    v.custom<readonly unknown[]>(Array.isArray),
    v.transform((values) => {
      const taken: Entry[] = [];
      for (let index = 0; index < values.length && index < looks && taken.length < most; index += 1) {
        const fitting = read(entry, values[index]);
        if (fitting !== null) taken.push(fitting);
      }
      return taken;
    }),
  );
}

/** The texts in a list. */
export const texts = list(v.string());
