import type { EarlyWish } from '../../../preload/contract/index.ts';
import type { Clock, Log, Media, Random } from '../ports.ts';
import { assertNever } from '../result.ts';
import type { Perform } from '../session/requests/transport.ts';
import { createAnswering } from './answering.ts';
import { createAskAbout } from './ask-about.ts';
import { tellEarly } from './early.ts';
import type { CallEffect } from './effect.ts';
import type { CallEvent } from './event.ts';
import { createExpectations } from './expectations.ts';
import type { Farewells } from './farewells.ts';
import { createFindPeople } from './find-people.ts';
import { findSession } from './find-session.ts';
import { runOut } from './out/run.ts';
import { createOfferReader } from './read-offer.ts';
import { expectAnswer, offerAgainLater, sendOffer } from './run-own-offer.ts';
import { runRenegotiation } from './run-renegotiation.ts';
import type { ShownEnds } from './shown-ends.ts';
import type { Call } from './state.ts';
import { tellDecline, tellMedia, tellStop } from './tell-end.ts';
import { findWhoAnswered } from './who-answered.ts';

export interface EffectRunnerDeps {
  readonly media: Media;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly perform: Perform;
  readonly farewells: Farewells;
  readonly resolve: (href: string | null) => string | null;
  readonly callOf: (callId: string) => Call | undefined;
  readonly apply: (event: CallEvent) => void;
  /** Whose calls are told of us while they ring. */
  readonly earlyWish: () => EarlyWish;
  /** A call ended: it goes to the history. */
  readonly record: (call: Call) => void;
  /** The user is asked something about a call that ended: it stays longer. */
  readonly lingers: (callId: string) => boolean;
  readonly shownEnds: Pick<ShownEnds, 'show'>;
  /** The server was told of the call's end. */
  readonly onTold: (call: Call) => void;
  /** The server could not be reached with what the user did. */
  readonly onUntold: () => void;
  /** Events left open how it stands with the call: the server is asked. Resolves once that was tried. */
  readonly onDoubt: (call: Call) => Promise<void>;
}

/** How long an ended call stays in view (the sentence that says why). */
const shownAfterEndMs = 4_000;
/** The same where something is asked about it. */
const askedAfterEndMs = 20_000;

/** Does what the reducer decided; what comes of it goes back as an event. */
export function createEffectRunner(deps: EffectRunnerDeps): (effect: CallEffect) => void {
  const { media, clock, apply } = deps;
  const accept = createAnswering(deps);
  const findPeople = createFindPeople(deps);
  const expectations = createExpectations(deps);
  const askAbout = createAskAbout(deps);
  const readOffer = createOfferReader(deps);
  let stopWaitingForRoom = (): void => {};

  return (effect) => {
    switch (effect.type) {
      case 'media':
        media.instruct(effect.instruction);
        return;
      case 'accept':
        void accept(effect.call, effect.sdp);
        return;
      case 'start-call':
      case 'cancel-call':
      case 'find-invitation':
      case 'find-callee':
      case 'expect-call':
        runOut(deps, effect);
        return;
      case 'tell-early':
        void tellEarly(deps, effect);
        return;
      case 'decline':
        void tellDecline(deps, effect);
        return;
      case 'stop':
        void tellStop(deps, effect);
        return;
      case 'report-media':
        void tellMedia(deps, effect);
        return;
      case 'answer-renegotiation':
      case 'dismiss-renegotiation':
        void runRenegotiation(deps, effect);
        return;
      case 'send-offer':
        void sendOffer(deps, effect);
        return;
      case 'expect-answer':
        expectAnswer(deps, effect);
        return;
      case 'offer-again-later':
        offerAgainLater(deps, effect);
        return;
      case 'find-session':
        findSession(deps, effect);
        return;
      case 'find-people':
        findPeople(effect.callId, effect.hrefs);
        return;
      case 'find-who-answered':
        void findWhoAnswered(deps, effect);
        return;
      case 'expect-move':
        expectations.expect(effect);
        return;
      case 'ask-about':
        askAbout(effect);
        return;
      case 'expect-media':
        expectations.expectMedia(effect);
        return;
      case 'prepare-later':
        clock.after(effect.inMs, () => apply({ type: 'prepare-due', callId: effect.callId }));
        return;
      case 'read-offer':
        readOffer(effect);
        return;
      case 'make-room-later':
        stopWaitingForRoom();
        stopWaitingForRoom = clock.after(effect.inMs, () => apply({ type: 'make-room' }));
        return;
      case 'record':
        expectations.drop(effect.call.id);
        deps.record(effect.call);
        return;
      case 'forget-later':
        deps.shownEnds.show(effect.callId, deps.lingers(effect.callId) ? askedAfterEndMs : shownAfterEndMs);
        return;
      default:
        assertNever(effect, 'call effect');
    }
  };
}
