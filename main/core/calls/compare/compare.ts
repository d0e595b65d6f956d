import type { Clock, Log, Random } from '../../ports.ts';
import type { UcwaResult } from '../../session/requests/transport.ts';
import { decodeAudioVideo } from '../../ucwa/decode/audio-video.ts';
import { retryBound } from '../../ucwa/event-channel.ts';
import { decline } from '../../ucwa/request/decline.ts';
import type { Operation } from '../../ucwa/request/operation.ts';
import { type CallTerminationReason, stopAudioVideo } from '../../ucwa/request/stop-audio-video.ts';
import { linkOf, type Resource, textOf } from '../../ucwa/resource.ts';
import type { CallEvent } from '../event.ts';
import { offeredOf, type Resolve } from '../from-ucwa.ts';
import { type Call, type Calls, type EndReason, mayRingAgain } from '../state.ts';
import { listConversations } from './conversations.ts';
import { createLookUp } from './look-up.ts';
import { createMemory } from './memory.ts';

export interface CompareParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly perform: (operation: Operation) => Promise<UcwaResult>;
  readonly resolve: Resolve;
  readonly calls: () => Calls;
  readonly apply: (event: CallEvent) => void;
  /** The call rings again as another one: its end was none. */
  readonly withdraw: (callId: string) => void;
  /** Absolute hrefs of invitations that rang when an earlier run ended. */
  readonly left: readonly string[];
}

type OfferedEvent = CallEvent & { readonly type: 'offered' };

/**
 * Brings the calls here and the conversations on the server together after events may have been lost, the way a list follows a watch
 * that was interrupted: calls that only one side has end, ring, or are stopped.
 */
export interface Comparison {
  /** `application`: absolute URL. Asks again by itself where the server could not be asked. */
  run(application: string): void;
  /** The same, where the link seems to be up and something did not get through. */
  again(): void;
  /** An invitation came. It may be one that rang before, under another name. */
  offer(event: OfferedEvent): void;
  /** An invitation ended, maybe one that is known under another name. */
  complete(event: CallEvent & { readonly type: 'invitation-completed' }): void;
  /** An end came of a call that is not known, and may be announced yet. */
  overUnseen(event: CallEvent): void;
  /** A call ended here; where that was for want of the server, it may still be waiting there. */
  ended(call: Call): void;
  /** The server took the end of the call. */
  told(call: Call): void;
  /** What the calls are called on the server holds no more: what rings has a moment to be found again, what talks goes on. */
  applicationLost(): void;
  /** Another user is asked for from now on. */
  clear(): void;
}

/** How long a ring may go on that nobody can answer, in milliseconds. */
const unansweredMs = 2_000;
/** What a call's end is told to the server with is still under way for so long, in milliseconds. */
const toldWithinMs = 3_000;
/** After so many tries the next outage or the next event will show what there is. */
const mostTries = 8;

export function createComparison(parts: CompareParts): Comparison {
  const { clock, random, log, perform, resolve, apply, withdraw } = parts;
  const lookUp = createLookUp(perform);
  const memory = createMemory(clock);
  let generation = 0;
  let left = parts.left;
  let present: string | null = null;
  let wanted: string | null = null;
  let running = false;
  let stopRetry = (): void => {};

  async function run(tries: number): Promise<void> {
    running = true;
    const mine = generation;
    let done = false;
    while (wanted !== null && mine === generation) {
      const application = wanted;
      wanted = null;
      done = await compareAll(application, () => mine === generation);
      if (!done && mine === generation && tries < mostTries) {
        stopRetry = clock.after(random.fraction() * retryBound(tries + 2), () => {
          if (mine === generation && !running) start(application, tries + 1);
        });
      }
    }
    running = false;
    if (wanted !== null) void run(1);
  }

  function start(application: string, tries: number): void {
    stopRetry();
    present = application;
    wanted = application;
    if (!running) void run(tries);
  }

  async function compareAll(application: string, current: () => boolean): Promise<boolean> {
    const known = parts.calls().filter(({ id, state }) => state !== 'ended' && !memory.isOrphan(id));
    const results = await Promise.all([
      ...known.map((call) => (call.state === 'ringing' ? compareRinging(call, current) : compareUp(call, current))),
      ...memory.dropped().map((call) => offerAgain(call, current)),
      ...left.filter((href) => href.startsWith(`${application}/`)).map((href) => offerLeft(href, current)),
      compareList(application, current),
    ]);
    return results.every((done) => done);
  }

  async function compareRinging(call: Call, current: () => boolean): Promise<boolean> {
    const found = await lookUp(call.invitation);
    if (!current() || found.kind === 'unknown') return !current();
    const reason = found.kind === 'gone' ? 'cancelled-there' : endIn(found.resource);
    if (reason !== undefined && isNow(call, 'ringing')) apply({ type: 'lost', callId: call.id, reason });
    return true;
  }

  async function compareUp(call: Call, current: () => boolean): Promise<boolean> {
    if (call.conversation === null) return true;
    const found = await lookUp(call.conversation);
    if (!current() || found.kind === 'unknown') return !current();
    if (found.kind === 'there' && textOf(found.resource, 'state') !== 'Disconnected') {
      return compareAudioVideo(call, current);
    }
    apply({ type: 'lost', callId: call.id, reason: call.connectedAt === null ? 'cancelled-there' : 'hung-up-there' });
    return true;
  }

  async function compareAudioVideo({ audioVideo }: Call, current: () => boolean): Promise<boolean> {
    if (audioVideo === null) return true;
    const found = await lookUp(audioVideo);
    if (!current() || found.kind === 'unknown') return !current();
    const { state, stop } =
      found.kind === 'there' ? decodeAudioVideo(found.resource) : { state: 'Disconnected', stop: null };
    apply({ type: 'audio-video', audioVideo, state, stop: resolve(stop) });
    return true;
  }

  async function offerAgain(call: Call, current: () => boolean): Promise<boolean> {
    if (memory.isOrphan(call.id)) return true;
    const found = await lookUp(call.invitation);
    if (!current() || found.kind === 'unknown') return !current();
    if (found.kind === 'there') {
      if (call.accept === 'sent' && isOnItsWay(call)) return false;
      if (call.ending?.reason !== 'declined-here') offerFound(call.invitation, found.resource);
      else if (!(await declineAgain(call, found.resource))) return !current();
    }
    memory.forgetDropped(call);
    return true;
  }

  /** False where the server could not be reached this time either. */
  async function declineAgain(call: Call, invitation: Resource): Promise<boolean> {
    if (call.decline === null || textOf(invitation, 'state') !== 'Connecting') return true;
    const result = await perform(decline(call.decline, 'Global'));
    return result.ok || result.failure.kind !== 'transport';
  }

  async function offerLeft(invitation: string, current: () => boolean): Promise<boolean> {
    const done = await lookUpOffer(invitation, current);
    if (done && current()) left = left.filter((href) => href !== invitation);
    return done;
  }

  async function compareList(application: string, current: () => boolean): Promise<boolean> {
    const conversations = await listConversations(lookUp, resolve, application);
    if (!current() || conversations === null) return !current();
    const results = await Promise.all(conversations.map((href) => adopt(href, current)));
    return results.every((done) => done);
  }

  /** A conversation of the server's list. */
  async function adopt(href: string, current: () => boolean): Promise<boolean> {
    const known = callIn(href);
    if (known !== undefined && known.state !== 'ended') {
      if (!memory.isOrphan(known.id)) return true;
      memory.adopt(known.id);
      return known.state === 'ringing' ? compareRinging(known, current) : compareUp(known, current);
    }
    if (known !== undefined && !(await remind(known, current))) return false;
    if (!current()) return true;
    const found = await lookUp(href);
    if (!current() || found.kind === 'unknown') return !current();
    if (found.kind === 'gone' || textOf(found.resource, 'state') === 'Disconnected') return true;
    const conversation = found.resource;
    const audioVideo = resolve(linkOf(conversation, 'audioVideo'));
    const modality = audioVideo === null ? null : await lookUp(audioVideo);
    if (!current()) return true;
    const media = modality?.kind === 'there' ? modality.resource : null;
    const invitation = resolve(
      linkOf(conversation, 'audioVideoInvitation') ?? (media === null ? null : linkOf(media, 'audioVideoInvitation')),
    );
    if (invitation !== null && !(await lookUpOffer(invitation, current))) return false;
    if (media === null || audioVideo === null) return modality?.kind !== 'unknown';
    if (callIn(href) === undefined) claim({ href, conversation, audioVideo, media });
    return true;
  }

  async function lookUpOffer(invitation: string, current: () => boolean): Promise<boolean> {
    const found = await lookUp(invitation);
    if (!current() || found.kind === 'unknown') return !current();
    if (found.kind === 'there') offerFound(invitation, found.resource);
    return true;
  }

  /** Voice that goes on is this call's; voice that nobody here hears is ended, for the sake of who is at the other end. */
  function claim(listed: {
    readonly href: string;
    readonly conversation: Resource;
    readonly audioVideo: string;
    readonly media: Resource;
  }): void {
    const { state, stop } = decodeAudioVideo(listed.media);
    if (state !== 'Connected') return;
    const threadId = textOf(listed.conversation, 'threadId');
    const call = parts
      .calls()
      .find(
        (each) =>
          memory.isOrphan(each.id) &&
          each.state !== 'ended' &&
          each.state !== 'ringing' &&
          threadId !== null &&
          each.threadId === threadId,
      );
    if (call !== undefined) {
      memory.adopt(call.id);
      const { href, audioVideo } = listed;
      apply({ type: 'moved', callId: call.id, conversation: href, audioVideo, stop: resolve(stop) });
    } else if (stop !== null) {
      log.warn('a call that nobody here is in is ended');
      void perform(stopAudioVideo(stop, 'MediaConnectivityFailure'));
    }
  }

  /** That voice ended here was told to the server, and did not reach it. */
  async function remind(call: Call, current: () => boolean): Promise<boolean> {
    const reason = call.ending?.reason;
    const told = reason === undefined ? undefined : endedHere.get(reason);
    if (call.audioVideo === null || told === undefined || call.accept === 'sent') return true;
    if (isOnItsWay(call)) return false;
    const found = await lookUp(call.audioVideo);
    if (!current() || found.kind === 'unknown') return !current();
    if (found.kind === 'gone') return true;
    const { state, stop } = decodeAudioVideo(found.resource);
    if (state === 'Connected' && stop !== null) void perform(stopAudioVideo(stop, told));
    return true;
  }

  function offerFound(invitation: string, resource: Resource): void {
    const offered = offeredOf(invitation, resource, resolve, random);
    if (offered === null) return;
    for (const call of parts.calls())
      if (isAnswerLost(call, invitation)) apply({ type: 'accept-failed', callId: call.id, code: '' });
    offer({ type: 'offered', callId: random.uuid(), offered, wall: clock.wall() });
  }

  function offer(event: OfferedEvent): void {
    const { offered } = event;
    const rings = parts
      .calls()
      .find(({ state, invitation }) => state === 'ringing' && invitation === offered.invitation);
    if (rings !== undefined) memory.adopt(rings.id);
    const over = memory.endOf(offered.invitation);
    const before = rings === undefined ? memory.earlier(offered, parts.calls()) : null;
    if (before !== null) replace(before);
    apply(event);
    if (before?.state === 'answering') apply({ type: 'answer', callId: event.callId, microphone: 'there' });
    if (before !== null && isRefused(before)) apply({ type: 'decline', callId: event.callId });
    if (over !== null) apply(over);
    const call = parts.calls().find(({ id }) => id === event.callId);
    if (call === undefined || call.conversation === null || !memory.isOver(call.conversation)) return;
    const mine = generation;
    void compareRinging(call, () => mine === generation);
  }

  /** It was answered here, and rings on there. */
  function isAnswerLost(call: Call, ringing: string): boolean {
    return call.invitation === ringing && call.state === 'ended' && call.accept === 'sent' && !isOnItsWay(call);
  }

  /** What the server was told when it ended here. */
  function isOnItsWay({ since }: Call): boolean {
    return clock.now() - since < toldWithinMs;
  }

  /** What is being asked does not count any more. */
  function abandon(): void {
    generation += 1;
    present = null;
    wanted = null;
    stopRetry();
  }

  /** It is about to be known as another one. */
  function replace(before: Call): void {
    if (before.state !== 'ended') apply({ type: 'lost', callId: before.id, reason: 'server-lost' });
    memory.forgetDropped(before);
    withdraw(before.id);
  }

  function complete(event: CallEvent & { readonly type: 'invitation-completed' }): void {
    const known = parts.calls().some(({ invitation }) => invitation === event.invitation);
    const unseen = known ? null : (event.unseen ?? null);
    const before = unseen === null ? null : memory.earlier(unseen.offered, parts.calls());
    if (before !== null && !event.succeeded) replace(before);
    apply(event);
  }

  function callIn(conversation: string): Call | undefined {
    return parts
      .calls()
      .filter((call) => call.conversation === conversation)
      .at(-1);
  }

  function isNow(call: Call, state: Call['state']): boolean {
    return parts.calls().some((each) => each.id === call.id && each.state === state);
  }

  return {
    run: (application) => start(application, 1),
    again() {
      if (present !== null) start(present, 1);
    },
    offer,
    complete,
    overUnseen: memory.keepEnd,
    ended(call) {
      if (mayRingAgain(call) || call.accept === 'sent' || isToldInVain(call)) memory.drop(call);
    },
    told: memory.forgetDropped,
    applicationLost() {
      abandon();
      memory.orphan(parts.calls());
      const mine = generation;
      clock.after(unansweredMs, () => {
        if (mine !== generation) return;
        for (const call of parts.calls()) {
          if (call.state === 'ringing' && memory.isOrphan(call.id)) {
            apply({ type: 'lost', callId: call.id, reason: 'server-lost' });
          }
        }
      });
    },
    clear() {
      abandon();
      left = [];
      memory.clear();
    },
  };
}

/** Undefined where the invitation still waits: what nobody can answer or decline any more does not. */
function endIn(invitation: Resource): EndReason | undefined {
  const waits = linkOf(invitation, 'acceptWithAnswer') !== null || linkOf(invitation, 'decline') !== null;
  return endReasons.get(textOf(invitation, 'state') ?? '') ?? (waits ? undefined : 'cancelled-there');
}

const endReasons: ReadonlyMap<string, EndReason> = new Map([
  ['Connected', 'answered-elsewhere'],
  ['Declined', 'declined-elsewhere'],
  ['Cancelled', 'cancelled-there'],
  ['Failed', 'cancelled-there'],
]);

/** The user did something about a ring, and the server may not have learnt of it. */
function isToldInVain(call: Call): boolean {
  return call.ending?.reason === 'not-accepted' || isRefused(call);
}

/** The user wants no more of it, although there never was a voice. */
function isRefused({ ending, connectedAt }: Call): boolean {
  return ending?.reason === 'declined-here' || (ending?.reason === 'hung-up-here' && connectedAt === null);
}

/** Ends that the server learns from here, and what it is told. */
const endedHere: ReadonlyMap<EndReason, CallTerminationReason> = new Map([
  ['hung-up-here', 'UserInitiatedAction'],
  ['network-dropped', 'MediaConnectivityFailure'],
  ['not-accepted', 'MediaConnectivityFailure'],
  ['media-failed', 'MediaConnectivityFailure'],
  ['media-unsupported', 'UnsupportedMedia'],
  ['far-silent', 'MediaTimeout'],
  ['no-microphone', 'FailedStartAudioStream'],
  ['microphone-denied', 'FailedStartAudioStream'],
  ['microphone-failed', 'FailedStartAudioStream'],
]);
