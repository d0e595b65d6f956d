/** How a call sounds, or sounded. `none`: nothing comes, or nothing goes. */
export type SoundLevel = 'good' | 'weak' | 'none';

/** The word on a call's sound, such as "Weak sound: your network". */
export interface SoundWordView {
  readonly level: SoundLevel;
  readonly text: string;
}

/** Whether the user is asked how a call sounded. */
export type RatingView = 'asked' | 'thanked';

/** How many stars a user can give. */
export const stars = [1, 2, 3, 4, 5] as const;

export type Stars = (typeof stars)[number];

/** How calls sounded, for Diagnostics. */
export interface QualityView {
  /** Such as "8 of your last 10 calls sounded good."; empty before any was measured. */
  readonly summary: string;
  /** Those that graphs can be drawn of, newest first. */
  readonly calls: readonly CallQualityView[];
  readonly networks: readonly GroupQualityView[];
  readonly devices: readonly GroupQualityView[];
  /** The test call that goes on, or the last one. */
  readonly test: TestCallView | null;
}

/** How one call sounded from its beginning to its end. */
export interface MeasuredView {
  readonly level: SoundLevel;
  /** Such as "Weak for 40 s". */
  readonly brief: string;
  /** What was wrong; empty where nothing was. */
  readonly title: string;
  /** Why, and what helps; empty where nothing was wrong. */
  readonly help: string;
  readonly lengthMs: number;
  readonly graphs: readonly GraphView[];
  /** Stretches that were not good: from and to, as shares of the length. */
  readonly spans: readonly { readonly from: number; readonly to: number }[];
  /** Both directions in figures. */
  readonly directions: readonly DirectionView[];
  /** Such as "G.722, encrypted". */
  readonly facts: string;
}

export interface CallQualityView extends MeasuredView {
  readonly callId: string;
  readonly label: string;
  /** When it began to ring, in ms since 1970. */
  readonly at: number;
}

export type GraphName = 'loss' | 'jitter' | 'round-trip' | 'score';

/** One figure over the time of a call. */
export interface GraphView {
  readonly name: GraphName;
  readonly title: string;
  /** Such as "1.3 %, worst 10 %". */
  readonly reading: string;
  /** Such as "weak above 3 %". */
  readonly limitText: string;
  /** All from 0 to 1 of the graph's height; null where nothing is known. */
  readonly limit: number;
  readonly values: readonly (number | null)[];
}

/** One direction of a call, as a row of a table. */
export interface DirectionView {
  readonly name: string;
  readonly loss: string;
  readonly jitter: string;
  readonly roundTrip: string;
  readonly score: string;
}

/** The calls of one network or device, as a row of a table. */
export interface GroupQualityView {
  readonly name: string;
  readonly level: SoundLevel;
  readonly calls: string;
  readonly loss: string;
  readonly score: string;
}

/** A call to oneself. */
export interface TestCallView {
  readonly state: 'connecting' | 'talking' | 'over' | 'failed';
  /** What to do, or what came of it. */
  readonly text: string;
  /** While it goes on, and at its end; null before anything is measured. */
  readonly sound: SoundWordView | null;
  readonly measured: MeasuredView | null;
}

/** The call to oneself goes on, and has the microphone. */
export function isTestOn(test: Pick<TestCallView, 'state'> | null): boolean {
  return test?.state === 'connecting' || test?.state === 'talking';
}

/** How the last second of a call was in the sound window (W3C webrtc-stats). */
export interface HearingFigures {
  readonly callId: string;
  /** Packets that came too late to be played. */
  readonly late: number;
  /** How long voice waits to be played, in ms; null where none was played. */
  readonly bufferMs: number | null;
  /** How loud the microphone was at most, 0 to 1: 0 is a device that gives nothing at all. */
  readonly microphone: number;
}

/** How a call that is up sounds, from its beginning to now. */
export interface SoundNowView extends Pick<MeasuredView, 'directions' | 'facts'> {
  /** Of what is heard here, such as "2.9 of 5". */
  readonly score: string;
}

export interface QualityQueries {
  /** Null where the call is not up, or nothing was measured of it yet. */
  readonly 'sound-now': {
    readonly asks: { readonly callId: string };
    readonly answer: SoundNowView | null;
  };
}

export type QualityCommand =
  /** Calls oneself: voice goes the whole way that it goes in a call, and comes back. */
  | { readonly type: 'test-call' }
  | { readonly type: 'stop-test-call' }
  /** How a call sounded, to the user's ear. */
  | { readonly type: 'rate-call'; readonly callId: string; readonly stars: Stars };
