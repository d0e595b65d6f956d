import { linkOf, type Resource } from '../../ucwa/resource.ts';
import { isRefused } from '../end-reasons.ts';
import type { CallEvent } from '../event.ts';
import { offeredOf } from '../from-ucwa.ts';
import { replacedBy } from '../offer.ts';
import { type Call, isUp } from '../state.ts';
import type { CompareDeps, Current } from './deps.ts';
import { isOnItsWay } from './end-told.ts';
import { foundSent } from './found-sent.ts';
import type { LookUp } from './look-up.ts';
import type { Memory } from './memory.ts';

/** A call is not to ring later than this for want of that name, in milliseconds. */
const longestNamingMs = 1_000;

export type OfferedEvent = CallEvent & { readonly type: 'offered' };
export type CompletedEvent = CallEvent & { readonly type: 'invitation-completed' };

/** Invitations that come, or are found; each may be one that is known already, under this name or another. */
export interface Offers {
  offer(event: OfferedEvent): void;
  complete(event: CompletedEvent): void;
  /** `invitation`: absolute href. */
  found(invitation: string, resource: Resource): void;
  /** Asks for an invitation; false where the server could not be asked. */
  lookUp(invitation: string, current: Current): Promise<boolean>;
}

/** `recheck`: it rings, and its conversation was over before. */
export function createOffers(deps: CompareDeps, memory: Memory, lookUp: LookUp, recheck: (call: Call) => void): Offers {
  const { calls, apply, atOnce, withdraw, resolve, random, clock } = deps;
  /** What is known of it from before is carried over before anybody is told of it: what was declined does not ring for a moment. */
  function offer(event: OfferedEvent): void {
    const { audioVideo } = event.offered.replaces;
    const isPlain = audioVideo === null || !calls().some(isLive) || replacedBy(calls(), event.offered) !== undefined;
    if (isPlain) atOnce(() => take(event));
    else void namesOf(audioVideo).then((names) => atOnce(() => take(withNames(event, names))));
  }

  /** A server may have names of its own for what an invitation replaces: there it says which modality that is. */
  async function namesOf(replaced: string): Promise<readonly string[]> {
    const tooLong = new Promise<null>((give) => void clock.after(longestNamingMs, () => give(null)));
    const found = await Promise.race([lookUp(replaced), tooLong]);
    if (found?.kind !== 'there') return [];
    return [linkOf(found.resource, 'self'), linkOf(found.resource, 'conversation')].flatMap(
      (href) => resolve(href) ?? [],
    );
  }

  function take(event: OfferedEvent): void {
    const { offered } = event;
    const rings = calls().find(({ state, invitation }) => state === 'ringing' && invitation === offered.invitation);
    if (rings !== undefined) memory.adopt(rings.id);
    const over = memory.endOf(offered.invitation);
    // Its end was heard before it was said again that it began.
    if (over !== null && calls().some((call) => call.invitation === offered.invitation)) return;
    const before = rings === undefined ? memory.earlier(offered, calls()) : null;
    if (before !== null) replace(before, event.callId);
    apply(event);
    if (before?.state === 'answering') apply({ type: 'answer', callId: event.callId, microphone: 'there' });
    if (before !== null && isRefused(before)) apply({ type: refusalOf(before), callId: event.callId });
    if (over !== null) apply(over);
    const call = calls().find(({ id }) => id === event.callId);
    if (call !== undefined && call.conversation !== null && memory.isOver(call.conversation)) recheck(call);
  }

  /** It is about to be known as another one, by that id. */
  function replace(before: Call, as: string): void {
    if (before.state !== 'ended') apply({ type: 'lost', callId: before.id, reason: 'server-lost' });
    memory.forgetDropped(before);
    withdraw(before.id, as);
  }

  function found(invitation: string, resource: Resource): void {
    const offered = offeredOf(invitation, resource, resolve, random);
    if (offered === null) {
      foundSent(deps, memory, invitation, resource);
      return;
    }
    for (const call of calls()) {
      if (isAnswerLost(call, invitation))
        apply({ type: 'accept-failed', callId: call.id, code: '', outcome: 'refused' });
    }
    offer({ type: 'offered', callId: random.uuid(), offered, wall: clock.wall() });
  }

  /** It was answered here, and rings on there. */
  function isAnswerLost(call: Call, ringing: string): boolean {
    const answered = call.invitation === ringing && call.state === 'ended' && call.accept === 'sent';
    return answered && !isOnItsWay(call, clock.now());
  }

  return {
    offer,
    complete(event) {
      const known = calls().some(({ invitation }) => invitation === event.invitation);
      const unseen = known ? null : (event.unseen ?? null);
      const before = unseen === null ? null : memory.earlier(unseen.offered, calls());
      if (before !== null && unseen !== null && !event.succeeded) replace(before, unseen.callId);
      if (known) memory.keepEnd(event);
      apply(event);
    },
    found,
    async lookUp(invitation, current) {
      const answer = await lookUp(invitation);
      if (!current() || answer.kind === 'unknown') return !current();
      if (answer.kind === 'there') found(invitation, answer.resource);
      return true;
    },
  };
}

/** As the user refused it under its other name. */
function refusalOf({ ending }: Call): 'decline' | 'decline-here' {
  return ending?.reason === 'declined-only-here' ? 'decline-here' : 'decline';
}

function isLive(call: Call): boolean {
  return call.state === 'ringing' || isUp(call);
}

function withNames(event: OfferedEvent, names: readonly string[]): OfferedEvent {
  const { offered } = event;
  const related = [...offered.replaces.related, ...names];
  return { ...event, offered: { ...offered, replaces: { ...offered.replaces, related } } };
}
