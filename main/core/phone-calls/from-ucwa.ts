import { isAnswered, isFinal } from '../calls/invitation-states.ts';
import { invitedOf as whyItRings } from '../calls/invited/from-invitation.ts';
import { whyOf } from '../calls/why.ts';
import type { Random } from '../ports.ts';
import type { Resolve } from '../session/session.ts';
import type { UcwaEvent } from '../ucwa/events.ts';
import { isRelOf, isUsedRel, type RelOf, usedRels } from '../ucwa/rels.ts';
import { hrefOf, type Resource } from '../ucwa/resource.ts';
import type { Invited, PhoneCallEvent } from './event.ts';

/** What an event is read against: `wall` is the time by the calendar. */
interface Context {
  readonly resolve: Resolve;
  readonly random: Random;
  readonly wall: number;
}

/** One for each rel of calls on the user's telephone; null: it means nothing to them. */
const meanings: Readonly<Record<RelOf<'phone-calls'>, (event: UcwaEvent, context: Context) => PhoneCallEvent | null>> =
  {
    conversation,
    phoneAudio,
    phoneAudioInvitation: invitation,
    participant,
  };

/** What a UCWA event means to calls on the user's telephone; null: nothing. The event's own href is absolute already. */
export function phoneCallEventOf(event: UcwaEvent, context: Context): PhoneCallEvent | null {
  return isUsedRel(event.rel) && isRelOf('phone-calls', event.rel) ? meanings[event.rel](event, context) : null;
}

/** What only invitations to voice and video have. */
const notOfPhones = {
  place: { address: null, building: null, city: null, locationState: null, zip: null, country: null },
  bandwidthControlId: null,
  joinVideoMuted: false,
};

/** Reads a phoneAudioInvitation. */
export function invitedOf(invitation: string, resource: Resource, resolve: Resolve): Invited {
  const decoded = usedRels.phoneAudioInvitation.decode(resource);
  const { links, replaces, phoneNumber, from, acceptedByParticipant, ...read } = decoded;
  const hrefTo = (rel: string): string | null => resolve(hrefOf(resource, rel));
  return {
    invitation,
    direction: read.direction,
    state: read.state,
    operationId: read.operationId,
    conversation: hrefTo('derivedConversation') ?? hrefTo('conversation'),
    phoneAudio: hrefTo('derivedPhoneAudio') ?? hrefTo('phoneAudio'),
    related: [hrefTo('conversation'), hrefTo('phoneAudio'), resolve(replaces)].flatMap((href) => href ?? []),
    threadId: read.threadId,
    decline: resolve(links.decline),
    cancel: resolve(links.cancel),
    ownNumber: phoneNumber,
    from: read.direction === 'incoming' ? from : null,
    caller: read.direction === 'incoming' ? resolve(read.caller) : null,
    acceptedBy: acceptedByParticipant[0] ?? null,
    about: whyItRings({ ...decoded, ...notOfPhones }, resolve),
    subject: read.subject,
    importance: read.importance,
  };
}

/** Steps may be skipped: an `updated` that shows a final state says the same as `completed`. */
function invitation(event: UcwaEvent, { resolve, random, wall }: Context): PhoneCallEvent | null {
  const invited = event.resource === null ? null : invitedOf(event.href, event.resource, resolve);
  const isOver = event.type === 'completed' || (invited !== null && isFinal(invited.state));
  if (!isOver) return invited === null ? null : { type: 'invited', callId: random.uuid(), invited, of: null, wall };
  const state = invited?.state ?? null;
  const acceptedBy = event.resource === null ? null : usedRels.phoneAudioInvitation.decode(event.resource);
  return {
    type: 'invitation-over',
    callId: random.uuid(),
    invitation: event.href,
    invited,
    succeeded: event.status === null ? isAnswered(state) : event.status === 'Success',
    code: event.reason?.code ?? '',
    subcode: event.reason?.subcode ?? null,
    acceptedByContact: resolve(acceptedBy?.links.acceptedByContact ?? null),
    wall,
  };
}

function phoneAudio(event: UcwaEvent, { resolve }: Context): PhoneCallEvent | null {
  const { type, href, resource, sender } = event;
  const why = whyOf(event);
  const sentBy = sender.rel === 'conversation' ? resolve(sender.href) : null;
  const none = { hold: null, resume: null, stop: null };
  if (type === 'deleted')
    return { type: 'phone-audio', phoneAudio: href, conversation: sentBy, state: 'Disconnected', links: none, ...why };
  return resource === null ? null : { ...phoneAudioEventOf(href, resource, resolve, sentBy), ...why };
}

/** What a phoneAudio says of the call; `href`: its own, absolute; `within`: the conversation that it is known to be in, where it does not say so. */
export function phoneAudioEventOf(
  href: string,
  resource: Resource,
  resolve: Resolve,
  within: string | null = null,
): PhoneCallEvent & { readonly type: 'phone-audio' } {
  const { state, links } = usedRels.phoneAudio.decode(resource);
  return {
    type: 'phone-audio',
    phoneAudio: href,
    conversation: resolve(links.conversation) ?? within,
    state,
    links: {
      hold: resolve(links.holdPhoneAudio),
      resume: resolve(links.resumePhoneAudio),
      stop: resolve(links.stopPhoneAudio),
    },
    ...(links.addPhoneAudio !== null && { addable: true }),
  };
}

function participant({ type, href, resource }: UcwaEvent): PhoneCallEvent | null {
  if (type === 'deleted' || resource === null) return null;
  return { type: 'caller-told', participant: href, person: usedRels.participant.decode(resource) };
}

function conversation(event: UcwaEvent): PhoneCallEvent | null {
  const state = event.resource === null ? null : usedRels.conversation.decode(event.resource).state;
  const over = event.type === 'deleted' || state === 'Disconnected';
  return over ? { type: 'conversation-over', conversation: event.href, ...whyOf(event) } : null;
}
