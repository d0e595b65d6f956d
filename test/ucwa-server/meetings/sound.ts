/** `addAudio`: the sound of a meeting, which is a call of the user into it. */
import type { Dialled } from '../calls/dialled/dialled.ts';
import { checkFirstOffer } from '../calls/dialled/first-offer.ts';
import { sdpIn } from '../calls/dialled/start-operations.ts';
import { type FieldRules, readFields, textField } from '../http/fields.ts';
import { type Incoming, refuseQuery } from '../http/incoming.ts';
import { badParameter, conflict, forbidden, notFound, type Reply } from '../http/reply.ts';
import type { SimulatedMeeting } from './simulated-meeting.ts';

/** UCWA reference: addAudio has neither importance nor subject nor thread. */
const rules: FieldRules = {
  operationId: { kind: 'text', max: 50, required: true },
  to: { kind: 'text', max: 256, required: true },
  sessionContext: { kind: 'text', max: 50 },
  joinAudioMuted: { kind: 'anything' },
  _links: { kind: 'anything', required: true },
};

/** What the client asked for. */
export function readAddAudio(
  meeting: SimulatedMeeting,
  incoming: Incoming,
  known: (operationId: string) => boolean,
): { readonly ok: true; readonly dialled: Dialled } | { readonly ok: false; readonly reply: Reply } {
  const refuse = (reply: Reply) => ({ ok: false, reply }) as const;
  const query = refuseQuery(incoming, []);
  if (query !== null) return refuse(query);
  const body = readFields(incoming, rules);
  if (!body.ok) return body;
  const field = (name: string): string | undefined => textField(body.value, name);
  const operationId = field('operationId') ?? '';
  if (known(operationId)) return refuse(forbidden('an operationId comes twice', conflict('AlreadyExists')));
  if (meeting.isOver) return refuse(notFound('ConversationNotFound'));
  if (!meeting.isInside) return refuse(forbidden('sound before the user is in', conflict('None')));
  if (meeting.sound !== undefined) return refuse(forbidden('sound is there already', conflict('AlreadyExists')));
  const to = field('to') ?? '';
  if (to !== meeting.resources.facts.uri) return refuse(badParameter('to', 'not the address of the meeting'));
  const sdp = sdpIn(body.value.get('_links'));
  if (sdp === null) return refuse(badParameter('mediaOffer', 'no data: URI of application/sdp'));
  const offer = checkFirstOffer(sdp);
  if (!offer.ok) return refuse(badParameter('mediaOffer', offer.reason));
  const sessionContext = field('sessionContext');
  return {
    ok: true,
    dialled: { operationId, sessionContext, importance: undefined, delegator: undefined, to, offer },
  };
}
