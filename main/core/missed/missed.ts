import type { Call } from '../calls/state.ts';
import type { HistorySlice } from '../history/history.ts';
import type { HistoryModel } from '../history/state.ts';
import { homeDomains, ownAddresses } from '../party/party.ts';
import type { PhoneCall } from '../phone-calls/state.ts';
import type { Clock, Log } from '../ports.ts';
import type { CompleteEvent } from '../session/channel/complete-event.ts';
import type { Perform } from '../session/requests/transport.ts';
import type { SessionModel } from '../session/state.ts';
import type { Store } from '../store.ts';
import type { MissedItems } from '../ucwa/decode/missed-items.ts';
import { isRelOf } from '../ucwa/rels.ts';
import { addMissed, notDeleted, withEnded } from './entries.ts';
import { createMissedReader } from './reader.ts';
import { giveReasons } from './reasons.ts';

/** No server lets a call ring longer, and writes it down soon after. */
const longestRingMs = 190_000;
/** The count may change before the log does. */
const writtenWithinMs = 3_000;

export interface MissedDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly perform: Perform;
  readonly store: Store<HistoryModel & { readonly session: SessionModel }>;
  readonly history: Pick<HistorySlice, 'keep'>;
  /** What the server counts of all that was missed. */
  readonly onItems: (items: MissedItems) => void;
  /** The server counts more missed calls than before, but lists none. */
  readonly onUnlisted: (count: number) => void;
}

/** The calls of which only the server knows that they were missed, joined with those that rang here. */
export interface Missed {
  /** The server says that something waits for the user: a call may have been missed that did not ring here. */
  take(event: CompleteEvent): void;
  /** Asks the server, now and once more when nothing can ring any longer. `application`: its absolute URL. */
  look(application: string): void;
  /** All hrefs are gone. */
  applicationLost(): void;
  /** An outage is over: it may be why calls did not ring. */
  explain(): void;
  /** A call that rang here ended. */
  ended(call: Call | PhoneCall): void;
  stop(): void;
  /** Stops, and somebody else may sign in next. */
  forget(): void;
}

export function createMissed({ clock, log, perform, store, history, onItems, onUnlisted }: MissedDeps): Missed {
  let stop = (): void => {};
  let cancelSoon = (): void => {};
  /** Absolute; null before the first look. */
  let present: string | null = null;
  const home = (): readonly string[] => homeDomains(store.model.session);
  const reader = createMissedReader({
    ...{ perform, log, onItems },
    onMissed: (calls) =>
      history.keep(
        giveReasons(
          addMissed(store.model.history, notDeleted(calls, store.model.deletedCalls, home()), home()),
          store.model.session.outages,
        ),
      ),
    onUnlisted,
  });

  return {
    take({ rel }) {
      if (present === null || !isRelOf('missed', rel)) return;
      const application = present;
      cancelSoon();
      cancelSoon = clock.after(writtenWithinMs, () => {
        reader.look(application, 'listed');
        // The log may not have been there yet.
        cancelSoon = clock.after(longestRingMs, () => reader.look(application, 'listed'));
      });
    },
    /** The server counts a call as missed only once it is over, and one of which nothing was heard here rings on for a while. */
    look(application) {
      present = application;
      cancelSoon();
      reader.look(application);
      stop();
      stop = clock.after(longestRingMs, () => reader.look(application));
    },
    explain() {
      const explained = giveReasons(store.model.history, store.model.session.outages);
      if (explained !== store.model.history) history.keep(explained);
    },
    ended: (call) => history.keep(withEnded(store.model.history, call, home(), ownAddresses(store.model.session))),
    applicationLost() {
      present = null;
      cancelSoon();
    },
    stop() {
      stop();
      cancelSoon();
    },
    forget() {
      stop();
      cancelSoon();
      present = null;
      reader.forget();
    },
  };
}
