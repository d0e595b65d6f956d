import type { App } from 'electron';
import type { Clock, Log } from '../../core/ports.ts';

/** After this the app is gone, whatever still hangs. */
const exitLimitMs = 2_800;

export interface QuitDeps {
  readonly app: App;
  readonly clock: Clock;
  readonly log: Log;
  /** Ends calls and session; the app waits for it. */
  stop(): Promise<void>;
}

/** Ends what is going on, on the server too, before the app exits; within three seconds in any case. */
export function stopBeforeQuit({ app, clock, log, stop }: QuitDeps): void {
  let stopping = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    clock.after(exitLimitMs, () => app.exit(0));
    stop()
      .catch((error: unknown) => log.error('Stopping failed', { error }))
      .finally(() => app.exit(0));
  });
}
