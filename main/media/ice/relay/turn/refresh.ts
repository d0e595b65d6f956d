import type { Clock } from '../../../../core/ports.ts';
import { uint32 } from '../../stun/write-stun.ts';
import type { RelayFailure } from '../relay.ts';
import type { TurnRequest, TurnRequests } from './requests.ts';
import { turnFailure } from './turn-failure.ts';
import { lifetimeOf, turnAttributes, turnMethods } from './turn-message.ts';

/** So long before an allocation ends it is prolonged, or after half its time if that is short (RFC 8656 section 8). */
const marginMs = 60_000;
/** A relay that grants less does not have us ask it all the time. */
const leastDelayMs = 5000;
/** How long giving an allocation back waits for the relay's word. */
const goodbyeMs = 500;
/** What a relay grants that does not say (RFC 8656 section 3.2). */
export const usualLifetimeS = 600;

/** Keeps an allocation from ending. */
export interface Refresh {
  stop(): void;
  /** Ends the allocation at the relay; resolves when that answered, or does not soon. */
  giveBack(): Promise<void>;
}

export interface RefreshDeps {
  readonly requests: TurnRequests;
  readonly clock: Clock;
  readonly onLost: (failure: RelayFailure) => void;
}

export function createRefresh({ requests, clock, onLost }: RefreshDeps, lifetimeS: number): Refresh {
  let cancel = () => {};
  let endsAt = 0;
  let stopped = false;

  const last = (seconds: number) => {
    const lifetimeMs = seconds * 1000;
    endsAt = clock.now() + lifetimeMs;
    cancel = clock.after(Math.max(lifetimeMs - Math.min(marginMs, lifetimeMs / 2), leastDelayMs), prolong);
  };
  const prolong = () => {
    requests.ask({ method: turnMethods.refresh }, (reply) => {
      if (stopped) return;
      if (reply.kind === 'success') return last(lifetimeOf(reply.message) ?? usualLifetimeS);
      const isHopeless = reply.kind === 'error' || clock.now() >= endsAt;
      if (isHopeless) onLost(turnFailure(reply));
      else prolong();
    });
  };
  last(lifetimeS);

  return {
    stop() {
      stopped = true;
      cancel();
    },
    giveBack: () =>
      new Promise((resolve) => {
        const over = clock.after(goodbyeMs, resolve);
        requests.ask(goodbye, () => {
          over();
          resolve();
        });
      }),
  };
}

const goodbye: TurnRequest = { method: turnMethods.refresh, attributes: [[turnAttributes.lifetime, uint32(0)]] };
