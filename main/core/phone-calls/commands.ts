import type { CommandResult, PhoneCallCommand } from '../../../preload/contract/index.ts';
import type { CallingModel } from '../calling/state.ts';
import type { CallEvent } from '../calls/event.ts';
import { type DialledAddress, readDialled } from '../calls/out/dial.ts';
import { isEmergency } from '../calls/out/place.ts';
import type { Call, Calls } from '../calls/state.ts';
import { type CommandHandlers, refused, taken } from '../commands.ts';
import { type PhoneToAdd, phoneWith } from '../conversations/phone-to-add.ts';
import type { Conversations } from '../conversations/state.ts';
import type { Clock, Random } from '../ports.ts';
import type { Store } from '../store.ts';
import { cleanText } from '../text.ts';
import type { Participant } from '../ucwa/decode/participant.ts';
import type { PhoneCallEvent } from './event.ts';
import { isLive, isPending, type Origin, type PhoneCall, type PhoneCalls } from './state.ts';

export interface PhoneCommandsDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly store: Store<{
    readonly calls: Calls;
    readonly phoneCalls: PhoneCalls;
    readonly calling: CallingModel;
    readonly conversations: Conversations;
  }>;
  /** What is known of who is called. */
  readonly nameOf: (dialled: DialledAddress) => string | null;
  /** The user's telephone that rings; null leaves it to the server. */
  readonly ownNumber: () => string | null;
  /** How it comes into a meeting in which the user is; null: not now; undefined: there is no such meeting. */
  readonly phoneToMeeting: (callId: string) => PhoneToAdd | null | undefined;
  readonly applyToCalls: (event: CallEvent) => void;
  readonly apply: (event: PhoneCallEvent) => void;
}

/** Has the user's own telephone ring, for a call that there is or for a new one. */
export function createPhoneCommands(deps: PhoneCommandsDeps): CommandHandlers<PhoneCallCommand> {
  const { clock, random, store, ownNumber, applyToCalls, apply } = deps;

  /** The user talks with one telephone. */
  function isRinging(): boolean {
    return store.model.phoneCalls.some((call) => isPending(call) && call.origin !== 'rung');
  }

  function begin(call: Call, origin: Origin & ('answered' | 'moved')): CommandResult {
    const id = random.uuid();
    applyToCalls({ type: 'goes-to-phone', callId: call.id, by: id });
    const { conversation, threadId, party, subject, importance, startedAt, connectedAt, direction, decline } = call;
    const known = { conversation, threadId, party, subject, importance, startedAt, connectedAt, direction, decline };
    const operationId = origin === 'moved' ? random.uuid() : null;
    const asked = { id, origin, of: call.id, operationId, ownNumber: ownNumber(), delegator: null, dialled: null };
    const begun = { ...asked, ...known };
    apply({ type: 'begun', begun });
    return taken;
  }

  /** Into a conversation that there is. `dialled`: null where it is no call to somebody, which another conversation would do for. */
  function add({ conversation, threadId, party, addedBy }: PhoneToAdd, dialled: string | null): CommandResult {
    if (isRinging()) return refused('engaged');
    apply({
      type: 'begun',
      begun: {
        ...{ id: random.uuid(), origin: 'placed', direction: 'outgoing', of: null, conversation, decline: null },
        ...{ operationId: random.uuid(), threadId, ownNumber: ownNumber(), dialled, addedBy },
        ...{ party, delegator: null, subject: null, importance: 'normal' },
        ...{ startedAt: clock.wall(), connectedAt: null },
      },
    });
    return taken;
  }

  function callOut(dialled: DialledAddress, delegator: Participant | null, subject: string | null): void {
    const name = deps.nameOf(dialled);
    apply({
      type: 'begun',
      begun: {
        ...{ id: random.uuid(), origin: 'placed', direction: 'outgoing', of: null, conversation: null, decline: null },
        ...{ operationId: random.uuid(), threadId: random.uuid(), ownNumber: ownNumber(), dialled: dialled.written },
        ...{ party: { name, uri: dialled.to, phoneNumber: null }, delegator, subject, importance: 'normal' },
        ...{ startedAt: clock.wall(), connectedAt: null },
      },
    });
  }

  return {
    'answer-by-phone'({ callId }) {
      const call = store.model.calls.find(({ id }) => id === callId);
      if (call?.state !== 'ringing') return refused('stale');
      if (call.toPhone !== null) return refused('repeated');
      if (call.acceptWithPhoneAudio === null || isRinging()) return refused('unavailable');
      return begin(call, 'answered');
    },
    'go-on-by-phone'({ callId }) {
      const call = store.model.calls.find(({ id }) => id === callId);
      if (call?.state !== 'connected') return refused('stale');
      if (call.toPhone !== null) return refused('repeated');
      return mayGoOnByPhone(call) && !isRinging() ? begin(call, 'moved') : refused('unavailable');
    },
    'join-by-phone'({ callId }) {
      const there = deps.phoneToMeeting(callId);
      if (there === undefined) return refused('stale');
      if (there === null) return refused('unavailable');
      const isIn = store.model.phoneCalls.some((each) => isLive(each) && each.conversation === there.conversation);
      return isIn ? refused('repeated') : add(there, null);
    },
    'stay-here'({ callId }) {
      const mine = store.model.phoneCalls.find((call) => call.of === callId && isMoving(call));
      if (mine === undefined) return refused('stale');
      apply({ type: 'hang-up', callId: mine.id });
      return taken;
    },
    'call-by-phone'({ to, onBehalfOf, subject = null }) {
      const { calling } = store.model;
      const dialled = readDialled(to);
      if (dialled === null) return refused('not-callable');
      if (isEmergency(dialled, calling)) return refused('emergency');
      // Who is written with is called in the same conversation, where the server takes that.
      const there = onBehalfOf === undefined ? phoneWith(dialled.to, store.model.conversations) : null;
      if (there !== null && there.party.uri !== null) return add(there, dialled.written);
      const delegator = calling.delegators.find(({ uri }) => uri === onBehalfOf) ?? null;
      const href = delegator === null ? calling.startPhoneAudio : calling.startPhoneAudioOnBehalfOfDelegator;
      if (href === null || (onBehalfOf !== undefined && delegator === null)) return refused('unavailable');
      if (isRinging()) return refused('engaged');
      callOut(dialled, delegator, cleanText(subject));
      return taken;
    },
  };
}

/** The voice of this computer is to go on there, and does not yet. */
export function isMoving(call: PhoneCall): boolean {
  return call.origin === 'moved' && isPending(call);
}

/** The server takes it, and knows whom to call. */
export function mayGoOnByPhone({ state, replaceWithPhoneAudio, party, hold }: Call): boolean {
  return state === 'connected' && replaceWithPhoneAudio !== null && hold.wanted === 'talk' && targetOf(party) !== null;
}

/** Whom the server is to ring. */
export function targetOf(party: Call['party']): string | null {
  return party?.uri ?? party?.phoneNumber ?? null;
}
