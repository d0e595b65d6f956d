import type {
  CallCommand,
  CommandResult,
  HealthCommand,
  MediaReport,
  ShortcutAction,
} from '../../../preload/contract/index.ts';
import type { Call, Calls } from '../calls/state.ts';
import { type CommandHandlers, refused } from '../commands.ts';
import type { SessionModel } from '../session/state.ts';
import { followCalls, followSession, type Instant } from './follow.ts';
import type { Known } from './known.ts';
import { climbed } from './ladder.ts';
import { createLookAgain } from './look-again.ts';
import { pathTold, ringOver } from './rings.ts';
import type { DesktopReport, HealthModel } from './state.ts';
import { createTestRing, type TestRingDeps } from './test-ring.ts';

export type HealthWatchDeps = TestRingDeps;

/** Keeps the health of the model: what the desktop, the sound and the calls tell, and what only time tells. */
export interface HealthWatch {
  readonly commands: CommandHandlers<HealthCommand>;
  /** What is pressed on a test ring; null for a command that is about anything else. */
  readonly actOnTest: (command: CallCommand) => CommandResult | null;
  /** What the calls' step means to it; to be taken into the model together with them. */
  afterCalls(before: Calls, after: Calls): HealthModel;
  afterSession(before: SessionModel, after: SessionModel): HealthModel;
  /** The server counts so many calls that it missed for the user in the last outage, without listing them. */
  unlistedFound(count: number): void;
  /** The user looked at what was missed. */
  unlistedSeen(): void;
  desktopReported(report: DesktopReport): void;
  /** These have other keys than before: that the old ones were pressed proves nothing. */
  keysChanged(actions: readonly ShortcutAction[]): void;
  mediaReported(report: MediaReport): void;
  /** To be called after each change. */
  changed(): void;
  /** Nothing changes by itself from now on. */
  stop(): void;
}

export function createHealthWatch(deps: HealthWatchDeps): HealthWatch {
  const { clock, store } = deps;
  const test = createTestRing(deps);
  const lookAgain = createLookAgain(deps);
  const instant = (): Instant => ({ now: clock.now(), wall: clock.wall() });

  function set(part: Partial<HealthModel>): void {
    store.change({ health: { ...store.model.health, ...part } });
  }

  function told(callId: string, path: Parameters<typeof pathTold>[2], worked: boolean): void {
    const { rings } = store.model.health;
    const next = climbed(pathTold(rings, callId, path, worked, clock.now()), clock.now());
    if (next.some((ring, index) => ring !== rings[index])) set({ rings: next });
  }

  return {
    commands: {
      'ring-test': test.begin,
      'check-again': desktops,
      'copy-report': desktops,
      'export-diagnostics': desktops,
    },
    actOnTest: test.act,
    afterCalls: (before, after) => healthAfterCalls(store.model, before, after, instant()),
    afterSession: (before, after) => followSession(store.model.health, before, after, instant()),
    unlistedFound(count) {
      const { health, session } = store.model;
      const from = session.outages[0]?.from;
      store.change({
        health: from === undefined ? health : { ...health, unlisted: { ...health.unlisted, [from]: count } },
      });
    },
    unlistedSeen() {
      if (Object.keys(store.model.health.unlisted).length > 0) set({ unlisted: {} });
    },
    desktopReported(report) {
      const { desktop, pressed, ordered } = store.model.health;
      switch (report.type) {
        case 'facts': {
          const next = { ...desktop, ...report.facts };
          const names = Object.keys(next) as readonly (keyof typeof next)[];
          return names.every((name) => next[name] === desktop[name]) ? undefined : set({ desktop: next });
        }
        case 'shortcut-pressed':
          return set({ pressed: { ...pressed, [report.action]: clock.wall() } });
        case 'ordered':
          return set({ ordered: { ...ordered, [report.action]: clock.wall() } });
        case 'rang':
          return told(report.callId, report.path, report.worked);
      }
    },
    keysChanged(actions) {
      const kept = Object.entries(store.model.health.pressed).filter(
        ([action]) => !actions.includes(action as ShortcutAction),
      );
      set({ pressed: Object.fromEntries(kept) });
    },
    mediaReported(report) {
      if (report.type === 'microphone') set({ microphone: report.outcome });
      // The end of a ring is told in the same words as its failure.
      if (report.type === 'ring-tone' && (report.playing || ringsFor(store.model, report.callId))) {
        told(report.callId, 'sound', report.playing);
      }
    },
    changed: lookAgain.changed,
    stop() {
      lookAgain.stop();
      test.stop();
    },
  };
}

/** The desktop carries these out before they come here. */
function desktops(): CommandResult {
  return refused('unavailable');
}

function healthAfterCalls(known: Known, before: Calls, after: Calls, instant: Instant): HealthModel {
  const { health } = known;
  const rings = followCalls(known, before, after, instant);
  if (rings === health.rings) return health;
  const { test } = health;
  // A real call wants the card and the sound for itself.
  const isRung = after.some(({ state }) => state === 'ringing');
  if (test === null || !isRung) return { ...health, rings };
  return { ...health, test: null, rings: ringOver(rings, test.id, instant.now) };
}

/** Whether the ring tone is to sound for this call now. */
function ringsFor({ calls, health }: Known, callId: string): boolean {
  const wanted = ({ id, state, silenced }: Call) => id === callId && state === 'ringing' && !silenced;
  return calls.some(wanted) || (health.test?.id === callId && !health.test.silenced);
}
