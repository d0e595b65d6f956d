import * as v from 'valibot';
import { fields, ifFits } from '../schema/fields.ts';
import { read } from '../schema/schema.ts';
import type { DevicesModel } from './state.ts';

const choice = ifFits(fields({ id: v.string(), label: v.string() }));
const choices = fields({ ring: choice, 'ring-too': choice, microphone: choice, speaker: choice, camera: choice });

/** The devices that the user chose in an earlier run; what does not fit is left out. */
export function decodeChoices(document: unknown): DevicesModel['wanted'] {
  return read(choices, document) ?? {};
}
