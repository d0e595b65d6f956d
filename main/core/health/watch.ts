import type { Command, CommandResult, MediaReport } from '../../../preload/contract/index.ts';
import type { Call, Calls } from '../calls/state.ts';
import type { Model } from '../model.ts';
import type { Clock, Random } from '../ports.ts';
import type { SessionModel } from '../session/state.ts';
import { chosenDevice } from '../view/devices.ts';
import { homeDomains } from '../view/party.ts';
import { followCalls, followSession, type Instant } from './follow.ts';
import { nextLookMs } from './next-look.ts';
import { testPrefix } from './project-health.ts';
import { pathTold, ringBegan, ringHushed, ringOver } from './rings.ts';
import type { DesktopReport, HealthModel } from './state.ts';

/** How long a test ring lasts at most, in milliseconds. */
const testMs = 10_000;

export interface HealthWatchParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly model: () => Model;
  readonly change: (part: { readonly health?: HealthModel }) => void;
}

/** Keeps the health of the model: what the desktop, the sound and the calls tell, and what only time tells. */
export interface HealthWatch {
  /** What the calls' step means to it; to be taken into the model together with them. */
  afterCalls(before: Calls, after: Calls): HealthModel;
  afterSession(before: SessionModel, after: SessionModel): HealthModel;
  /** The server counts so many calls that it missed for the user in the last outage, without listing them. */
  withUnlisted(count: number): HealthModel;
  desktopReported(report: DesktopReport): void;
  mediaReported(report: MediaReport): void;
  /** Begins the test ring. */
  ringTest(): CommandResult;
  /** What is pressed on a test ring; null for a command that is about none. */
  commandTest(command: Command): CommandResult | null;
  /** To be called after each change: looks again when time alone changes the answer. */
  changed(): void;
  /** Nothing changes by itself from now on. */
  stop(): void;
}

export function createHealthWatch({ clock, random, model, change }: HealthWatchParts): HealthWatch {
  let cancelLook = (): void => {};
  let cancelTest = (): void => {};
  let stopped = false;
  let lookAt = Number.POSITIVE_INFINITY;
  const instant = (): Instant => ({ now: clock.now(), wall: clock.wall() });

  function set(part: Partial<HealthModel>): void {
    change({ health: { ...model().health, ...part } });
  }

  function told(callId: string, path: Parameters<typeof pathTold>[2], worked: boolean): void {
    const { rings } = model().health;
    const next = pathTold(rings, callId, path, worked, clock.now());
    if (next.some((ring, index) => ring !== rings[index])) set({ rings: next });
  }

  function endTest(id: string): void {
    const { test, rings } = model().health;
    if (test?.id === id) set({ test: null, rings: ringOver(rings, id, clock.now()) });
  }

  return {
    afterCalls(before, after) {
      const { health, devices, session } = model();
      const rings = followCalls(health.rings, before, after, devices, homeDomains(session), instant());
      if (rings === health.rings) return health;
      const { test } = health;
      // A real call wants the card and the sound for itself.
      const isRung = after.some(({ state }) => state === 'ringing');
      if (test === null || !isRung) return { ...health, rings };
      return { ...health, test: null, rings: ringOver(rings, test.id, clock.now()) };
    },
    afterSession: (before, after) => followSession(model().health, before, after, instant()),
    withUnlisted(count) {
      const { health, session } = model();
      const from = session.outages[0]?.from;
      return from === undefined ? health : { ...health, unlisted: { ...health.unlisted, [from]: count } };
    },
    desktopReported(report) {
      const { desktop, pressed } = model().health;
      switch (report.type) {
        case 'facts': {
          const next = { ...desktop, ...report.facts };
          const names = Object.keys(next) as readonly (keyof typeof next)[];
          return names.every((name) => next[name] === desktop[name]) ? undefined : set({ desktop: next });
        }
        case 'shortcut-pressed':
          return set({ pressed: { ...pressed, [report.action]: clock.wall() } });
        case 'rang':
          return told(report.callId, report.path, report.worked);
      }
    },
    mediaReported(report) {
      if (report.type === 'microphone') set({ microphone: report.outcome });
      // The end of a ring is told in the same words as its failure.
      if (report.type === 'ring-tone' && (report.playing || ringsFor(model(), report.callId))) {
        told(report.callId, 'sound', report.playing);
      }
    },
    ringTest() {
      const { calls, health, devices } = model();
      if (health.test !== null) return { ok: false, refusal: 'repeated' };
      if (calls.some(({ state }) => state !== 'ended')) return { ok: false, refusal: 'unavailable' };
      const id = `${testPrefix}${random.uuid()}`;
      const { now, wall } = instant();
      const device = chosenDevice(devices, 'ring')?.label ?? null;
      const earlier = health.rings.filter(({ callId }) => !callId.startsWith(testPrefix));
      const rings = ringBegan(earlier, { callId: id, label: 'Test ring', at: wall, since: now, device, hushed: null });
      set({ test: { id, since: now, silenced: false }, rings });
      cancelTest = clock.after(testMs, () => endTest(id));
      return { ok: true };
    },
    commandTest(command) {
      if (!('callId' in command) || !command.callId.startsWith(testPrefix)) return null;
      const { test, rings } = model().health;
      if (test?.id !== command.callId) return { ok: false, refusal: 'stale' };
      switch (command.type) {
        case 'silence':
          if (test.silenced) return { ok: false, refusal: 'repeated' };
          set({ test: { ...test, silenced: true }, rings: ringHushed(rings, test.id) });
          return { ok: true };
        case 'answer':
        case 'decline':
          endTest(test.id);
          return { ok: true };
        default:
          return { ok: false, refusal: 'stale' };
      }
    },
    changed() {
      if (stopped) return;
      const inMs = nextLookMs(model(), instant());
      const at = inMs === null ? Number.POSITIVE_INFINITY : clock.now() + inMs;
      if (at === lookAt) return;
      cancelLook();
      lookAt = at;
      cancelLook =
        inMs === null
          ? () => {}
          : clock.after(inMs, () => {
              lookAt = Number.POSITIVE_INFINITY;
              change({});
            });
    },
    stop() {
      stopped = true;
      cancelLook();
      cancelTest();
    },
  };
}

/** Whether the ring tone is to sound for this call now. */
function ringsFor({ calls, health }: Model, callId: string): boolean {
  const wanted = ({ id, state, silenced }: Call) => id === callId && state === 'ringing' && !silenced;
  return calls.some(wanted) || (health.test?.id === callId && !health.test.silenced);
}
