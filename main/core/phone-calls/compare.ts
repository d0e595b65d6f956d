import { createLookUp, type Found } from '../calls/compare/look-up.ts';
import { createRounds } from '../calls/compare/rounds.ts';
import type { Clock, Random } from '../ports.ts';
import type { Perform } from '../session/requests/transport.ts';
import type { Resolve } from '../session/session.ts';
import { linkOf, type Resource, textOf } from '../ucwa/resource.ts';
import type { PhoneCallEvent } from './event.ts';
import { invitedOf, phoneAudioEventOf } from './from-ucwa.ts';
import { isLive, isPending, type PhoneCall, type PhoneCalls } from './state.ts';

export interface PhoneComparisonDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly perform: Perform;
  readonly resolve: Resolve;
  readonly calls: () => PhoneCalls;
  /** Takes an invitation that was found as one that was told. */
  readonly apply: (event: PhoneCallEvent) => void;
}

/** Brings the calls on the telephone and the server together after events may have been lost. */
export interface PhoneComparison {
  /** `application`: absolute URL. Asks again by itself where the server could not be asked. */
  run(application: string): void;
  /** A conversation of the server's list. True where a call on the telephone is there. */
  found(conversation: string, resource: Resource): boolean;
  /** What the calls are called on the server holds no more: they go on where they are found again. */
  orphan(): void;
  clear(): void;
}

/** A call that is not found again by then is followed no longer, in milliseconds. */
const patienceMs = 30_000;

export function createPhoneComparison(deps: PhoneComparisonDeps): PhoneComparison {
  const { clock, random, resolve, calls, apply } = deps;
  const lookUp = createLookUp(deps.perform);
  const rounds = createRounds({
    clock,
    random,
    compare: async (_application, current) => {
      const known = calls().filter((call) => isLive(call) && !orphans.has(call.id));
      const results = await Promise.all(known.map((call) => look(call, current)));
      return results.every((done) => done);
    },
  });
  let orphans: ReadonlySet<string> = new Set();

  /** False where the server could not be asked. */
  async function look(call: PhoneCall, current: () => boolean): Promise<boolean> {
    const { invitation, phoneAudio } = call;
    if (isPending(call) && invitation !== null) {
      const found = await lookUp(invitation);
      if (!current()) return true;
      if (found.kind === 'there') tellOf(invitation, found.resource);
      if (found.kind === 'gone') apply({ type: 'lost', callId: call.id, reason: reasonOf(call) });
      if (found.kind !== 'there') return found.kind === 'gone';
    }
    return phoneAudio === null || lookAtPhone(phoneAudio, current);
  }

  async function lookAtPhone(phoneAudio: string, current: () => boolean): Promise<boolean> {
    const found = await lookUp(phoneAudio);
    if (current() && found.kind !== 'unknown') apply(eventOf(phoneAudio, found));
    return !current() || found.kind !== 'unknown';
  }

  function eventOf(phoneAudio: string, found: Found): PhoneCallEvent {
    if (found.kind === 'there') return phoneAudioEventOf(phoneAudio, found.resource, resolve);
    const links = { hold: null, resume: null, stop: null };
    return { type: 'phone-audio', phoneAudio, conversation: null, state: 'Disconnected', links };
  }

  function tellOf(invitation: string, resource: Resource): void {
    const invited = invitedOf(invitation, resource, resolve);
    apply({ type: 'invited', callId: random.uuid(), invited, of: null, wall: clock.wall() });
  }

  /** The same talk, by the thread that it has under every name. */
  function adopt(conversation: string, resource: Resource, phoneAudio: string | null): boolean {
    const threadId = textOf(resource, 'threadId');
    const call = calls().find((each) => orphans.has(each.id) && isLive(each) && each.threadId === threadId);
    if (call === undefined || threadId === null || phoneAudio === null) return false;
    orphans = new Set([...orphans].filter((id) => id !== call.id));
    apply({ type: 'renamed', callId: call.id, conversation, phoneAudio });
    void lookAtPhone(phoneAudio, rounds.stillCurrent());
    return true;
  }

  async function lookUpInvitation(href: string): Promise<void> {
    const current = rounds.stillCurrent();
    const found = await lookUp(href);
    if (current() && found.kind === 'there') tellOf(href, found.resource);
  }

  return {
    run: (application) => void rounds.start(application),
    found(conversation, resource) {
      if (adopt(conversation, resource, resolve(linkOf(resource, 'phoneAudio')))) return true;
      if (calls().some((call) => isLive(call) && call.conversation === conversation)) return true;
      const invitation = resolve(linkOf(resource, 'phoneAudioInvitation'));
      if (invitation !== null) void lookUpInvitation(invitation);
      return false;
    },
    orphan() {
      rounds.abandon();
      const lost = calls().filter(isLive);
      orphans = new Set([...orphans, ...lost.map(({ id }) => id)]);
      clock.after(patienceMs, () => {
        for (const { id } of lost) if (orphans.has(id)) apply({ type: 'lost', callId: id, reason: 'phone-left' });
        orphans = new Set([...orphans].filter((id) => !lost.some((call) => call.id === id)));
      });
    },
    clear() {
      rounds.abandon();
      orphans = new Set();
    },
  };
}

function reasonOf({ state }: PhoneCall): 'phone-not-answered' | 'cancelled-there' {
  return state === 'own-phone' ? 'phone-not-answered' : 'cancelled-there';
}
