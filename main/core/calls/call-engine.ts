import type { SettingsView } from '../../../preload/contract/index.ts';
import type { Clock, Log, Media, Random, Records } from '../ports.ts';
import type { CompleteEvent } from '../session/channel/complete-event.ts';
import type { Resolve, Session } from '../session/session.ts';
import type { SessionModel } from '../session/state.ts';
import type { Store } from '../store.ts';
import { cleanText } from '../text.ts';
import { askForEnd } from './ask-about.ts';
import { type Comparison, createComparison } from './compare/compare.ts';
import type { CompareDeps } from './compare/deps.ts';
import { createKeptRings } from './compare/kept-rings.ts';
import { createKeptTalks } from './compare/kept-talks.ts';
import type { CallEvent } from './event.ts';
import { createFarewells, type Farewells } from './farewells.ts';
import { callEventOf } from './from-ucwa.ts';
import { callEventOfMedia } from './media-events.ts';
import { createReadyAnswers } from './ready-answers.ts';
import { reduceCalls } from './reduce.ts';
import { createEffectRunner } from './run-effects.ts';
import { createShownEnds, type ShownEnds } from './shown-ends.ts';
import { type Call, type Calls, changedCalls, isEngaged } from './state.ts';
import { inDoubt, isOverThere } from './told-over.ts';

export interface CallEngineDeps {
  readonly ports: {
    readonly clock: Clock;
    readonly random: Random;
    readonly log: Log;
    readonly media: Media;
    readonly records: Records;
  };
  readonly session: Pick<Session, 'perform' | 'resolve' | 'prepare'>;
  readonly store: Store<{ readonly calls: Calls; readonly session: SessionModel; readonly settings: SettingsView }>;
  /** The calls take a step: what it means to others goes into the model before anybody is told. */
  readonly onMoved: (before: Calls, after: Calls) => void;
  /** A call ended, or why it ended became known better. */
  readonly onEnded: (call: Call) => void;
  /** The user is asked something about a call that ended. */
  readonly lingers: (callId: string) => boolean;
  /** A conversation of the server's list: whether it is talked on the user's telephone. */
  readonly onPhone: CompareDeps['onPhone'];
  /** The same: whether the user is in it as in a meeting. */
  readonly inMeeting: CompareDeps['inMeeting'];
  /** A ring that seemed to be over goes on, as another call. */
  readonly onWithdrawn: (callId: string) => void;
}

/** Why a call is lost that nobody ended. */
type LostReason = 'server-lost' | 'network-dropped' | 'signed-out';

/** The calls of the model: what happens to them, and what has to be done then. */
export interface CallEngine {
  apply(event: CallEvent): void;
  /** What the event channel brought. */
  take(ucwa: CompleteEvent): void;
  lose(which: (call: Call) => boolean, reason: LostReason): void;
  readonly compare: Comparison['run'];
  readonly applicationLost: Comparison['applicationLost'];
  /** Tells the server something about a call that ended, as it is told of the end itself. */
  readonly tell: Farewells['say'];
  /** The user is at the call window, which shows this call; null: they are not, or it goes on. */
  readonly attend: ShownEnds['attend'];
  /** The user is about to be gone: every call ends, and another user may be asked for next. */
  endAll(): void;
  /** The session is about to end: what the server has to be told is told now, within a bound. Null: nothing. */
  lastWords(): Promise<void> | null;
}

/** Of a word of the server's, in the log. */
const longestShown = 64;
/** How long the end of the session waits for what the server has to be told, in milliseconds. */
const lastWordsMs = 1_100;

export function createCallEngine(deps: CallEngineDeps): CallEngine {
  const { ports, session, store } = deps;
  const { clock, random, log, media, records } = ports;
  const resolve: Resolve = (href) => session.resolve(href);
  const rings = createKeptRings(records);
  const talks = createKeptTalks({ clock, media, records });
  const readyAnswers = createReadyAnswers(session.prepare);
  const farewells = createFarewells({
    ...{ clock, random, log },
    perform: session.perform,
    hasSession: () => store.model.session.state !== 'signed-out',
    goesOn: (conversation) => goesOn(deps, conversation),
  });
  const wire = { clock, random, log, perform: session.perform, farewells, resolve, apply };
  const shownEnds = createShownEnds({ clock, apply });
  const runEffect = createEffectRunner({
    ...{ ...wire, media, record, shownEnds },
    callOf: (callId) => store.model.calls.find(({ id }) => id === callId),
    earlyWish: () => store.model.settings.tellEarly,
    lingers: deps.lingers,
    onTold: (call) => comparison.told(call),
    onUntold: () => comparison.again(),
    onDoubt: (call) => comparison.ask(call),
  });
  const comparison = createComparison({
    ...wire,
    calls: () => store.model.calls,
    atOnce: store.atOnce,
    ...{ withdraw, onPhone: deps.onPhone, inMeeting: deps.inMeeting, talks, left: rings.left },
  });
  media.onEvent((event) => {
    const what = callEventOfMedia(event, log);
    if (what !== null) apply(what);
  });

  function apply(event: CallEvent): void {
    const before = store.model.calls;
    const step = reduceCalls(before, event, clock.now());
    // What the server tells of as over it does not have to be told.
    for (const call of before) if (isOverThere(call, event)) farewells.over(call.id);
    if (step.dropped !== undefined) log.debug('call event dropped', { why: step.dropped });
    comparison[step.unseen ? 'overUnseen' : 'seen'](event);
    store.prepare({ calls: step.calls });
    deps.onMoved(before, step.calls);
    for (const { call, was } of changedCalls(before, step.calls)) {
      if (call.state === 'ended' && was?.state !== 'ended') comparison.ended(call);
    }
    for (const effect of step.effects) runEffect(effect);
    for (const call of inDoubt(step.calls, event)) runEffect(askForEnd(call));
    for (const earlier of comparison.heardBefore(before, step.calls)) apply(earlier);
    if (step.calls === before) return;
    logMoves(log, before, step.calls);
    rings.keep(store.model.calls);
    talks.keep(store.model.calls);
    readyAnswers.follow(store.model.calls);
    store.change({});
  }

  /** Also for a call whose ending became known better: it keeps its one entry. */
  function record(call: Call): void {
    if (call.replacedBy === null) deps.onEnded(call);
  }

  /** A ring that goes on was not missed, whatever is still learned of the call that it was. */
  function withdraw(callId: string, as: string): void {
    apply({ type: 'rings-on', callId, as });
    deps.onWithdrawn(callId);
  }

  function lose(which: (call: Call) => boolean, reason: LostReason): void {
    for (const call of store.model.calls) {
      if (call.state !== 'ended' && which(call)) apply({ type: 'lost', callId: call.id, reason });
    }
  }

  return {
    apply,
    take(ucwa) {
      const resolveThere: Resolve = (href) => session.resolve(href, ucwa.base);
      const event = callEventOf(ucwa, resolveThere, random, clock.wall());
      if (event === null) return;
      if (event.type === 'offered') comparison.offer(event);
      else if (event.type === 'invitation-completed') comparison.complete(event);
      else apply(event);
    },
    lose,
    compare(application) {
      farewells.hurry();
      return comparison.run(application);
    },
    lastWords: () => farewells.lastWords(lastWordsMs),
    applicationLost: comparison.applicationLost,
    tell: farewells.say,
    attend: shownEnds.attend,
    endAll() {
      comparison.clear();
      lose(() => true, 'signed-out');
    },
  };
}

/** The user talks in the conversation, or is about to. */
function goesOn({ store, inMeeting }: CallEngineDeps, conversation: string): boolean {
  const isTalked = store.model.calls.some((call) => isEngaged(call) && call.conversation === conversation);
  return isTalked || inMeeting(conversation, null);
}

function logMoves(log: Log, before: Calls, after: Calls): void {
  for (const { call, was } of changedCalls(before, after)) {
    if (was?.state === call.state) continue;
    const { reason: ending, code } = call.ending ?? {};
    const bandwidth = was === undefined ? cleanText(call.invited.bandwidthControlId) : null;
    log.info('call', {
      ...{ id: call.id, from: was?.state, to: call.state, ending, code },
      ...(bandwidth !== null && { bandwidth: bandwidth.slice(0, longestShown) }),
    });
  }
}
