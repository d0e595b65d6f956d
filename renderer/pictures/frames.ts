import { moveByPointer } from './move-by-pointer.ts';

/** The two pictures on the page. */
export interface Frames {
  /** Null: there is none. */
  far(track: MediaStreamTrack | null): void;
  own(track: MediaStreamTrack | null): void;
  /** `both`: the other side's, with the own one in a corner. */
  show(which: 'both' | 'own'): void;
}

export function createFrames(body: HTMLElement): Frames {
  const [farFrame, ownFrame] = [frame('far'), frame('own-alone')];
  body.append(farFrame, ownFrame);
  let shown: 'both' | 'own' = 'own';
  const moving = moveByPointer(ownFrame);

  const arrange = () => {
    farFrame.hidden = shown === 'own' || farFrame.srcObject === null;
    ownFrame.hidden = ownFrame.srcObject === null;
    ownFrame.className = shown === 'own' ? 'own-alone' : 'own-corner';
    if (shown === 'own') moving.home();
  };
  const put = (into: HTMLVideoElement, track: MediaStreamTrack | null) => {
    into.srcObject = track === null ? null : new MediaStream([track]);
    arrange();
    // A track that ends at once ends the playing too.
    if (track !== null) void into.play().catch(() => {});
  };
  arrange();
  return {
    far: (track) => put(farFrame, track),
    own: (track) => put(ownFrame, track),
    show(which) {
      shown = which;
      arrange();
    },
  };
}

function frame(name: string): HTMLVideoElement {
  const element = document.createElement('video');
  element.className = name;
  element.muted = true;
  element.playsInline = true;
  element.disablePictureInPicture = true;
  return element;
}
