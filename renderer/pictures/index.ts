import type { PictureLegView, PicturesApi } from '../../preload/contract/index.ts';
import { createCamera } from './camera.ts';
import { watchCameras } from './cameras.ts';
import { createFrames } from './frames.ts';
import { openPictureLeg, type PictureLeg } from './picture-leg.ts';

/**
 * Draws the pictures of one call, from now on: whatever view comes, connection, camera and the two frames are brought into its shape.
 * Touches no camera before the view says so.
 */
export function startPictures(pictures: PicturesApi, body: HTMLElement): void {
  const { report } = pictures;
  const frames = createFrames(body);
  let view: PictureLegView | null = null;
  let leg: { readonly offer: string; readonly leg: PictureLeg } | null = null;

  const camera = createCamera({
    onTrack: (track) => {
      frames.own(track);
      leg?.leg.send(track);
    },
    onOutcome: (outcome) => {
      if (view !== null) report({ type: 'camera', callId: view.callId, outcome });
      // Their names are told once one was opened.
      void cameras.look();
    },
  });
  const cameras = watchCameras((all) => {
    report({ type: 'cameras', cameras: all });
    camera.camerasChanged(all);
  });

  const connect = (wanted: PictureLegView | null) => {
    const offer = wanted?.offer ?? null;
    if (leg !== null && leg.offer !== offer) {
      leg.leg.close();
      leg = null;
      frames.far(null);
    }
    if (wanted === null || offer === null || leg !== null) return;
    const opened = openPictureLeg(wanted.callId, offer, { report, onFar: frames.far });
    leg = { offer, leg: opened };
    opened.send(camera.track());
  };

  pictures.subscribe(({ pictures: next }) => {
    if (next === undefined) return;
    view = next;
    connect(next);
    camera.update({
      open: next?.camera === 'open',
      deviceId: next?.cameraId ?? 'default',
      most: next?.most ?? nothingSaid,
    });
    leg?.leg.limit(next?.most.bitrate ?? null);
    frames.show(next?.shown ?? 'own');
  });
}

const nothingSaid = { bitrate: null, blocks: null };
