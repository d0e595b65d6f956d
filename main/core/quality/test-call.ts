import { type CommandResult, isTestOn, type MediaReport } from '../../../preload/contract/index.ts';
import { type Calls, isEngaged } from '../calls/state.ts';
import { refused, taken } from '../commands.ts';
import type { Clock, Media, MediaEvent, Random } from '../ports.ts';
import type { Store } from '../store.ts';
import type { Measuring } from './measuring.ts';
import type { QualityModel, TestCall as TestCallModel } from './state.ts';
import { summaryOf } from './summary.ts';

export interface TestCallDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly media: Media;
  readonly store: Store<{ readonly calls: Calls; readonly quality: QualityModel }>;
  readonly measuring: Measuring;
}

/** A call to oneself, through all that voice goes through in a call but the network. */
export interface TestCall {
  begin(): CommandResult;
  stop(): CommandResult;
  owns(callId: string): boolean;
  isOn(): boolean;
  /** What the sound window tells of it. */
  reported(report: MediaReport): void;
  /** To be called after each change: a real call wants the microphone for itself. */
  changed(): void;
  /** Nothing goes on by itself from now on. */
  end(): void;
}

/** How long it lasts at most, and how long it waits for a voice to come back, in milliseconds. */
const [longestMs, deadlineMs] = [30_000, 10_000];

export function createTestCall({ clock, random, media, store, measuring }: TestCallDeps): TestCall {
  let cancel = (): void => {};

  const present = (): TestCallModel | null => {
    const { test } = store.model.quality;
    return isTestOn(test) ? test : null;
  };
  const set = (test: TestCallModel | null): void => store.change({ quality: { ...store.model.quality, test } });
  const expect = (ms: number, then: () => void): void => {
    cancel();
    cancel = clock.after(ms, then);
  };

  /** It is over: what was measured is shown. `failed`: whatever was measured. */
  function finish(failed = false): void {
    const test = present();
    if (test === null) return;
    cancel();
    media.instruct({ type: 'close', callId: test.id });
    const live = measuring.end(test.id);
    const past = live && summaryOf(live, { at: clock.wall(), device: null });
    const state = failed || !test.heard ? 'failed' : 'over';
    set({ ...test, state, nearOffer: null, past: state === 'failed' ? null : past });
  }

  function take(event: MediaEvent): void {
    const test = present();
    if (test === null || event.callId !== test.id) return;
    switch (event.type) {
      case 'prepared':
        set({ ...test, nearOffer: event.nearOffer });
        return;
      case 'near-connected':
        if (test.state !== 'connecting') return;
        media.instruct({ type: 'start', callId: test.id });
        expect(deadlineMs, () => finish());
        set({ ...test, state: 'talking' });
        return;
      case 'far-heard':
        expect(longestMs, () => finish());
        set({ ...test, heard: true });
        return;
      case 'figures':
        // What one says comes back after a second: before that nothing is missing.
        if (test.heard) measuring.passed(test.id, event.figures);
        return;
      case 'failed':
        finish(true);
        return;
      default:
    }
  }
  media.onEvent(take);

  return {
    begin() {
      if (present() !== null) return refused('repeated');
      if (store.model.calls.some(({ state }) => state !== 'ended')) return refused('unavailable');
      const id = random.uuid();
      set({ id, state: 'connecting', nearOffer: null, heard: false, past: null });
      expect(deadlineMs, () => finish(true));
      media.instruct({ type: 'test-call', callId: id });
      return taken;
    },
    stop() {
      if (present() === null) return refused('stale');
      finish();
      return taken;
    },
    owns: (callId) => present()?.id === callId,
    isOn: () => present() !== null,
    reported(report) {
      if (report.type === 'leg-answer') media.instruct({ type: 'near-answer', callId: report.callId, sdp: report.sdp });
      const isFailure = report.type === 'microphone' && report.outcome !== 'opened';
      if (isFailure || report.type === 'leg-failed') finish(true);
    },
    changed() {
      const isWanted = store.model.calls.some((call) => call.state === 'ringing' || isEngaged(call));
      if (!isWanted || present() === null) return;
      finish();
      set(null);
    },
    end() {
      const test = present();
      cancel();
      if (test !== null) media.instruct({ type: 'close', callId: test.id });
    },
  };
}
