/** `startAudio`, `startAudioVideo`, both `OnBehalfOfDelegator`, and `startEmergencyCall`: what the client may ask to make a call. */
import type { Application } from '../../application/application.ts';
import type { CallingMeans, StartRel } from '../../application/calling-means.ts';
import { type FieldRules, readFields, textField } from '../../http/fields.ts';
import { type Incoming, refuseQuery } from '../../http/incoming.ts';
import { badParameter, conflict, forbidden, notFound, problem, type Reply } from '../../http/reply.ts';
import { colleagues, type Person } from '../../people.ts';
import { mailboxId, reach } from './dial-plan.ts';
import type { Dialled } from './dialled.ts';
import { checkFirstOffer } from './first-offer.ts';
import { type Manner, mailbox, unknownNumber } from './manner.ts';

const common = {
  operationId: { kind: 'text', max: 50, required: true },
  to: { kind: 'text', max: 256, required: true },
  sessionContext: { kind: 'text', max: 50 },
  subject: { kind: 'text', max: 250 },
  threadId: { kind: 'text', max: 250 },
  importance: { kind: 'choice', of: ['Normal', 'Urgent', 'Emergency'] },
  joinAudioMuted: { kind: 'anything' },
  _links: { kind: 'anything', required: true },
} as const satisfies FieldRules;
const seen = { joinVideoMuted: { kind: 'anything' } } as const satisfies FieldRules;
const delegated = { delegator: { kind: 'text', max: 256, required: true } } as const satisfies FieldRules;
const text = { kind: 'text', max: 250 } as const;

/** UCWA reference: the fields of each page. */
const rules: Readonly<Record<StartRel, FieldRules>> = {
  startAudio: common,
  startAudioVideo: { ...common, ...seen },
  startAudioOnBehalfOfDelegator: { ...common, ...delegated },
  startAudioVideoOnBehalfOfDelegator: { ...common, ...seen, ...delegated },
  startEmergencyCall: { ...common, address: text, building: text, city: text, country: text, state: text, zip: text },
};

/** What was asked for, and who is reached by it. */
export interface Started {
  readonly dialled: Dialled;
  readonly person: Person;
  /** As the dial plan has it; null: as that person does. */
  readonly manner: Manner | null;
}

/** @param known whether a call of that operationId was asked for before */
export function readStart(
  application: Application,
  rel: StartRel,
  incoming: Incoming,
  means: CallingMeans,
  known: (operationId: string) => boolean,
): { readonly ok: true; readonly started: Started } | { readonly ok: false; readonly reply: Reply } {
  const refuse = (reply: Reply) => ({ ok: false, reply }) as const;
  const query = refuseQuery(incoming, []);
  if (query !== null) return refuse(query);
  if (!means.links.includes(rel)) return refuse(forbidden('no link leads there', notFound('ResourceNotFound')));
  const body = readFields(incoming, rules[rel]);
  if (!body.ok) return body;
  const field = (name: string): string | undefined => textField(body.value, name);
  const operationId = field('operationId') ?? '';
  if (known(operationId)) return refuse(forbidden('an operationId comes twice', conflict('AlreadyExists')));
  const sdp = sdpIn(body.value.get('_links'));
  if (sdp === null) return refuse(badParameter('mediaOffer', 'no data: URI of application/sdp'));
  const offer = checkFirstOffer(sdp, rel.startsWith('startAudioVideo'));
  if (!offer.ok) return refuse(badParameter('mediaOffer', offer.reason));
  const delegator = field('delegator');
  if (delegator !== undefined && !means.delegators.includes(delegator)) {
    return refuse(problem(403, { code: 'Forbidden', subcode: 'NotAllowed', message: 'Not a delegate.' }));
  }
  const to = field('to') ?? '';
  if (!/^(sips?|tel):/i.test(to)) return refuse(badParameter('to', 'no URI'));
  const reached = reach(to, colleagues, means.voicemailUri);
  if (reached.kind === 'nobody') return refuse(notFound('DestinationNotFound'));
  if (reached.kind === 'not normalized') {
    return refuse(problem(400, { code: 'BadRequest', subcode: 'NormalizationFailed', message: 'No rule fits.' }));
  }
  const { importance, sessionContext } = { importance: field('importance'), sessionContext: field('sessionContext') };
  const dialled = { operationId, sessionContext, importance, delegator, to, offer };
  const isService = means.emergencyNumbers.some((number) => to === `tel:${number}`);
  const isMailbox = reached.person.id === mailboxId;
  const manner = isMailbox ? mailbox : reached.colleague === null && !isService ? unknownNumber : null;
  application.touch();
  return { ok: true, started: { dialled, person: reached.person, manner } };
}

/** In the one form that the reference's samples have, or percent-encoded. */
export function sdpIn(links: unknown): string | null {
  const { mediaOffer } = (links ?? {}) as { mediaOffer?: { href?: unknown } };
  const href = typeof mediaOffer?.href === 'string' ? mediaOffer.href : '';
  const [, encoding, data] = /^data:application\/sdp(?:;charset=utf-8)?(;base64)?,(.*)$/s.exec(href) ?? [];
  if (data === undefined) return null;
  if (encoding !== undefined) {
    const sdp = Buffer.from(data, 'base64').toString('utf8');
    return Buffer.from(sdp).toString('base64') === data ? sdp : null;
  }
  return decodeURIComponent(data.replaceAll('+', ' '));
}
