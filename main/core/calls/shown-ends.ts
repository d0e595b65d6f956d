import type { Clock } from '../ports.ts';
import type { CallEvent } from './event.ts';

export interface ShownEndsDeps {
  readonly clock: Pick<Clock, 'after' | 'now'>;
  readonly apply: (event: CallEvent & { readonly type: 'forget' }) => void;
}

/** Ended calls, for as long as their windows say why they ended. */
export interface ShownEnds {
  /** Forgets the call in so many milliseconds. */
  show(callId: string, ms: number): void;
  /** Time stands still for the call that the user is at; null: they are at none. */
  attend(callId: string | null): void;
}

interface Shown {
  leftMs: number;
  /** By the monotonic clock; null while it stands still. */
  runsSince: number | null;
  stop(): void;
}

export function createShownEnds({ clock, apply }: ShownEndsDeps): ShownEnds {
  const ends = new Map<string, Shown>();
  let attended: string | null = null;

  function run(callId: string, end: Shown): void {
    end.runsSince = clock.now();
    end.stop = clock.after(end.leftMs, () => {
      ends.delete(callId);
      apply({ type: 'forget', callId });
    });
  }

  function pause(end: Shown): void {
    if (end.runsSince === null) return;
    end.stop();
    end.leftMs -= clock.now() - end.runsSince;
    end.runsSince = null;
  }

  return {
    show(callId, ms) {
      ends.get(callId)?.stop();
      const end: Shown = { leftMs: ms, runsSince: null, stop: () => {} };
      ends.set(callId, end);
      if (callId !== attended) run(callId, end);
    },
    attend(callId) {
      if (callId === attended) return;
      attended = callId;
      for (const [id, end] of ends) {
        if (id === callId) pause(end);
        else if (end.runsSince === null) run(id, end);
      }
    },
  };
}
