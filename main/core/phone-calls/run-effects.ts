import type { CallingModel } from '../calling/state.ts';
import type { CallEvent } from '../calls/event.ts';
import type { Farewells } from '../calls/farewells.ts';
import { createFindPeople } from '../calls/find-people.ts';
import type { Calls } from '../calls/state.ts';
import { findWhoAnswered } from '../calls/who-answered.ts';
import type { Clock, Log } from '../ports.ts';
import { assertNever } from '../result.ts';
import type { Perform } from '../session/requests/transport.ts';
import type { Resolve } from '../session/session.ts';
import type { Store } from '../store.ts';
import { postNothing } from '../ucwa/request/phone-audio.ts';
import { createAsking } from './ask.ts';
import type { PhoneCallEffect } from './effect.ts';
import type { PhoneCallEvent } from './event.ts';
import type { PhoneCall, PhoneCalls } from './state.ts';
import { tellEnd } from './tell-end.ts';

export interface EffectRunnerDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Store<{ readonly calls: Calls; readonly calling: CallingModel }>;
  readonly perform: Perform;
  readonly tell: Farewells['say'];
  readonly resolve: Resolve;
  readonly calls: () => PhoneCalls;
  readonly apply: (event: PhoneCallEvent) => void;
  readonly applyToCalls: (event: CallEvent) => void;
  readonly onEnded: (call: PhoneCall) => void;
  readonly onWithdrawn: (callId: string) => void;
}

/** How long an ended call stays in view (the sentence that says why), in milliseconds. */
const shownAfterEndMs = 4_000;
/** The sentence stands beside a call that goes on: it is read later. */
const saidBesideMs = 10_000;

/** Does what the reducer decided; what comes of it goes back as an event. */
export function createEffectRunner(deps: EffectRunnerDeps): (effect: PhoneCallEffect) => void {
  const { clock, store, perform, apply, applyToCalls, calls } = deps;
  const ask = createAsking(deps);
  const findPeople = createFindPeople({ clock, perform, apply });

  /** The server shows by the links that it is done; an answer that says no is all that is to be heard of a failure. */
  async function turn({ id: callId }: PhoneCall, href: string): Promise<void> {
    const result = await perform(postNothing(href));
    if (!result.ok) apply({ type: 'not-turned', callId });
  }

  function takeOver(of: string, by: string): void {
    const before = store.model.calls.find(({ id }) => id === of);
    if (before?.state === 'ended' && before.replacedBy === null) deps.onWithdrawn(of);
    applyToCalls({ type: 'gone-to-phone', callId: of, by });
  }

  return (effect) => {
    switch (effect.type) {
      case 'ask':
        void ask(effect.call);
        return;
      case 'end':
      case 'cancel':
        void tellEnd(deps, effect.call);
        return;
      case 'turn':
        void turn(effect.call, effect.href);
        return;
      case 'find-people':
        findPeople(effect.callId, effect.hrefs);
        return;
      case 'find-who-answered':
        void findWhoAnswered(deps, effect);
        return;
      case 'expect-move': {
        const { call, withinMs, otherwise } = effect;
        clock.after(withinMs, () => {
          const now = calls().find(({ id }) => id === call.id);
          if (now?.state !== call.state || now.since !== call.since) return;
          const tell = call.state !== 'ringing' ? ({ tell: true } as const) : {};
          apply({ type: 'lost', callId: call.id, reason: otherwise, ...tell });
        });
        return;
      }
      case 'taken-over':
        takeOver(effect.of, effect.call.id);
        return;
      case 'given-back':
        applyToCalls({ type: 'back-from-phone', callId: effect.of, by: effect.call.id });
        return;
      case 'withdraw':
        deps.onWithdrawn(effect.callId);
        return;
      case 'record':
      case 'correct':
        deps.onEnded(effect.call);
        return;
      case 'forget-later': {
        const isBeside = calls().find(({ id }) => id === effect.callId)?.of != null;
        clock.after(isBeside ? saidBesideMs : shownAfterEndMs, () => apply({ type: 'forget', callId: effect.callId }));
        return;
      }
      default:
        assertNever(effect, 'call effect');
    }
  };
}
