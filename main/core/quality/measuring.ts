import type { HearingFigures } from '../../../preload/contract/index.ts';
import type { Calls } from '../calls/state.ts';
import type { WireFigures } from '../ports.ts';
import type { SessionModel } from '../session/state.ts';
import type { Store } from '../store.ts';
import { secondOf } from './figures.ts';
import { type LiveQuality, liveAfter } from './state.ts';

/** What is read of the model, and changed in it. */
interface Sounding {
  readonly calls: Calls;
  readonly session: SessionModel;
  readonly sounding: readonly LiveQuality[];
}

/** Joins the figures of the wire and of the window into the seconds of each call. */
export interface Measuring {
  /** The window tells of a second. */
  heard(figures: HearingFigures): void;
  /** The wire tells of a second, which is the one that counts. */
  passed(callId: string, figures: WireFigures): void;
  /** The call is over: what was measured of it, or null. */
  end(callId: string): LiveQuality | null;
}

export function createMeasuring(store: Store<Sounding>): Measuring {
  /** What the window told since the wire did. */
  const hearings = new Map<string, HearingFigures>();

  return {
    heard(figures) {
      hearings.set(figures.callId, figures);
    },
    passed(callId, wire) {
      const { calls, session, sounding } = store.model;
      const muted = calls.find(({ id }) => id === callId)?.muted === true;
      const second = secondOf(wire, hearings.get(callId) ?? null, muted);
      hearings.delete(callId);
      const online = session.state === 'online';
      store.change({ sounding: liveAfter(sounding, callId, { second, wire, online }) });
    },
    end(callId) {
      hearings.delete(callId);
      const { sounding } = store.model;
      const live = sounding.find((each) => each.callId === callId) ?? null;
      if (live !== null) store.change({ sounding: sounding.filter((each) => each !== live) });
      return live;
    },
  };
}
