import type { CallEngine } from './calls/call-engine.ts';
import type { FollowsSession } from './follows-session.ts';
import type { HealthWatch } from './health/watch.ts';
import type { MeetingsSlice } from './meetings/meetings.ts';
import type { Missed } from './missed/missed.ts';
import type { Model } from './model.ts';
import { readyToProject } from './party/party.ts';
import type { PhoneCallsSlice } from './phone-calls/phone-calls.ts';
import type { Clock, Log } from './ports.ts';
import type { SessionOutput } from './session/session.ts';
import { endsWithSigningIn, type SignInFailureKind } from './session/sign-in-failure.ts';
import { reduceSession, type SessionModel } from './session/state.ts';
import type { Store } from './store.ts';
import { type TakingSlice, usedRels } from './ucwa/rels.ts';

/** How long what rings waits for the user to sign in again, in milliseconds. */
const signInAgainMs = 60_000;

/** The slices that follow the session: each that rels are of takes their events. */
export type Followers = Readonly<Record<TakingSlice, FollowsSession & Required<Pick<FollowsSession, 'take'>>>> &
  Readonly<Record<string, FollowsSession>>;

export interface SessionFollowerDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Store<Model>;
  readonly calls: CallEngine;
  readonly phoneCalls: Pick<PhoneCallsSlice, 'loseRings'>;
  readonly meetings: Pick<MeetingsSlice, 'loseRings'>;
  readonly missed: Pick<Missed, 'explain'>;
  /** In the order in which they are told; the rels of some are in the table. */
  readonly followers: Followers;
  readonly watch: Pick<HealthWatch, 'afterSession'>;
}

/** What the session brings, and what that means to the other slices. */
export function createSessionFollower(deps: SessionFollowerDeps): (output: SessionOutput) => void {
  const { log, store, calls, missed, followers, watch } = deps;
  const all = Object.values(followers);

  function changeSession(session: SessionModel): void {
    if (session.state === 'signed-out') for (const follower of all) follower.forget?.();
    store.change({ session, health: watch.afterSession(store.model.session, session) });
  }

  return (output) => {
    switch (output.type) {
      case 'ucwa':
        store.atOnce(() => {
          for (const event of output.events)
            for (const slice of usedRels[event.rel].slices) followers[slice].take(event);
        });
        return;
      case 'application-lost':
        for (const follower of all) follower.applicationLost?.();
        return;
      case 'communication':
        for (const follower of all) follower.communicated?.(output);
        return;
      case 'network-dropped':
        loseRings(deps, 'network-dropped');
        return;
      case 'compare-calls':
        void calls.compare(output.application).then(output.compared);
        for (const follower of all) follower.look?.(output.application);
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

function loseRings(
  { calls, phoneCalls, meetings }: SessionFollowerDeps,
  reason: 'server-lost' | 'network-dropped',
): void {
  calls.lose(({ state }) => state === 'ringing', reason);
  phoneCalls.loseRings(reason);
  meetings.loseRings(reason);
}
