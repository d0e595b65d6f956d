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
  /** What is left to do then, however long the user takes for it. */
  afterwards(): Promise<void>;
  /** A thread is held by somebody else, so that an orderly exit would wait for ever. */
  isHeld(): boolean;
}

/** Ends what is going on, on the server too, before the app exits; within three seconds in any case, but for what comes afterwards. */
export function stopBeforeQuit({ app, clock, log, stop, afterwards, isHeld }: QuitDeps): void {
  let stopping = false;
  const exit = () => (isHeld() ? process.kill(process.pid, 'SIGKILL') : app.exit(0));
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    let ending = false;
    const end = (): void => {
      if (ending) return;
      ending = true;
      afterwards()
        .catch((error: unknown) => log.error('What comes after the stop failed', { error }))
        .finally(exit);
    };
    clock.after(exitLimitMs, end);
    stop()
      .catch((error: unknown) => log.error('Stopping failed', { error }))
      .finally(end);
  });
}
