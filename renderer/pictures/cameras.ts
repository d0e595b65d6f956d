import type { DeviceView } from '../../preload/contract/index.ts';

export interface CameraWatch {
  /** Looks at once. */
  look(): Promise<void>;
}

/** Calls back with the cameras that there are, and again whenever they changed. */
export function watchCameras(changed: (cameras: readonly DeviceView[]) => void): CameraWatch {
  let last = '';
  const look = async () => {
    const all = await navigator.mediaDevices.enumerateDevices();
    const cameras = all
      .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
    const print = JSON.stringify(cameras);
    if (print === last) return;
    last = print;
    changed(cameras);
  };
  navigator.mediaDevices.addEventListener('devicechange', () => void look());
  void look();
  return { look };
}
