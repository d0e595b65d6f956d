import type { Clock } from '../ports.ts';
import type { Meeting } from './state.ts';

export interface ReadWhileJoiningDeps {
  readonly clock: Clock;
  readonly model: () => { readonly list: readonly Meeting[] };
  /** Reads how far the user is. */
  readonly read: (meeting: Pick<Meeting, 'conversation'>) => Promise<void>;
}

/** Events say within a moment that the user is in, or in the lobby, in milliseconds. */
const patienceMs = 3_000;
/** So often it is asked where they do not, which is for about as long as anybody waits to get in. */
const mostReads = 20;

/** The server took the request to be let in: where no event says how far the user is, it is read. */
export function readWhileJoining({ clock, model, read }: ReadWhileJoiningDeps, id: string): void {
  const meetingNow = () => model().list.find((one) => one.id === id);
  const since = meetingNow()?.since;
  const next = (left: number): void => {
    clock.after(patienceMs, async () => {
      const meeting = meetingNow();
      if (meeting?.state !== 'joining' || meeting.since !== since || meeting.lost !== 'no') return;
      await read(meeting);
      if (left > 1) next(left - 1);
    });
  };
  next(mostReads);
}
