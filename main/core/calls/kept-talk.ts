import * as v from 'valibot';
import { fields } from '../schema/fields.ts';
import { text } from '../schema/pieces.ts';
import type { SessionLinks } from './state.ts';

const href = text(2_048);
const word = v.nullable(text(1_024));
const time = v.pipe(v.number(), v.finite());
/** A call that is up, as it is kept in case the program is killed in it. */
export const keptTalk = fields({
  conversation: href,
  direction: v.picklist(['incoming', 'outgoing']),
  threadId: word,
  subject: word,
  party: v.nullable(fields({ name: word, uri: word, phoneNumber: word })),
  held: v.boolean(),
  /** In ms since 1970. */
  startedAt: time,
  connectedAt: time,
  /**
   * What the far side said last, without its key, and the name of our session: see `withoutSecrets`. Null: it goes on by secrets alone, so that nothing
   * but that it was is of use.
   */
  carried: v.nullable(fields({ offer: text(65_536), after: text(1_024) })),
});

export type KeptTalk = v.InferOutput<typeof keptTalk>;

/** One of an earlier run, as the server has it still; hrefs are absolute. */
export interface LeftTalk extends Omit<KeptTalk, 'carried'> {
  readonly carried: NonNullable<KeptTalk['carried']>;
  readonly audioVideo: string;
  readonly stop: string | null;
  readonly session: SessionLinks;
}
