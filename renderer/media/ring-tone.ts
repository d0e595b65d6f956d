import { type MediaReport, type MediaView, ringTones } from '../../preload/contract/index.ts';
import { systemDefault } from './devices.ts';
import { isOneDevice, routeTo } from './sink.ts';
import { type EndsWay, ways } from './tone-ways.ts';

type Ring = NonNullable<MediaView['ring']>;

/** The ring tone: an audio element that exists only while something rings, and another where a second device rings too. */
export interface RingTone {
  update(ring: MediaView['ring']): void;
  devicesChanged(): void;
}

interface Playing {
  readonly element: HTMLAudioElement;
  /** Ends what goes on beside the element. */
  readonly end: EndsWay;
}

export function createRingTone(report: (report: MediaReport) => void): RingTone {
  let ring: Ring | null = null;
  let first: Playing | null = null;
  let second: Playing | null = null;
  let beginSecond: ReturnType<typeof setTimeout> | undefined;

  const begin = (wanted: Ring): Playing => {
    const element = new Audio(`tones/${wanted.tone}.wav`);
    return { element, end: ways[wanted.tone](element, wanted.volume ?? 1) };
  };
  const end = ({ element, end: endWay }: Playing): void => {
    endWay();
    element.pause();
    element.removeAttribute('src');
    element.load();
  };
  const stop = () => {
    clearTimeout(beginSecond);
    for (const playing of [first, second]) if (playing !== null) end(playing);
    [first, second] = [null, null];
  };
  /** Whether it is heard; nothing where it was stopped meanwhile. */
  const play = async ({ element }: Playing, deviceId: string, isWanted: () => boolean): Promise<boolean | null> => {
    try {
      await routeTo(element, deviceId);
      if (!isWanted()) return null;
      await element.play();
      return isWanted() ? true : null;
    } catch {
      return isWanted() ? false : null;
    }
  };
  const startSecond = async (wanted: Ring, isFallback: boolean): Promise<boolean | null> => {
    clearTimeout(beginSecond);
    const deviceId = wanted.also?.deviceId ?? systemDefault.id;
    const isWanted = () => ring?.callId === wanted.callId && ring.tone === wanted.tone;
    if (second !== null || !isWanted()) return null;
    if (!isFallback && (await isOneDevice(wanted.deviceId, deviceId))) return null;
    if (second !== null || !isWanted()) return null;
    const playing = begin(wanted);
    second = playing;
    return play(playing, deviceId, () => second === playing);
  };
  const start = async (wanted: Ring): Promise<void> => {
    const playing = begin(wanted);
    first = playing;
    const { callId, also, tone } = wanted;
    if (also !== undefined) beginSecond = setTimeout(() => void startSecond(wanted, false), also.afterMs);
    const heard = await play(playing, wanted.deviceId, () => first === playing);
    if (heard === null) return;
    // A ring that its own device does not play is played by the other one, or by the system's.
    const isRing = ringTones.some((one) => one === tone);
    const heardAfterAll = heard || !isRing ? heard : await startSecond(wanted, true);
    if (heardAfterAll !== null || first === playing) {
      report({ type: 'ring-tone', callId, playing: heardAfterAll === true });
    }
  };

  return {
    update(wanted) {
      const before = ring;
      ring = wanted;
      if (before !== null && (before.callId !== wanted?.callId || before.tone !== wanted.tone)) {
        stop();
        report({ type: 'ring-tone', callId: before.callId, playing: false });
      }
      if (wanted === null) return;
      if (first === null) void start(wanted);
      else if (before?.deviceId !== wanted.deviceId) void routeTo(first.element, wanted.deviceId);
    },
    devicesChanged() {
      if (first !== null && ring !== null) void routeTo(first.element, ring.deviceId);
    },
  };
}
