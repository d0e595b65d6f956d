import type { DeviceView } from './devices.ts';

/** The pictures of a call, as the windows that draw show them; they draw none themselves. */
export interface VideoView {
  /** The other side calls with a picture that can be had here. */
  readonly offered: boolean;
  /** What there is to see. `preview`: the user's own picture, before anybody else sees it. */
  readonly stage: 'none' | 'preview' | 'pictures';
  /** The user's own picture goes out. */
  readonly sends: boolean;
  /** What comes of the other side: nothing is agreed, its camera is off, or a picture. */
  readonly there: 'none' | 'off' | 'shown';
}

/** What a user wants of the pictures of a call. */
export type VideoCommand =
  | { readonly type: 'answer-with-video'; readonly callId: string }
  /** To see the own picture, before it goes out. */
  | { readonly type: 'preview-video'; readonly callId: string }
  | { readonly type: 'cancel-preview'; readonly callId: string }
  | { readonly type: 'start-video'; readonly callId: string }
  /** To see the other side's picture, and not to be seen. */
  | { readonly type: 'show-video'; readonly callId: string }
  | { readonly type: 'stop-video'; readonly callId: string };

/** All that the page of pictures is told. Goes to no other page. */
export interface PicturesView {
  /** Of one call at a time; null while there is nothing to be seen. */
  readonly pictures: PictureLegView | null;
}

export interface PictureLegView {
  readonly callId: string;
  /** The media process's WebRTC offer for the pictures of the call; null while only the user sees anything. */
  readonly offer: string | null;
  readonly camera: 'closed' | 'open';
  readonly cameraId: string;
  /** Of the pictures that there are: the other side's with the own one in a corner, or the own one alone. */
  readonly shown: 'both' | 'own';
  /** What the other side takes at most: bits a second, and blocks of 16 × 16 in a picture; null where it does not say. */
  readonly most: { readonly bitrate: number | null; readonly blocks: number | null };
}

/** `busy`: another program has it. */
export type CameraOutcome = 'opened' | 'missing' | 'denied' | 'busy';

/** What the page of pictures tells. */
export type PictureReport =
  | { readonly type: 'picture-answer'; readonly callId: string; readonly sdp: string }
  | { readonly type: 'picture-failed'; readonly callId: string; readonly message: string }
  | { readonly type: 'camera'; readonly callId: string; readonly outcome: CameraOutcome }
  | { readonly type: 'cameras'; readonly cameras: readonly DeviceView[] };

/** `window.pictures`, in the page of pictures only, and all that there is in it. */
export interface PicturesApi {
  /** Calls back with all parts, then with what changed. */
  subscribe(listener: (parts: Partial<PicturesView>) => void): () => void;
  report(report: PictureReport): void;
}

/** Where in the call window pictures stand, in CSS pixels; null: nowhere. */
export interface PicturePlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
