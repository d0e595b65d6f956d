import type { OutgoingView, Words } from '../../../../preload/contract/index.ts';
import { projectParty } from '../../party/party.ts';
import type { Participant } from '../../ucwa/decode/participant.ts';
import type { CallOut } from '../call-out.ts';
import { type Call, isCalling } from '../state.ts';
import { addressOf } from './from-ucwa.ts';

/** What the windows show of a call out besides; null of any other. `home`: the user's own domains. */
export function projectOut(call: Call, home: readonly string[], words: Words): OutgoingView | null {
  const { out } = call;
  if (out === null) return null;
  const shown = (party: Participant | null) => (party === null ? null : projectParty(party, home, words));
  return {
    dialled: out.dialled,
    progress: out.progress,
    forwardedTo: out.progress === 'forwarded' ? shown(forwardedTo(out)) : null,
    teamSize: null,
    onBehalfOf: shown(out.delegator),
    answeredBy: shown(out.answeredBy),
    earlyMedia: isHeardEarly(call),
    emergency: out.emergency,
  };
}

/** The other side is heard, and has not accepted the call. */
export function isHeardEarly(call: Call): boolean {
  return isCalling(call) && call.out !== null && call.out.heard !== null && call.out.escalates === null;
}

/** Whoever says that it rings there, and is not who was called. */
function forwardedTo({ forks, to }: CallOut): Participant | null {
  const others = forks.filter(({ remote }) => addressOf(remote) !== null && addressOf(remote) !== addressOf(to));
  const uri = others.at(-1)?.remote ?? null;
  return uri === null ? null : { name: null, uri, phoneNumber: null };
}
