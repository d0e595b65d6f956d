import * as v from 'valibot';
import type { GuideView } from '../../../preload/contract/index.ts';
import type { Records } from '../ports.ts';
import { fields } from '../schema/fields.ts';
import { read } from '../schema/schema.ts';

/** The document that says whether the user has been through it. */
export const guideRecord = 'guide';

const kept = fields({ done: v.boolean() });

/** The way through microphone, ring and keys, while it is not shown. */
export const noGuide: GuideView = 'none';

/** It is offered until the user went through it, or did not want it. Who has used the app before there was a guide knows the way. */
export function startingGuide(records: Pick<Records, 'read' | 'write'>, usedBefore: boolean): GuideView {
  const document = read(kept, records.read(guideRecord));
  if (document !== null) return document.done ? noGuide : 'offered';
  if (usedBefore) return noGuide;
  records.write(guideRecord, { done: false });
  return 'offered';
}
