import type { CallCommand, CommandResult, PhoneCallCommand } from '../../../preload/contract/index.ts';
import type { CallingModel } from '../calling/state.ts';
import type { CallEvent } from '../calls/event.ts';
import type { Farewells } from '../calls/farewells.ts';
import type { DialledAddress } from '../calls/out/dial.ts';
import { type Call, type Calls, changedCalls } from '../calls/state.ts';
import type { CommandHandlers } from '../commands.ts';
import type { ConversationEvent } from '../conversations/event.ts';
import { phoneOf } from '../conversations/from-ucwa.ts';
import type { Conversations } from '../conversations/state.ts';
import type { FollowsSession } from '../follows-session.ts';
import type { Clock, Log, Random } from '../ports.ts';
import type { CompleteEvent } from '../session/channel/complete-event.ts';
import type { Resolve, Session } from '../session/session.ts';
import type { Store } from '../store.ts';
import type { Resource } from '../ucwa/resource.ts';
import { actOnPhoneCall } from './act.ts';
import { createPhoneCommands, type PhoneCommandsDeps } from './commands.ts';
import { createPhoneComparison } from './compare.ts';
import { createEarlyNews } from './early-news.ts';
import type { PhoneCallEvent } from './event.ts';
import { phoneAudioEventOf, phoneCallEventOf } from './from-ucwa.ts';
import { createNamedModality, type FoundModality } from './named-modality.ts';
import { reducePhoneCalls } from './reduce.ts';
import { createEffectRunner } from './run-effects.ts';
import { isPending, type PhoneCall, type PhoneCalls } from './state.ts';

export interface PhoneCallsDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly session: Pick<Session, 'perform' | 'resolve'>;
  readonly store: Store<{
    readonly calls: Calls;
    readonly phoneCalls: PhoneCalls;
    readonly calling: CallingModel;
    readonly conversations: Conversations;
  }>;
  /** How the user's telephone comes into a meeting in which the user is; null: not now; undefined: there is no such meeting. */
  readonly phoneToMeeting: PhoneCommandsDeps['phoneToMeeting'];
  readonly applyToConversations: (event: ConversationEvent) => void;
  /** What is known of who is called. */
  readonly nameOf: (dialled: DialledAddress) => string | null;
  /** The user's telephone that rings; null leaves it to the server. */
  readonly ownNumber: () => string | null;
  /** Tells the server that something is over, until it has it. */
  readonly tell: Farewells['say'];
  readonly applyToCalls: (event: CallEvent) => void;
  /** It goes to the history. */
  readonly onEnded: (call: PhoneCall) => void;
  /** The call of this computer went on as a call on the telephone: its entry in the history goes. */
  readonly onWithdrawn: (callId: string) => void;
}

/** The calls that the user talks on their own telephone. */
export interface PhoneCallsSlice extends FollowsSession {
  readonly commands: CommandHandlers<PhoneCallCommand>;
  /** A command about a call, where the call is one of these; else null. */
  act(command: CallCommand): CommandResult | null;
  /** What the event channel brought. */
  take(event: CompleteEvent): void;
  /** The calls of this computer took a step. */
  callsMoved(before: Calls, after: Calls): void;
  /** Events may have been lost. `application`: its absolute URL. */
  look(application: string): void;
  /** A conversation that the server lists; true where one of these calls is there. */
  found(conversation: string, resource: Resource): boolean;
  applicationLost(): void;
  /** The event channel is down, or the session is over: what rings cannot be followed. */
  loseRings(reason: 'network-dropped' | 'server-lost'): void;
  /** The user is about to be gone: every call ends. */
  endAll(): void;
}

export function createPhoneCalls(deps: PhoneCallsDeps): PhoneCallsSlice {
  const { clock, random, log, session, store } = deps;
  const resolve: Resolve = (href) => session.resolve(href);
  const early = createEarlyNews();
  const calls = (): PhoneCalls => store.model.phoneCalls;
  const named = createNamedModality({ perform: session.perform, tell: found });
  const runEffect = createEffectRunner({ ...deps, perform: session.perform, resolve, calls, apply });
  const comparison = createPhoneComparison({
    ...{ clock, random, resolve, calls },
    perform: session.perform,
    apply: (event) => apply(callOf(event)),
  });

  function apply(event: PhoneCallEvent): void {
    const before = calls();
    const step = reducePhoneCalls(before, event, clock.now());
    if (step.dropped !== undefined) log.debug('phone call event dropped', { why: step.dropped });
    if (step.unseen) early.keep(event);
    store.prepare({ phoneCalls: step.calls });
    for (const effect of step.effects) runEffect(effect);
    if (step.calls === before) return;
    logMoves(log, before, step.calls);
    store.change({});
    for (const late of early.about(calls())) apply(late);
  }

  /** The call of this computer that it belongs to: the telephone rings besides, or in its place. */
  function callOf(event: PhoneCallEvent): PhoneCallEvent {
    if (event.type !== 'invited') return event;
    const { conversation, related, threadId, direction } = event.invited;
    if (direction === 'outgoing') return event;
    const names = [conversation, ...related];
    const same = (call: Call): boolean =>
      names.some((name) => name !== null && (name === call.conversation || name === call.audioVideo)) ||
      (threadId !== null && threadId === call.threadId);
    const call = store.model.calls.find((each) => each.state !== 'ended' && each.state !== 'ending' && same(each));
    return call === undefined ? event : { ...event, of: call.id };
  }

  /** A modality that no event has told of. */
  function found({ phoneAudio, conversation, resource }: FoundModality): void {
    deps.applyToConversations({ type: 'phone', conversation, phone: phoneOf(phoneAudio, resource, resolve) });
    apply({ ...phoneAudioEventOf(phoneAudio, resource, resolve, conversation), found: true });
  }

  function lose(which: (call: PhoneCall) => boolean, reason: 'network-dropped' | 'server-lost' | 'signed-out'): void {
    const tell = reason === 'signed-out' ? ({ tell: true } as const) : {};
    for (const call of calls()) {
      if (call.state !== 'ended' && which(call)) apply({ type: 'lost', callId: call.id, reason, ...tell });
    }
  }

  function endAll(): void {
    early.clear();
    comparison.clear();
    lose(() => true, 'signed-out');
  }

  return {
    commands: createPhoneCommands({ ...deps, apply }),
    act(command) {
      const call = calls().find(({ id }) => id === command.callId);
      return call === undefined ? null : actOnPhoneCall(call, command, apply);
    },
    take(ucwa) {
      const resolveThere: Resolve = (href) => session.resolve(href, ucwa.base);
      const event = phoneCallEventOf(ucwa, { resolve: resolveThere, random, wall: clock.wall() });
      if (event !== null) apply(callOf(event));
      if (ucwa.rel === 'phoneAudio') named.told(ucwa.href);
      if (ucwa.rel === 'conversation' && ucwa.resource !== null) named.follow(ucwa.href, ucwa.resource, resolveThere);
    },
    callsMoved(before, after) {
      for (const { call, was } of changedCalls(before, after)) {
        if (was === undefined || was.state === call.state) continue;
        for (const mine of calls()) if (mine.of === call.id && isPending(mine)) followCall(mine, call, apply);
      }
    },
    look: comparison.run,
    found(conversation, resource) {
      named.follow(conversation, resource, resolve);
      return comparison.found(conversation, resource);
    },
    applicationLost() {
      named.clear();
      early.clear();
      lose(isPending, 'server-lost');
      comparison.orphan();
    },
    loseRings: (reason) => lose(isPending, reason),
    endAll,
    stop: endAll,
  };
}

/** The call of this computer that it belongs to is over, or about to be. */
function followCall(
  mine: PhoneCall,
  { id, state, toPhone, ending }: Call,
  apply: (event: PhoneCallEvent) => void,
): void {
  const callId = mine.id;
  if (state === 'ending') {
    // The user has hung up: nothing is to go on anywhere.
    apply({ type: 'hang-up', callId });
    return;
  }
  if (state !== 'ended' || ending === null || mine.origin === 'rung') {
    if (state === 'ended' && mine.of === id) apply({ type: 'alone', callId });
    return;
  }
  if (toPhone !== callId) {
    apply({ type: 'hang-up', callId });
    return;
  }
  apply({ type: 'alone', callId });
  if (!mayGoOn.has(ending.reason)) apply({ type: 'lost', callId, reason: ending.reason, by: null, code: ending.code });
}

/** Ends of a call that its way to the telephone may have. */
const mayGoOn: ReadonlySet<string> = new Set([
  ...['answered-elsewhere', 'answered-otherwise', 'went-on-elsewhere', 'over', 'hung-up-there'],
  ...['media-failed', 'far-silent', 'not-accepted', 'no-answer'],
]);

function logMoves(log: Log, before: PhoneCalls, after: PhoneCalls): void {
  for (const call of after) {
    const was = before.find(({ id }) => id === call.id);
    if (was?.state === call.state) continue;
    const { reason: ending, code } = call.ending ?? {};
    log.info('phone call', { id: call.id, from: was?.state, to: call.state, ending, code });
  }
}
