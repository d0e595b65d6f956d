import type { Clock, Log, Random } from '../../ports.ts';
import type { Application } from '../../ucwa/decode/application.ts';
import type { EventBatch } from '../../ucwa/events.ts';
import { type AvailabilityAsked, reportMyActivity } from '../../ucwa/request/me.ts';
import type { Resource } from '../../ucwa/resource.ts';
import { retryBound } from '../../ucwa/retry-wait.ts';
import type { Transport } from '../requests/transport.ts';
import type { Reach } from '../state.ts';
import { type Availability, renewAvailability } from './availability.ts';
import { takeVoiceCalls } from './communication.ts';

/** The server counts a user as idle after five minutes without this. */
const activityEveryMs = 120_000;

/** An application on the server, and what came of making it available at first. */
export interface AvailableApplication {
  readonly application: Application;
  /** What its hrefs resolve against. */
  readonly base: string;
  readonly availability: Availability;
}

export interface StayingAvailableDeps {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** What the server is asked to bring here. */
  readonly asked: AvailabilityAsked;
  readonly onReach: (reach: Partial<Reach>) => void;
  /** What the user can begin now. */
  readonly onCommunication: (communication: Resource) => void;
}

/** Keeps one application available for calls until it is stopped. */
export interface StayingAvailable {
  /** The server may have taken the availability back: asks for it again, and again until the server has answered. */
  renew(): void;
  /** Looks for what is said about what this endpoint can do. */
  take(batch: EventBatch): void;
  stop(): void;
}

/** Without this calls would ring elsewhere while the window says that they ring here. */
export function stayAvailable(present: AvailableApplication, deps: StayingAvailableDeps): StayingAvailable {
  const { transport, clock, random, log, onReach, onCommunication } = deps;
  const { application, base } = present;
  let { availability } = present;
  let stopped = false;
  let renewing = false;
  let checking = false;
  let checkOwed = false;
  const timers = new Set<() => void>();

  function later(delayMs: number, run: () => void): void {
    const cancel = clock.after(delayMs, () => {
      timers.delete(cancel);
      run();
    });
    timers.add(cancel);
  }

  function told(next: Availability): void {
    availability = next;
    onReach({ available: next.available, callsRefused: next.callsRefused });
  }

  async function report(): Promise<void> {
    later(activityEveryMs, () => void report());
    const href = availability.reportMyActivity;
    if (href === null) return;
    const answer = await transport.send(reportMyActivity(href), base);
    if (stopped || answer.ok || answer.failure.kind !== 'refused') return;
    if (answer.failure.status === 409) renew();
  }

  function renew(): void {
    if (!renewing) void tryRenewing(1);
  }

  function renewLater(attempts: number): void {
    renewing = true;
    later(random.fraction() * retryBound(attempts), () => void tryRenewing(attempts + 1));
  }

  async function tryRenewing(attempts: number): Promise<void> {
    renewing = true;
    const renewed = await renewAvailability(transport, application.me, base, deps.asked);
    if (stopped) return;
    if (renewed.ok && renewed.value.undecided === undefined) {
      renewing = false;
      told(renewed.value);
      void check();
    } else {
      told(renewed.ok ? renewed.value : { ...availability, available: 'no' });
      renewLater(attempts);
    }
  }

  /** Another program that shares the application, or an administrator, may have taken voice out of what this endpoint does. */
  async function check(): Promise<void> {
    checkOwed = checking;
    if (checking || application.communication === null || availability.callsRefused) return;
    checking = true;
    const takes = await takeVoiceCalls(transport, application.communication, base);
    checking = false;
    if (stopped) return;
    if (!takes.ok) log.info('what this endpoint does could not be read', { why: takes.failure.kind });
    else {
      const { communication, taken } = takes.value;
      onReach({ available: taken ? availability.available : 'no', callsRefused: !taken });
      if (communication !== null) onCommunication(communication);
    }
    if (checkOwed) void check();
  }

  told(availability);
  if (availability.undecided === true) renewLater(1);
  later(activityEveryMs, () => void report());
  void check();
  return {
    renew,
    take(batch) {
      if (batch.events.some(({ rel, type }) => rel === 'communication' && type === 'updated')) void check();
    },
    stop() {
      stopped = true;
      for (const cancel of timers) cancel();
    },
  };
}
