import * as v from 'valibot';
import { fields } from '../schema/fields.ts';
import { read } from '../schema/schema.ts';
import type { ChosenPhone } from './state.ts';

const phone = fields({
  number: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  of: v.string(),
  kind: v.picklist(['work', 'mobile', 'home', 'other']),
});

/** The telephone that the user chose in an earlier run; null where there is none that fits. */
export function decodeOwnPhone(document: unknown): ChosenPhone | null {
  return read(phone, document);
}
