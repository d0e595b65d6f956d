import type { Random } from '../ports.ts';
import type { Resolve } from '../session/session.ts';
import type { AudioVideoInvitation } from '../ucwa/decode/audio-video-invitation.ts';
import type { AudioVideoRenegotiation } from '../ucwa/decode/audio-video-renegotiation.ts';
import { decodeInvitedPeople } from '../ucwa/decode/invited-people.ts';
import type { UcwaEvent } from '../ucwa/events.ts';
import { decodeMediaOffer } from '../ucwa/media-offer.ts';
import { isRelOf, isUsedRel, type RelOf, usedRels } from '../ucwa/rels.ts';
import { type Resource, textOf } from '../ucwa/resource.ts';
import type { CallEvent, Offered, Unseen } from './event.ts';
import { isAnswered, isFinal } from './invitation-states.ts';
import { invitedOf } from './invited/from-invitation.ts';
import { farAnswered, sentInvitation } from './out/from-ucwa.ts';
import { sessionLinksOf } from './session-links.ts';
import { whyOf } from './why.ts';

/** What an event is read against: `wall` is the time by the calendar. */
interface Context {
  readonly resolve: Resolve;
  readonly random: Random;
  readonly wall: number;
}

/** One for each rel of calls; null: it means nothing to calls. */
const meanings: Readonly<Record<RelOf<'calls'>, (event: UcwaEvent, context: Context) => CallEvent | null>> = {
  audioVideo,
  audioVideoInvitation: (event, context) =>
    deleted(event) ??
    sentInvitation(event, context.resolve) ??
    (isCompleted(event) ? completed(event, context) : offered(event, context)),
  audioVideoNegotiation: (event, context) => farAnswered(event, context.resolve),
  audioVideoRenegotiation: (event, context) => ownRenegotiation(event) ?? renegotiation(event, context),
  audioVideoSession: session,
  conversation,
  participant,
};

/** What a UCWA event means to calls; null: nothing. The event's own href is absolute already. */
export function callEventOf(event: UcwaEvent, resolve: Resolve, random: Random, wall: number): CallEvent | null {
  return isUsedRel(event.rel) && isRelOf('calls', event.rel)
    ? meanings[event.rel](event, { resolve, random, wall })
    : null;
}

/** Reads an invitation that this endpoint could answer now; null for any other. */
export function offeredOf(invitation: string, resource: Resource, resolve: Resolve, random: Random): Offered | null {
  const decoded = usedRels.audioVideoInvitation.decode(resource);
  const acceptWithAnswer = resolve(decoded.links.acceptWithAnswer);
  if (decoded.direction !== 'incoming' || acceptWithAnswer === null || isFinal(decoded.state)) return null;
  return described(invitation, decoded, acceptWithAnswer, resolve, random);
}

function described(
  invitation: string,
  decoded: AudioVideoInvitation,
  acceptWithAnswer: string,
  resolve: Resolve,
  random: Random,
): Offered {
  const { threadId, sessionContext, mediaOffer, from, caller, subject, importance, joinAudioMuted, links } = decoded;
  const offer = mediaOffer === null ? null : decodeMediaOffer(mediaOffer);
  return {
    invitation,
    conversation: resolve(links.conversation),
    audioVideo: resolve(links.audioVideo),
    acceptWithAnswer,
    acceptWithPhoneAudio: resolve(links.acceptWithPhoneAudio),
    decline: resolve(links.decline),
    provisional: resolve(links.sendProvisionalAnswer),
    diagnostics: resolve(links.reportMediaDiagnostics),
    threadId,
    sessionContext: sessionContext ?? random.uuid(),
    sdp: offer?.sdp ?? null,
    processedOfferId: offer?.contentId ?? null,
    replaces: {
      audioVideo: resolve(decoded.replaces),
      related: decoded.derived.flatMap((href) => resolve(href) ?? []),
      transferred: decoded.people.transferredBy !== undefined,
    },
    party: from,
    caller: resolve(caller),
    subject,
    importance,
    joinAudioMuted,
    invited: invitedOf(decoded, resolve),
  };
}

/** No server has to say so of an invitation, and after an answer it says nothing of the talk. */
function deleted({ type, href: invitation }: UcwaEvent): CallEvent | null {
  return type === 'deleted' ? { type: 'invitation-deleted', invitation } : null;
}

/** Steps may be skipped: an `updated` that shows a final state says the same as `completed`. */
function isCompleted(event: UcwaEvent): boolean {
  return event.type === 'completed' || (event.resource !== null && isFinal(textOf(event.resource, 'state')));
}

function offered(event: UcwaEvent, { resolve, random, wall }: Context): CallEvent | null {
  if (event.resource === null) return null;
  const offer = offeredOf(event.href, event.resource, resolve, random);
  return offer === null ? null : { type: 'offered', callId: random.uuid(), offered: offer, wall };
}

function completed(event: UcwaEvent, context: Context): CallEvent {
  const { resource } = event;
  const state = resource === null ? null : textOf(resource, 'state');
  const taker = resource === null ? undefined : decodeInvitedPeople(resource).acceptedByContact;
  return {
    type: 'invitation-completed',
    invitation: event.href,
    succeeded: event.status === null ? isAnswered(state) : event.status === 'Success',
    code: event.reason?.code ?? '',
    subcode: event.reason?.subcode ?? null,
    state,
    acceptedByContact: context.resolve(taker?.href ?? null),
    acceptedByName: taker?.person?.name ?? null,
    unseen: resource === null ? null : unseen(event.href, resource, context),
  };
}

/** Steps may be skipped so far that the end is all that comes. */
function unseen(invitation: string, resource: Resource, { resolve, random, wall }: Context): Unseen | null {
  const decoded = usedRels.audioVideoInvitation.decode(resource);
  if (textOf(resource, 'direction') !== 'Incoming') return null;
  return { callId: random.uuid(), offered: described(invitation, decoded, '', resolve, random), wall };
}

function audioVideo(event: UcwaEvent, { resolve }: Context): CallEvent | null {
  const sentBy = event.sender.rel === 'conversation' ? resolve(event.sender.href) : null;
  const named = { type: 'audio-video', audioVideo: event.href, conversation: sentBy, ...whyOf(event) } as const;
  if (event.type === 'deleted') return { ...named, state: 'Disconnected', stop: null, session: null };
  if (event.resource === null) return null;
  const { state, stop, session, conversation, replaceWithPhoneAudio, addAudio } = usedRels.audioVideo.decode(
    event.resource,
  );
  return {
    ...named,
    conversation: resolve(conversation) ?? sentBy,
    state,
    stop: resolve(stop),
    session: resolve(session),
    replaceWithPhoneAudio: resolve(replaceWithPhoneAudio),
    ...(addAudio !== null && { addable: true as const }),
  };
}

function session(event: UcwaEvent, { resolve }: Context): CallEvent | null {
  if (event.type === 'deleted') return { type: 'session', session: event.href, of: [], links: null };
  if (event.resource === null) return null;
  const { links, sessionContext } = usedRels.audioVideoSession.decode(event.resource);
  return {
    type: 'session',
    session: event.href,
    of: [resolve(links.audioVideo), resolve(links.conversation)].filter((name) => name !== null),
    links: sessionLinksOf(event.resource, resolve),
    ...(sessionContext !== null && { context: sessionContext }),
  };
}

/** One that we began: its end may be all that comes of it, and steps may be skipped. */
function ownRenegotiation({ href: renegotiation, type, status, reason, resource }: UcwaEvent): CallEvent | null {
  const decoded = resource === null ? null : usedRels.audioVideoRenegotiation.decode(resource);
  const isEnd = type === 'completed';
  if (decoded === null ? !isEnd : !isOurs(decoded)) return null;
  const answer = decoded?.mediaAnswer ?? null;
  const sdp = answer === null ? null : (decodeMediaOffer(answer)?.sdp ?? null);
  const name = { operationId: decoded?.operationId ?? null, renegotiation };
  if (status !== 'Failure' && sdp !== null) return { ...name, type: 'own-offer-answered', sdp };
  if (!isEnd) return { ...name, type: 'own-offer-taken' };
  const code = [reason?.code, reason?.subcode].filter(Boolean).join('/') || 'no answer';
  return { ...name, type: 'own-offer-failed', outcome: 'refused', code };
}

/** The far side's can be answered, and have no operationId. */
function isOurs({ direction, operationId, links }: AudioVideoRenegotiation): boolean {
  return direction === 'outgoing' || (operationId !== null && links.answer === null);
}

/** Only the far side's, and only while it can be answered. */
function renegotiation(event: UcwaEvent, { resolve }: Context): CallEvent | null {
  if (event.resource === null || event.type === 'completed' || event.type === 'deleted') return null;
  const { direction, mediaOffer, links } = usedRels.audioVideoRenegotiation.decode(event.resource);
  const answer = resolve(links.answer);
  if (direction !== 'incoming' || answer === null || mediaOffer === null) return null;
  return {
    type: 'renegotiation-offered',
    renegotiation: event.href,
    conversation: resolve(links.conversation),
    session: resolve(links.audioVideoSession),
    answer,
    dismiss: resolve(links.dismiss),
    sdp: decodeMediaOffer(mediaOffer)?.sdp ?? null,
  };
}

function participant({ type, href, resource }: UcwaEvent): CallEvent | null {
  if (type === 'deleted' || resource === null) return null;
  return { type: 'caller-told', participant: href, person: usedRels.participant.decode(resource) };
}

function conversation(event: UcwaEvent): CallEvent | null {
  const state = event.resource === null ? null : usedRels.conversation.decode(event.resource).state;
  const over = event.type === 'deleted' || state === 'Disconnected';
  return over ? { type: 'conversation-over', conversation: event.href, ...whyOf(event) } : null;
}
