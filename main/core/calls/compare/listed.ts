import { decodeAudioVideo } from '../../ucwa/decode/audio-video.ts';
import { leaveConversation } from '../../ucwa/request/meetings.ts';
import { type CallTerminationReason, stopAudioVideo } from '../../ucwa/request/stop-audio-video.ts';
import { linkOf, type Resource, textOf } from '../../ucwa/resource.ts';
import { sessionLinksOf } from '../session-links.ts';
import { type Call, isUp, type SessionLinks } from '../state.ts';
import { listConversations } from './conversations.ts';
import type { CompareDeps, Current } from './deps.ts';
import { isOnItsWay, toldOf } from './end-told.ts';
import type { KnownCalls } from './known-calls.ts';
import type { LookUp } from './look-up.ts';
import type { Memory } from './memory.ts';
import type { Offers } from './offers.ts';

interface Listed {
  readonly href: string;
  readonly conversation: Resource;
  readonly audioVideo: string;
  readonly media: Resource;
}

/** Compares the server's list of conversations with the calls here; false where the server could not be asked. */
export function createListComparison(
  { calls, apply, resolve, farewells, clock, random, log, onPhone, inMeeting, talks }: CompareDeps,
  memory: Memory,
  lookUp: LookUp,
  known: KnownCalls,
  offers: Offers,
): (application: string, current: Current) => Promise<boolean> {
  /** A conversation of the server's list. */
  async function adopt(href: string, current: Current): Promise<boolean> {
    const call = callIn(href);
    if (call !== undefined && call.state !== 'ended') {
      if (!memory.isOrphan(call.id)) return true;
      memory.adopt(call.id);
      return known.look(call, current);
    }
    if (call !== undefined && !(await remind(call, current))) return false;
    if (!current()) return true;
    const found = await lookUp(href);
    if (!current() || found.kind === 'unknown') return !current();
    if (found.kind === 'gone' || textOf(found.resource, 'state') === 'Disconnected') return true;
    const conversation = found.resource;
    if (onPhone(href, conversation)) return true;
    const audioVideo = resolve(linkOf(conversation, 'audioVideo'));
    const modality = audioVideo === null ? null : await lookUp(audioVideo);
    if (!current()) return true;
    const media = modality?.kind === 'there' ? modality.resource : null;
    const invitation = resolve(
      linkOf(conversation, 'audioVideoInvitation') ?? (media === null ? null : linkOf(media, 'audioVideoInvitation')),
    );
    if (invitation !== null && !(await offers.lookUp(invitation, current))) return false;
    if (media === null || audioVideo === null) return modality?.kind !== 'unknown';
    return callIn(href) !== undefined || claim({ href, conversation, audioVideo, media }, current);
  }

  /**
   * Voice that goes on is this call's, or of a call of an earlier run, which goes on; voice that nobody here hears is ended, for the sake of
   * who is at the other end.
   */
  async function claim({ href, conversation, audioVideo, media }: Listed, current: Current): Promise<boolean> {
    const { state, stop, session } = decodeAudioVideo(media);
    if (state !== 'Connected') return true;
    const threadId = textOf(conversation, 'threadId');
    const call = threadId === null ? undefined : calls().find((each) => talksOn(each) && each.threadId === threadId);
    if (call !== undefined) {
      memory.adopt(call.id);
      const names = { conversation: href, audioVideo, stop: resolve(stop), session: resolve(session) };
      apply({ type: 'moved', callId: call.id, ...names });
      return true;
    }
    if (textOf(conversation, 'state') === 'Conferenced') {
      if (!inMeeting(href, threadId)) leaveMeeting(farewells, log, href);
      return true;
    }
    if (calls().some((each) => !memory.isOrphan(each.id) && mayBeNamed(each))) return false;
    const left = talks.take(href);
    const links = left === null ? null : await sessionOf(resolve(session), lookUp, resolve);
    if (!current()) return true;
    const carried = left?.carried ?? null;
    if (left !== null && carried !== null && links !== null) {
      const talk = { ...left, carried, audioVideo, stop: resolve(stop), session: links };
      apply({ type: 'taken-up', callId: random.uuid(), talk, wall: clock.wall() });
    } else if (stop !== null && !inMeeting(href, threadId)) {
      log.warn('a call that nobody here is in is ended');
      if (left !== null) apply({ type: 'left-behind', callId: random.uuid(), talk: left, wall: clock.wall() });
      end(farewells, { key: href, conversation: href, stop, reason: 'MediaConnectivityFailure' });
    }
    return true;
  }

  function talksOn(call: Call): boolean {
    return memory.isOrphan(call.id) && isUp(call);
  }

  /** That voice ended here was told to the server, and did not reach it. */
  async function remind(call: Call, current: Current): Promise<boolean> {
    const told = toldOf(call);
    if (call.audioVideo === null || told === undefined || call.accept === 'sent') return true;
    if (farewells.owes(call.id)) return true;
    if (isOnItsWay(call, clock.now())) return false;
    const found = await lookUp(call.audioVideo);
    if (!current() || found.kind === 'unknown') return !current();
    if (found.kind === 'gone') return true;
    const { state, stop } = decodeAudioVideo(found.resource);
    if (state === 'Connected' && stop !== null)
      end(farewells, { key: call.id, conversation: call.conversation, stop, reason: told });
    return true;
  }

  const callIn = (conversation: string): Call | undefined =>
    calls()
      .filter((call) => call.conversation === conversation)
      .at(-1);

  return async (application, current) => {
    const conversations = await listConversations(lookUp, resolve, application);
    if (!current() || conversations === null) return !current();
    const results = await Promise.all(conversations.map((href) => adopt(href, current)));
    return results.every((done) => done);
  };
}

/** A call out that voice in the list may be of: its invitation has not said where it is, or how it ended. */
function mayBeNamed({ state, out }: Call): boolean {
  const isAsked = out?.request === 'sent' || out?.request === 'taken';
  return isAsked && out.fate !== 'told' && state !== 'ended';
}

/** The session of a call that can be offered another place to go on at; null where it takes no offers. */
async function sessionOf(
  href: string | null,
  lookUp: LookUp,
  resolve: CompareDeps['resolve'],
): Promise<SessionLinks | null> {
  const found = href === null ? null : await lookUp(href);
  if (href === null || found?.kind !== 'there') return null;
  const links = sessionLinksOf(found.resource, resolve);
  return links.renegotiations === null ? null : { href, ...links };
}

type Telling = CompareDeps['farewells'];

interface VoiceToEnd {
  readonly key: string;
  readonly conversation: string | null;
  /** As the server wrote it. */
  readonly stop: string;
  readonly reason: CallTerminationReason;
}

function end(farewells: Telling, { key, conversation, stop, reason }: VoiceToEnd): void {
  void farewells.say({ key, what: 'stop', first: () => stopAudioVideo(stop, reason), conversation });
}

/** A meeting in which the others believe the user, and nobody here is: all of it is left, not its sound alone. */
function leaveMeeting(farewells: Telling, log: CompareDeps['log'], href: string): void {
  log.warn('a meeting that nobody here is in is left');
  void farewells.say({ key: href, what: 'leave', first: () => leaveConversation(href), conversation: null });
}
