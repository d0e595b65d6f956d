import type { DeviceView } from './devices.ts';
import type { HeadsetLights, HeadsetReport } from './headset.ts';
import type { HearingFigures } from './quality.ts';
import type { RingTone } from './settings.ts';
import type { KeyTone } from './tones.ts';

/** Loudness of one call, 0 to 1. */
export interface Levels {
  readonly callId: string;
  readonly microphone: number;
  readonly speaker: number;
}

/**
 * What there is to do with sound: the sound window brings its audio devices and peer connections into this shape, whatever
 * they were before.
 */
export interface MediaView {
  /**
   * The tone to play, from the first snapshot that has it to the first that has not. `call-waiting`, for who is talking: one
   * soft beep, and once more after 10 s.
   */
  readonly ring: {
    readonly callId: string;
    readonly deviceId: string;
    readonly tone: RingToneName;
    /** From 0 to 1; absent: as loud as it is. */
    readonly volume?: number;
    /** Another device plays it too, so many ms later, or at once where the first does not; once where both are one. */
    readonly also?: { readonly deviceId: string; readonly afterMs: number };
  } | null;
  readonly legs: readonly MediaLegView[];
}

/**
 * How much somebody looks at what depends on the audio devices. `glance`: the main window has the focus. `watched`: it shows devices, or
 * what follows from them.
 */
export type DeviceInterest = 'none' | 'glance' | 'watched';

/** All that the sound window is told. Goes to no other window. */
export interface SoundView extends MediaView {
  readonly deviceInterest: DeviceInterest;
  readonly headset: HeadsetLights;
}

/** `ringback`: of a call out that rings there. `busy`, `ended`: of one that nobody answered. */
export type RingToneName = RingTone | 'call-waiting' | 'ringback' | 'busy' | 'ended';

export interface MediaLegView {
  readonly callId: string;
  /** The media process's WebRTC offer for this call. */
  readonly offer: string;
  /** `closed` while it rings: ICE and DTLS are set up, the microphone is not touched. */
  readonly microphone: 'closed' | 'open';
  readonly muted: boolean;
  /** The other side is heard although the microphone is closed: nobody has accepted the call yet. */
  readonly early?: true;
  readonly microphoneId: string;
  readonly speakerId: string;
  readonly processing: VoiceProcessing;
  /** The key that was sent last, to be heard here as well, and how many were before it. */
  readonly keySent: { readonly tone: KeyTone; readonly before: number } | null;
}

/** What is done to the microphone's voice before it goes out; by the names of Media Capture and Streams. */
export interface VoiceProcessing {
  readonly echoCancellation: boolean;
  readonly noiseSuppression: boolean;
  readonly autoGainControl: boolean;
}

export type MicrophoneOutcome = 'opened' | 'missing' | 'denied' | 'failed';

/** What the sound window tells. */
export type MediaReport =
  | { readonly type: 'leg-answer'; readonly callId: string; readonly sdp: string }
  | { readonly type: 'leg-failed'; readonly callId: string; readonly message: string }
  | { readonly type: 'microphone'; readonly callId: string; readonly outcome: MicrophoneOutcome }
  | { readonly type: 'ring-tone'; readonly callId: string; readonly playing: boolean }
  | { readonly type: 'levels'; readonly levels: Levels }
  /** Once a second, of a call whose microphone is open. */
  | { readonly type: 'heard'; readonly figures: HearingFigures }
  /** `camera`: there is one, which this window is not let to. */
  | {
      readonly type: 'devices';
      readonly inputs: readonly DeviceView[];
      readonly outputs: readonly DeviceView[];
      readonly camera?: true;
    };

/** `window.sound`, in the sound window only, and all that there is in it. */
export interface SoundApi {
  /** Calls back with all parts, then with what changed. */
  subscribe(listener: (parts: Partial<SoundView>) => void): () => void;
  report(report: MediaReport | HeadsetReport): void;
}
