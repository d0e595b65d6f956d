import type { Clock, Media, Records } from '../../ports.ts';
import { list } from '../../schema/list.ts';
import { read } from '../../schema/schema.ts';
import { type KeptTalk, keptTalk } from '../kept-talk.ts';
import type { Call, Calls } from '../state.ts';
import { withoutSecrets } from './sayable-sdp.ts';

/** The calls that are up, kept in case the program is killed meanwhile: where the server still has them they go on. */
export interface KeptTalks {
  /** One that was up in that conversation when an earlier run ended, once. `conversation`: absolute href. */
  take(conversation: string): KeptTalk | null;
  keep(calls: Calls): void;
}

const record = 'talks';
/** Nobody has more on hold. */
const most = 8;
export interface KeptTalksDeps {
  readonly clock: Clock;
  readonly media: Pick<Media, 'carried'>;
  readonly records: Records;
}

export function createKeptTalks({ clock, media, records }: KeptTalksDeps): KeptTalks {
  let left = read(list(keptTalk, { most }), records.read(record)) ?? [];
  let kept = '';

  function keptOf(call: Call): readonly KeptTalk[] {
    const { id, state, conversation, connectedAt, hold, direction, threadId, subject, party, startedAt, restoring } =
      call;
    if (state !== 'connected' || conversation === null || connectedAt === null || restoring) return [];
    const carried = media.carried(id);
    if (carried === null) return [];
    const { name = null, uri = null, phoneNumber = null } = party ?? {};
    return [
      {
        ...{ conversation, direction, threadId, subject, startedAt, carried: withoutSecrets(carried) },
        party: party === null ? null : { name, uri, phoneNumber },
        held: hold.agreed === 'hold',
        connectedAt: Math.round(clock.wall() - (clock.now() - connectedAt)),
      },
    ];
  }

  return {
    take(conversation) {
      const found = left.find((each) => each.conversation === conversation) ?? null;
      left = left.filter((each) => each !== found);
      return found;
    },
    keep(calls) {
      const talks = calls.flatMap(keptOf).slice(0, most);
      const name = JSON.stringify(talks.map(({ connectedAt: _, ...each }) => each));
      if (name === (kept || '[]')) return;
      kept = name;
      records.write(record, talks);
    },
  };
}
