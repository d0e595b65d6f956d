import type { Clock, Surroundings, SurroundingsEvent } from '../../ports.ts';

/** How often a timer is set that shows by its delay that this computer slept, and how late it is then; in milliseconds. */
const tickMs = 15_000;
const gapMs = 30_000;

/**
 * Tells what this computer says of itself, and adds the waking that nothing announced: a timer that fires long after its time shows
 * that nothing ran for a while. The returned function ends the timer.
 */
export function watchSurroundings(
  surroundings: Surroundings,
  clock: Clock,
  onEvent: (event: SurroundingsEvent) => void,
): () => void {
  let dueAt = 0;
  let stop = (): void => {};

  function tick(): void {
    dueAt = clock.now() + tickMs;
    stop = clock.after(tickMs, () => {
      const slept = clock.now() - dueAt > gapMs;
      tick();
      if (slept) onEvent('resume');
    });
  }

  surroundings.onEvent((event) => {
    // The announced waking is not told a second time by the timer, which fires late too.
    if (event === 'resume') dueAt = clock.now() + tickMs;
    onEvent(event);
  });
  tick();
  return () => stop();
}
