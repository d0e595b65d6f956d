import type { Random } from '../ports.ts';
import type { Resolve } from '../session/session.ts';
import type { UcwaEvent } from '../ucwa/events.ts';
import { isRelOf, isUsedRel, type RelOf, usedRels } from '../ucwa/rels.ts';
import { type Resource, textOf } from '../ucwa/resource.ts';
import { endingSaid } from './end-reason.ts';
import type { HowItEnded, InvitedToMeeting, MeetingEvent } from './event.ts';
import type { MeetingEnding } from './state.ts';

/** What an event is read against: `wall` is the time by the calendar. */
interface Context {
  readonly resolve: Resolve;
  readonly random: Random;
  readonly wall: number;
}

/** What an event means to meetings: one of theirs, or that something is another in that conversation. */
export type MeetingNews =
  | { readonly kind: 'event'; readonly event: MeetingEvent }
  | {
      readonly kind: 'conversation';
      readonly conversation: string;
      readonly ending: MeetingEnding | null;
      readonly over: boolean;
    };

/** One for each rel of meetings; null: it means nothing to them. */
const meanings: Readonly<Record<RelOf<'meetings'>, (event: UcwaEvent, context: Context) => MeetingNews | null>> = {
  onlineMeetingInvitation,
  participantInvitation,
  conversation,
  localParticipant,
  participant: within,
  participantAudio: within,
  onlineMeeting: within,
  audioVideo: within,
};

/** What a UCWA event means to meetings, in its order. The event's own href is absolute already. */
export function meetingNewsOf(event: UcwaEvent, context: Context): readonly MeetingNews[] {
  if (!isUsedRel(event.rel) || !isRelOf('meetings', event.rel)) return [];
  return [askerTold(event), meanings[event.rel](event, context)].filter((news) => news !== null);
}

/** Who takes part may be who asks, of whom only a link was told. */
function askerTold({ rel, type, href, resource }: UcwaEvent): MeetingNews | null {
  if (rel !== 'participant' || type === 'deleted' || resource === null) return null;
  return {
    kind: 'event',
    event: { type: 'asker-told', participant: href, person: usedRels.participant.decode(resource) },
  };
}

/** Reads an invitation to a meeting. `invitation`: absolute. */
export function invitedOf(invitation: string, resource: Resource, resolve: Resolve): InvitedToMeeting {
  const decoded = usedRels.onlineMeetingInvitation.decode(resource);
  const { links, direction, operationId, threadId, from, caller, subject, importance, onlineMeetingUri: uri } = decoded;
  return {
    ...{ invitation, direction, operationId, threadId, subject, importance, uri },
    from,
    asker: resolve(caller),
    accept: resolve(links.accept),
    decline: resolve(links.decline),
    cancel: resolve(links.cancel),
    conversation: resolve(links.conversation),
  };
}

function onlineMeetingInvitation(event: UcwaEvent, { resolve, random, wall }: Context): MeetingNews | null {
  if (event.resource === null) {
    const end = endOf(event);
    return end && { kind: 'event', event: { type: 'invitation-over', invitation: event.href, end } };
  }
  const invited = invitedOf(event.href, event.resource, resolve);
  return { kind: 'event', event: { type: 'invited', id: random.uuid(), invited, end: endOf(event), wall } };
}

function participantInvitation(event: UcwaEvent, { resolve }: Context): MeetingNews | null {
  const decoded = event.resource === null ? null : usedRels.participantInvitation.decode(event.resource);
  return {
    kind: 'event',
    event: {
      type: 'added',
      operationId: decoded?.operationId ?? null,
      invitation: event.href,
      cancel: resolve(decoded?.cancel ?? null),
      end: endOf(event),
    },
  };
}

const over: ReadonlySet<string> = new Set(['declined', 'cancelled', 'canceled', 'failed']);

/** Steps may be skipped: an `updated` that shows a final state says the same as `completed`. Null while it goes on. */
function endOf({ type, status, reason, resource }: UcwaEvent): HowItEnded | null {
  const state = resource === null ? null : textOf(resource, 'state');
  const isFailed = over.has(state?.toLowerCase() ?? '');
  if (type !== 'completed' && type !== 'deleted' && !isFailed && state !== 'Connected') return null;
  const succeeded = status === null ? state === 'Connected' : status === 'Success';
  return { succeeded, code: reason?.code ?? '', subcode: reason?.subcode ?? null, state };
}

function conversation({ type, href, resource, reason }: UcwaEvent): MeetingNews {
  const isOver = type === 'deleted' || (resource !== null && textOf(resource, 'state') === 'Disconnected');
  const ending = isOver && reason !== null ? endingSaid(reason, 'over') : null;
  return { kind: 'conversation', conversation: href, ending, over: isOver };
}

/** The user is in it no more, whatever becomes of the conversation. */
function localParticipant(event: UcwaEvent, context: Context): MeetingNews | null {
  const news = within(event, context);
  const isOut = event.type === 'deleted' && event.container === null && event.reason !== null;
  if (news?.kind !== 'conversation' || !isOut || event.reason === null) return news;
  return { ...news, over: true, ending: endingSaid(event.reason, 'removed') };
}

function within({ sender }: UcwaEvent, { resolve }: Context): MeetingNews | null {
  const conversation = sender.rel === 'conversation' ? resolve(sender.href) : null;
  return conversation === null ? null : { kind: 'conversation', conversation, ending: null, over: false };
}
