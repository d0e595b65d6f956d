import type { CameraOutcome, DeviceView, PictureLegView } from '../../preload/contract/index.ts';

/** What a call wants of the camera. */
export interface CameraWish extends Pick<PictureLegView, 'most'> {
  readonly open: boolean;
  readonly deviceId: string;
}

/** The camera. It is opened when wished for, and never before. */
export interface Camera {
  track(): MediaStreamTrack | null;
  update(wish: CameraWish): void;
  /** What failed is tried again. */
  camerasChanged(cameras: readonly DeviceView[]): void;
}

export interface CameraDeps {
  onTrack(track: MediaStreamTrack | null): void;
  onOutcome(outcome: CameraOutcome): void;
}

/** Pictures as they are taken, largest first, and how many blocks of 16 × 16 each has. */
const sizes = [
  { width: 640, height: 360, blocks: 920 },
  { width: 320, height: 180, blocks: 240 },
  { width: 160, height: 90, blocks: 60 },
] as const;
const picturesASecond = 25;

export function createCamera({ onTrack, onOutcome }: CameraDeps): Camera {
  let wish: CameraWish = { open: false, deviceId: 'default', most: { bitrate: null, blocks: null } };
  let opened: MediaStreamTrack | null = null;
  /** What the open track was wished as, or what failed. */
  let tried = '';
  let settling = false;

  const print = () => JSON.stringify([wish.deviceId, sizeFor(wish.most.blocks)]);
  const replace = (next: MediaStreamTrack | null) => {
    opened?.removeEventListener('ended', lost);
    opened?.stop();
    opened = next;
    opened?.addEventListener('ended', lost);
    onTrack(next);
  };
  const lost = () => {
    tried = '';
    replace(null);
    void settle();
  };
  const open = async () => {
    tried = print();
    // Two cameras at a time are more than some systems take, and one cannot be opened twice.
    if (opened !== null) replace(null);
    const result = await capture(wish);
    if (typeof result === 'string') return onOutcome(result);
    if (!wish.open) return result.stop();
    replace(result);
    onOutcome('opened');
  };
  const isSettled = () => (wish.open ? tried === print() : opened === null);
  const settle = async () => {
    if (settling) return;
    settling = true;
    while (!isSettled()) {
      if (wish.open) await open();
      else replace(null);
    }
    settling = false;
  };

  return {
    track: () => opened,
    update(wanted) {
      wish = wanted;
      // It may be had by the next time.
      if (!wanted.open) tried = '';
      void settle();
    },
    camerasChanged() {
      if (opened === null) tried = '';
      void settle();
    },
  };
}

function sizeFor(blocks: number | null): (typeof sizes)[number] {
  return sizes.find((size) => blocks === null || size.blocks <= blocks) ?? sizes[2];
}

/** The device's track; that of any camera where the device is gone. */
async function capture({ deviceId, most }: CameraWish): Promise<MediaStreamTrack | Exclude<CameraOutcome, 'opened'>> {
  const { width, height } = sizeFor(most.blocks);
  const picture = {
    width: { ideal: width, max: width },
    height: { ideal: height, max: height },
    frameRate: picturesASecond,
  };
  const device = deviceId === 'default' ? {} : { deviceId: { ideal: deviceId } };
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { ...picture, ...device } });
    return stream.getVideoTracks()[0] ?? 'missing';
  } catch (error) {
    return outcomeOf(error);
  }
}

function outcomeOf(error: unknown): Exclude<CameraOutcome, 'opened'> {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  return name === 'NotAllowedError' ? 'denied' : 'busy';
}
