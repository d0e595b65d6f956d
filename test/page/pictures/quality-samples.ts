import type { History } from '../../../main/core/history/state.ts';
import { projectQuality } from '../../../main/core/quality/project.ts';
import {
  type LiveQuality,
  liveAfter,
  noQuality,
  type PastQuality,
  type QualityModel,
  withPast,
} from '../../../main/core/quality/state.ts';
import { summaryOf } from '../../../main/core/quality/summary.ts';
import type { AppView, QualityView } from '../../../preload/contract/index.ts';
import { englishWords } from '../../unit/core/fakes/words.ts';
import { second, silent, wire } from '../../unit/core/quality/seconds.ts';
import { noon, view } from '../../views/samples.ts';

/** What went wrong from second 120 on, for so many seconds. */
interface Trouble {
  readonly seconds: number;
  readonly kind: 'lossy' | 'silent';
}

/** A little more and less each second, as it is on a wire. */
const wave = (index: number, most: number): number => (most * (1 + Math.sin(index * 1.7) * Math.sin(index * 0.31))) / 2;

export function call(callId: string, minutes: number, via: string, trouble: Trouble | null = null): PastQuality {
  let live: readonly LiveQuality[] = [];
  for (let index = 0; index < 252; index += 1) {
    const isBad = trouble !== null && index >= 120 && index < 120 + trouble.seconds;
    const bad = trouble?.kind === 'silent' ? silent : { received: 46, lost: 4, jitterMs: 40 + wave(index, 20) };
    const well = { jitterMs: 4 + wave(index, 8), roundTripMs: 80 + wave(index, 20) };
    const each = { ...wire(), codec: 'G722', via, ...well, ...(isBad ? bad : {}) };
    live = liveAfter(live, callId, { second: second(each), wire: each, online: true });
  }
  const device = via === 'eth0' ? 'Office headset' : 'Built-in microphone';
  return summaryOf(live[0] as LiveQuality, { at: noon - minutes * 60_000, device });
}

const names: Readonly<Record<string, string>> = {
  ana: 'Ana Lindqvist',
  tomas: 'Tomás Oliveira',
  long: 'Dr. Maria-Magdalena Schwarzenberger-Hohenlohe zu Öhringen II',
  jonas: 'Jonas Keller',
};

const history: History = Object.entries(names).map(([id, label]) => ({
  id,
  party: { label, named: true, number: null, initials: '' },
  direction: 'incoming',
  outcome: 'answered',
  fact: null,
  at: noon,
  talkedMs: 1,
  seen: true,
}));

const measured = [
  call('jonas', 200, 'eth0'),
  call('long', 130, 'wlan0', { seconds: 12, kind: 'silent' }),
  call('tomas', 90, 'eth0'),
  call('ana', 78, 'wlan0', { seconds: 40, kind: 'lossy' }),
].reduce<readonly PastQuality[]>((past, each) => withPast(past, each), []);

export function qualityOf(model: Partial<QualityModel>, sounding: readonly LiveQuality[] = []): QualityView {
  return projectQuality({ ...noQuality, ...model }, sounding, { history, words: englishWords, wall: noon });
}

/** Four calls, of which one was weak for a while and one had no sound for some seconds. */
export function measuredView(model: Partial<QualityModel> = {}): AppView {
  return view({ quality: qualityOf({ past: measured, ...model }) });
}

const test = { id: 'test', nearOffer: null, heard: true } as const;

export function testOver(): AppView {
  return measuredView({ test: { ...test, state: 'over', past: call('test', 0, 'lo') } });
}

export function testTalking(): AppView {
  const figures = wire({ via: 'lo' });
  const live = [1, 2, 3].reduce<readonly LiveQuality[]>(
    (before) => liveAfter(before, 'test', { second: second(figures), wire: figures, online: true }),
    [],
  );
  return view({ quality: qualityOf({ test: { ...test, state: 'talking', past: null } }, live) });
}

export function testFailed(): AppView {
  return view({ quality: qualityOf({ test: { ...test, heard: false, state: 'failed', past: null } }) });
}
