import type { MeetingPlan } from '../../../preload/contract/index.ts';
import type { Farewells } from '../calls/farewells.ts';
import { type Conversations, conversationAt } from '../conversations/state.ts';
import type { Clock, Log, Random } from '../ports.ts';
import { assertNever } from '../result.ts';
import { failureCode, refusalOf } from '../session/failure.ts';
import { isNobodysWord, saysGone } from '../session/own-word.ts';
import { readResource } from '../session/requests/read-resource.ts';
import type { Perform } from '../session/requests/transport.ts';
import type { Resolve } from '../session/session.ts';
import { decodeMyOnlineMeeting } from '../ucwa/decode/my-online-meeting.ts';
import { decline } from '../ucwa/request/decline.ts';
import { accept } from '../ucwa/request/invitation.ts';
import { addParticipant, joinMeeting, leaveConversation, planMeeting } from '../ucwa/request/meetings.ts';
import { get } from '../ucwa/request/operation.ts';
import { cancel } from '../ucwa/request/start-audio.ts';
import { decodeResource, linkOf } from '../ucwa/resource.ts';
import type { MeetingEffect } from './effect.ts';
import type { Escalation, MeetingEvent } from './event.ts';
import { readWhileJoining } from './read-while-joining.ts';
import { isStillCall, type Meeting, type MeetingsModel, mayTryAgain } from './state.ts';

export interface MeetingEffectsDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly perform: Perform;
  readonly resolve: Resolve;
  readonly model: () => MeetingsModel;
  readonly conversations: () => Conversations;
  /** Tells the server that something is over, until it has it. */
  readonly tell: Farewells['say'];
  readonly apply: (event: MeetingEvent) => void;
  /** Reads who is in the meeting, and what it is. */
  readonly read: (meeting: Pick<Meeting, 'conversation'>) => Promise<void>;
  /** Makes the call that carries its sound; false where none can be made now. `start`: absolute href of addAudio. */
  readonly callIn: (meeting: Meeting, callId: string, to: string, start: string) => boolean;
  /** Makes the call that takes the voice of two into the meeting that is made of them. */
  readonly escalate: (meeting: Meeting, escalation: Escalation) => void;
  readonly hangUp: (callId: string) => void;
  /** Ends the call that carried its sound, and leaves no trace of it; false where the user did not talk in it. */
  readonly handOver: (callId: string) => boolean;
  /** Joins anew what is to be joined anew. */
  readonly rejoin: () => void;
  readonly record: (meeting: Meeting) => void;
}

type EffectOf<Type extends MeetingEffect['type']> = Extract<MeetingEffect, { readonly type: Type }>;

/** How long one that ended stays in view, in milliseconds; what can be tried again stays longer. */
const shownAfterEndMs = 4_000;
const triedAfterEndMs = 60_000;
/** What is said in the window of a call of which no meeting came, in milliseconds. */
const saidAfterEndMs = 30_000;
/** The link to the sound of a meeting comes by then, or not at all. */
const longestWaitMs = 10_000;
/** A request to join anew that did not get out is made again after this, in milliseconds. */
const rejoinAfterMs = 3_000;

/** Does what the reducer decided; what comes of it goes back as an event. */
export function createMeetingEffects(deps: MeetingEffectsDeps): (effect: MeetingEffect) => void {
  const { clock, apply } = deps;
  return (effect) => {
    switch (effect.type) {
      case 'accept':
        void runAccept(deps, effect);
        return;
      case 'decline':
        void tellDecline(deps, effect);
        return;
      case 'go':
        void runGo(deps, effect.meeting);
        return;
      case 'add':
        void runAdd(deps, effect);
        return;
      case 'cancel-adding':
        void runCancelAdding(deps, effect);
        return;
      case 'escalate':
        deps.escalate(effect.meeting, effect.escalation);
        return;
      case 'voice':
        void runVoice(deps, effect.meeting);
        return;
      case 'take-over': {
        const { meeting, before } = effect;
        if (deps.handOver(before)) void runVoice(deps, meeting);
        else apply({ type: 'voiceless', id: meeting.id, voicing: 'no' });
        return;
      }
      case 'read':
        void deps.read(effect.meeting);
        return;
      case 'leave':
        void tellLeave(deps, effect.meeting);
        return;
      case 'hush':
        deps.hangUp(effect.callId);
        return;
      case 'rejoin-later':
        clock.after(rejoinAfterMs, deps.rejoin);
        return;
      case 'expect': {
        const { id, since } = effect;
        clock.after(effect.withinMs, () => apply({ type: 'overdue', id, since }));
        return;
      }
      case 'record':
        deps.record(effect.meeting);
        return;
      case 'forget-later': {
        const { id } = effect;
        const meeting = deps.model().list.find((one) => one.id === id);
        if (meeting === undefined) return;
        clock.after(shownMs(meeting), () => {
          const now = deps.model().list.find((one) => one.id === id);
          // It may have been made anew, and be over again.
          if (now?.since === meeting.since) apply({ type: 'forget', id });
        });
        return;
      }
      default:
        assertNever(effect, 'meeting effect');
    }
  };
}

function shownMs(meeting: Meeting): number {
  if (isStillCall(meeting)) return saidAfterEndMs;
  return mayTryAgain(meeting) ? triedAfterEndMs : shownAfterEndMs;
}

/** What is over there ends by its event; where the server cannot be reached it can be answered once more. */
async function runAccept(deps: MeetingEffectsDeps, { meeting, href }: EffectOf<'accept'>): Promise<void> {
  const { perform, apply, log } = deps;
  const result = await perform(accept(href));
  if (result.ok) return readWhileJoining(deps, meeting.id);
  const { failure } = result;
  const code = failureCode(failure);
  log.warn('a meeting was not accepted', { id: meeting.id, code });
  // It was taken before, by a request whose answer was lost.
  if (failure.kind === 'refused' && failure.status === 409) return readWhileJoining(deps, meeting.id);
  const again = !(failure.kind === 'refused' && failure.status < 500 && !isNobodysWord(failure));
  const said = failure.kind === 'refused' ? (failure.reason?.subcode ?? failure.reason?.code ?? code) : code;
  apply({ type: 'not-accepted', id: meeting.id, again, code: said });
}

async function tellDecline({ tell }: MeetingEffectsDeps, { meeting, reason }: EffectOf<'decline'>): Promise<void> {
  const { decline: href } = meeting;
  const key = farewellKey(meeting);
  const first = () => (href === null ? null : decline(href, reason));
  const conversation = reason === 'Local' ? null : meeting.conversation;
  await tell({ key, what: 'decline', first, conversation });
}

/** The call that carries its sound has its own end to be told, and may have the same id. */
function farewellKey({ id }: Meeting): string {
  return `meeting-${id}`;
}

/** Whoever waits for an answer takes the request back; all that is there is left with its conversation. */
async function tellLeave({ tell, perform, resolve }: MeetingEffectsDeps, meeting: Meeting): Promise<void> {
  const { cancel: href, invitation, conversation } = meeting;
  const key = farewellKey(meeting);
  const first = async () => {
    if (conversation !== null) return leaveConversation(conversation);
    if (href !== null) return cancel(href);
    const resource = invitation === null ? null : await readResource(perform, get(invitation));
    const found = resource === null ? null : resolve(linkOf(resource, 'cancel'));
    return found === null ? null : cancel(found);
  };
  await tell({ key, what: 'leave', first, conversation });
}

/** Sends the request, once. Where the reply says nothing that counts, its events tell by the operationId that is ours. */
async function runGo(deps: MeetingEffectsDeps, meeting: Meeting): Promise<void> {
  const { id, operationId, uri, subject } = meeting;
  const { perform, model, apply, log, resolve } = deps;
  const { joinOnlineMeeting, startOnlineMeeting } = model();
  if (meeting.plan !== null) return runPlan(deps, meeting, meeting.plan);
  const begins = meeting.origin === 'started' && uri === null;
  const href = begins ? startOnlineMeeting : joinOnlineMeeting;
  if (href === null || operationId === null) return apply({ type: 'not-gone', id, code: 'Forbidden', subcode: null });
  const onlineMeetingUri = begins ? null : uri;
  const result = await perform(
    joinMeeting(href, { operationId, onlineMeetingUri, subject: onlineMeetingUri === null ? subject : null }),
  );
  if (result.ok) {
    const { location, body } = result.value;
    const resource = decodeResource(body);
    const invitation = location ?? (resource === null ? null : linkOf(resource, 'self'));
    const conversation = resource === null ? null : linkOf(resource, 'conversation');
    apply({ type: 'went', id, invitation: resolve(invitation), conversation: resolve(conversation) });
    return readWhileJoining(deps, id);
  }
  log.warn('a meeting was not joined', { id, code: failureCode(result.failure) });
  const said = refusalOf(result.failure, usualCode);
  if (said !== null) apply({ type: 'not-gone', id, ...said });
}

/** Has the server make it; it is joined by its address then, as any other. */
async function runPlan(deps: MeetingEffectsDeps, { id, subject }: Meeting, plan: MeetingPlan): Promise<void> {
  const { perform, model, apply, log } = deps;
  const { create } = model().planning;
  if (create === null) return apply({ type: 'not-gone', id, code: 'Forbidden', subcode: null });
  const result = await perform(planMeeting(create, subject, plan));
  const resource = result.ok ? decodeResource(result.value.body) : null;
  const made = resource === null ? null : decodeMyOnlineMeeting(resource);
  if (made !== null) return apply({ type: 'planned', id, uri: made.uri });
  const failure = result.ok ? null : result.failure;
  log.warn('a meeting was not planned', { id, code: failure === null ? 'no address' : failureCode(failure) });
  const said = failure === null ? null : refusalOf(failure, usualCode);
  apply({ type: 'not-gone', id, ...(said ?? { code: 'Unavailable', subcode: null }) });
}

async function runAdd(
  { perform, apply, log, resolve }: MeetingEffectsDeps,
  { meeting, operationId, to }: EffectOf<'add'>,
) {
  const about = await addLinkOf({ perform, resolve }, meeting);
  const failed = (code: string, subcode: string | null): void =>
    apply({
      ...{ type: 'added', operationId, invitation: null, cancel: null },
      end: { succeeded: false, code, subcode, state: null },
    });
  if (about === null) return failed('Forbidden', null);
  const result = await perform(addParticipant(about, operationId, to));
  if (result.ok) {
    const invitation = resolve(result.value.location ?? null);
    if (invitation !== null) apply({ type: 'added', operationId, invitation, cancel: null, end: null });
    return;
  }
  log.warn('somebody was not added', { id: meeting.id, code: failureCode(result.failure) });
  const said = refusalOf(result.failure, usualCode);
  if (said !== null) failed(said.code, said.subcode);
}

/** Who is in it meanwhile, or did not come, is told by events. */
async function runCancelAdding(
  { perform, apply, log }: MeetingEffectsDeps,
  { meeting: { id }, addedId, href }: EffectOf<'cancel-adding'>,
) {
  const result = await perform(cancel(href));
  if (result.ok) return;
  const { failure } = result;
  log.warn('somebody who is added was not taken back', { id, code: failureCode(failure) });
  if (saysGone(failure)) return;
  apply({ type: 'cancel-adding', id, addedId, isCancelling: false });
}

async function addLinkOf(
  { perform, resolve }: Pick<MeetingEffectsDeps, 'perform' | 'resolve'>,
  { conversation }: Meeting,
): Promise<string | null> {
  const resource = conversation === null ? null : await readResource(perform, get(conversation));
  return resource === null ? null : resolve(linkOf(resource, 'addParticipant'));
}

/** Finds by which link and for which address voice is added, and adds it. The link may be told later. */
async function runVoice(deps: MeetingEffectsDeps, { id, voice, ...meeting }: Meeting): Promise<void> {
  const { random, clock, model, apply, callIn } = deps;
  const known = () => knownOf(deps, meeting);
  if (known().start === null || known().to === null) await deps.read(meeting);
  const { start, to } = known();
  const now = model().list.find((one) => one.id === id);
  if (now?.state !== 'in' || now.voicing !== 'asked') return;
  if (start === null || to === null) {
    apply({ type: 'voiceless', id, voicing: 'waiting' });
    clock.after(longestWaitMs, () => apply({ type: 'voiceless', id, voicing: 'no' }));
    return;
  }
  const callId = voice === null ? id : random.uuid();
  apply(callIn(now, callId, to, start) ? { type: 'voiced', id, callId } : { type: 'voiceless', id, voicing: 'no' });
}

function knownOf(
  { conversations }: MeetingEffectsDeps,
  { conversation, uri, from }: Pick<Meeting, 'conversation' | 'uri' | 'from'>,
) {
  const there = conversation === null ? undefined : conversationAt(conversations(), conversation);
  return {
    start: there?.voice?.addAudio ?? null,
    to: there?.meeting?.onlineMeetingUri ?? uri ?? from?.uri ?? null,
  };
}

/** What a status says of a meeting without a body. */
function usualCode(status: number): string {
  return status === 404 ? 'NotFound' : 'Forbidden';
}
