import type { DeviceView, MicrophoneOutcome, VoiceProcessing } from '../../preload/contract/index.ts';
import { systemDefault } from './devices.ts';

/** What a call wants of the microphone. */
export interface MicrophoneWish {
  readonly open: boolean;
  readonly deviceId: string;
  readonly muted: boolean;
  readonly processing: VoiceProcessing;
}

/** What a track is opened by. */
type Opening = Pick<MicrophoneWish, 'deviceId' | 'processing'>;

/** The microphone of one call. It is opened when wished for, and never before. */
export interface Microphone {
  update(wish: MicrophoneWish): void;
  /** Devices came or went: what failed is tried again, and so is the wished device if it is there now. */
  devicesChanged(inputs: readonly DeviceView[]): void;
  /** Stops the device at once, for good. */
  close(): void;
}

export interface MicrophoneDeps {
  /** Gives the peer connection the track to send, or none. */
  readonly attach: (track: MediaStreamTrack | null) => Promise<void>;
  readonly onOutcome: (outcome: MicrophoneOutcome) => void;
}

/** How long after a failure the microphone is tried again, in milliseconds. */
const retryMs = 2_000;

export function createMicrophone({ attach, onOutcome }: MicrophoneDeps): Microphone {
  let wish: MicrophoneWish = { open: false, deviceId: systemDefault.id, muted: false, processing: raw };
  let opened: MediaStreamTrack | null = null;
  /** What the open track was wished by; another device may be in use, where that one was gone. */
  let wished: Opening | null = null;
  /** What it could not be opened by, so that it is not tried in a circle. */
  let failedFor: Opening | null = null;
  let retry: ReturnType<typeof setTimeout> | null = null;
  let settling = false;
  let closed = false;

  const replace = async (next: MediaStreamTrack | null) => {
    const before = opened;
    opened = next;
    await attach(next);
    if (before !== null) letGo(before);
  };
  const lost = ({ target }: Event) => {
    if (opened !== target) return;
    wished = null;
    void settle();
  };
  /** Through its listener a track would hold the call's connection, for as long as anything holds the track. */
  const letGo = (track: MediaStreamTrack) => {
    track.removeEventListener('ended', lost);
    track.stop();
  };
  const open = async (opening: Opening) => {
    // Chromium gives another track of a device that is open what that one has.
    if (wished !== null && !isSameProcessing(wished.processing, opening.processing)) await replace(null);
    const result = await openTrack(opening);
    if (typeof result === 'string') {
      failedFor = opening;
      tryAgainLater();
      await replace(null);
      return closed ? undefined : onOutcome(result);
    }
    if (closed || !wish.open) return result.stop();
    result.enabled = !wish.muted;
    result.addEventListener('ended', lost);
    wished = opening;
    await replace(result);
    if (!closed) onOutcome('opened');
  };
  /** A device that comes back, or that another program lets go, cannot always be opened at once. */
  const tryAgainLater = () => {
    if (retry !== null || closed) return;
    retry = setTimeout(() => {
      retry = null;
      failedFor = null;
      void settle();
    }, retryMs);
  };
  const isSettled = () => {
    if (closed) return true;
    if (!wish.open) return opened === null;
    return isSame(failedFor, wish) || (opened !== null && isSame(wished, wish));
  };
  const settle = async () => {
    if (settling) return;
    settling = true;
    while (!isSettled()) await (wish.open ? open(wish) : replace(null));
    settling = false;
  };

  return {
    update(wanted) {
      if (!isSame(wanted, wish) || !wanted.open) failedFor = null;
      wish = wanted;
      if (opened !== null) opened.enabled = !wish.muted;
      void settle();
    },
    devicesChanged(inputs) {
      failedFor = null;
      const isBack = inputs.some(({ id }) => id === wish.deviceId);
      if (opened !== null && fellBack(opened, wished?.deviceId ?? null) && isBack) wished = null;
      void settle();
    },
    close() {
      closed = true;
      if (retry !== null) clearTimeout(retry);
      if (opened !== null) letGo(opened);
      opened = null;
    },
  };
}

function fellBack(track: MediaStreamTrack, wished: string | null): boolean {
  return wished !== null && wished !== systemDefault.id && track.getSettings().deviceId !== wished;
}

const raw: VoiceProcessing = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

function isSame(one: Opening | null, other: Opening): boolean {
  return one !== null && one.deviceId === other.deviceId && isSameProcessing(one.processing, other.processing);
}

function isSameProcessing(one: VoiceProcessing, other: VoiceProcessing): boolean {
  return (
    one.echoCancellation === other.echoCancellation &&
    one.noiseSuppression === other.noiseSuppression &&
    one.autoGainControl === other.autoGainControl
  );
}

/** The device's track; that of the system's default where the device is gone. */
async function openTrack({
  deviceId,
  processing,
}: Opening): Promise<MediaStreamTrack | Exclude<MicrophoneOutcome, 'opened'>> {
  const exact =
    deviceId === systemDefault.id ? null : await captureFrom({ ...processing, deviceId: { exact: deviceId } });
  return exact === null || exact === 'missing' ? captureFrom({ ...processing }) : exact;
}

async function captureFrom(
  audio: MediaTrackConstraints,
): Promise<MediaStreamTrack | Exclude<MicrophoneOutcome, 'opened'>> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio, video: false });
    return stream.getAudioTracks()[0] ?? 'missing';
  } catch (error) {
    return outcomeOf(error);
  }
}

function outcomeOf(error: unknown): Exclude<MicrophoneOutcome, 'opened'> {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  return name === 'NotAllowedError' ? 'denied' : 'failed';
}
