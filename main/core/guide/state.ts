import * as v from 'valibot';
import type { GuideView, ShortcutAction } from '../../../preload/contract/index.ts';
import type { HealthModel } from '../health/state.ts';
import type { Records } from '../ports.ts';
import { fields } from '../schema/fields.ts';
import { read } from '../schema/schema.ts';

/** The way through microphone, ring and keys: since when it is open, in ms since 1970; null while it is not. */
export interface GuideModel {
  readonly openSince: number | null;
}

export const noGuide: GuideModel = { openSince: null };

/** The document that says whether the user has been through it. */
export const guideRecord = 'guide';

const kept = fields({ done: v.boolean() });

/**
 * Whether it is open from the start on: until the user went through it, or did not want it. Who has used the app before there was a
 * guide knows the way.
 */
export function startingGuide(records: Pick<Records, 'read' | 'write'>, usedBefore: boolean): GuideModel {
  const document = read(kept, records.read(guideRecord));
  if (document !== null) return document.done ? noGuide : { openSince: 0 };
  if (usedBefore) return noGuide;
  records.write(guideRecord, { done: false });
  return { openSince: 0 };
}

/** As the main window shows it. */
export function projectGuide({ openSince }: GuideModel, { pressed }: Pick<HealthModel, 'pressed'>): GuideView {
  if (openSince === null) return { open: false, pressed: [] };
  const actions = Object.keys(pressed) as readonly ShortcutAction[];
  return { open: true, pressed: actions.filter((action) => (pressed[action] ?? 0) >= openSince) };
}
