import type { CallEngine } from './calls/call-engine.ts';
import type { ConversationsSlice } from './conversations/conversations.ts';
import type { HealthWatch } from './health/watch.ts';
import type { MessagesSlice } from './messages/messages.ts';
import type { Missed } from './missed/missed.ts';
import type { Model } from './model.ts';
import { readyToProject } from './party/party.ts';
import type { People } from './people/people.ts';
import type { Clock, Log } from './ports.ts';
import type { RelaySlice } from './relay/relay.ts';
import type { CompleteEvent } from './session/channel/complete-event.ts';
import type { SessionOutput } from './session/session.ts';
import { endsWithSigningIn, type SignInFailureKind } from './session/sign-in-failure.ts';
import { reduceSession, type SessionModel } from './session/state.ts';
import type { Store } from './store.ts';
import { type TakingSlice, usedRels } from './ucwa/rels.ts';

/** How long what rings waits for the user to sign in again, in milliseconds. */
const signInAgainMs = 60_000;

export interface SessionFollowerDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Store<Model>;
  readonly calls: CallEngine;
  readonly missed: Missed;
  readonly relay: RelaySlice;
  readonly conversations: ConversationsSlice;
  readonly messages: MessagesSlice;
  readonly watch: Pick<HealthWatch, 'afterSession'>;
  readonly people: People;
}

/** What the session brings, and what that means to the other slices. */
export function createSessionFollower(deps: SessionFollowerDeps): (output: SessionOutput) => void {
  const { log, store, calls, missed, relay, conversations, messages, watch, people } = deps;

  /** Who takes the events of the channel. */
  const takers: Readonly<Record<TakingSlice, (event: CompleteEvent) => void>> = {
    calls: calls.take,
    people: (event) => people.take(event),
    conversations: conversations.take,
    messages: messages.take,
  };

  function changeSession(session: SessionModel): void {
    if (session.state === 'signed-out') {
      missed.forget();
      relay.forget();
      people.forget();
      conversations.forget();
      messages.forget();
    }
    store.change({ session, health: watch.afterSession(store.model.session, session) });
  }

  return (output) => {
    switch (output.type) {
      case 'ucwa':
        store.atOnce(() => {
          for (const event of output.events) for (const slice of usedRels[event.rel].slices) takers[slice](event);
        });
        return;
      case 'application-lost':
        calls.applicationLost();
        conversations.forget();
        messages.applicationLost();
        return;
      case 'network-dropped':
        loseRings(deps, 'network-dropped');
        return;
      case 'compare-calls':
        void calls.compare(output.application).then(output.compared);
        missed.look(output.application);
        relay.look(output.application);
        people.look(output.application);
        messages.compare(output.application);
        return;
      default:
        log.info('session', { event: output.type });
        changeSession(reduceSession(store.model.session, output));
        if (output.type === 'online') readyToProject();
        if (output.type === 'outage-over') missed.explain();
        if (output.type === 'sign-in-failed') afterFailure(deps, output.failure.kind);
    }
  };
}

/**
 * Voice that is up needs no session. What rings can still be answered where the user only has to sign in again, so it stays for as
 * long as that may take them.
 */
function afterFailure(deps: SessionFollowerDeps, kind: SignInFailureKind): void {
  if (!endsWithSigningIn(kind)) {
    loseRings(deps, 'server-lost');
    return;
  }
  deps.clock.after(signInAgainMs, () => {
    if (deps.store.model.session.state === 'signed-out') loseRings(deps, 'server-lost');
  });
}

function loseRings({ calls }: SessionFollowerDeps, reason: 'server-lost' | 'network-dropped'): void {
  calls.lose(({ state }) => state === 'ringing', reason);
}
