import type { DeviceView } from '../../preload/contract.ts';

/** The operating system's choice, whatever it is at the time. */
export const systemDefault: DeviceView = { id: 'default', label: 'System default' };

/** Chromium lists the chosen devices a second time under these ids. */
const aliases = new Set(['', 'default', 'communications']);

/**
 * Calls back with the present audio devices, and again whenever they change. The first of each list is
 * {@link systemDefault}; a list is empty where there is no device of its kind.
 */
export function watchDevices(changed: (inputs: readonly DeviceView[], outputs: readonly DeviceView[]) => void): void {
  const list = async () => {
    const devices = await navigator.mediaDevices.enumerateDevices();
    changed(devicesOf(devices, 'audioinput', 'Microphone'), devicesOf(devices, 'audiooutput', 'Speaker'));
  };
  navigator.mediaDevices.addEventListener('devicechange', () => void list());
  void list();
}

/** The devices of one kind as the user sees them; `unnamed` and a number stand in for labels that are withheld. */
export function devicesOf(
  devices: readonly Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>[],
  kind: MediaDeviceKind,
  unnamed: string,
): readonly DeviceView[] {
  const ofKind = devices.filter((device) => device.kind === kind);
  if (ofKind.length === 0) return [];
  const real = ofKind.filter(({ deviceId }) => !aliases.has(deviceId));
  return [
    systemDefault,
    ...real.map(({ deviceId, label }, index) => ({ id: deviceId, label: label || `${unnamed} ${index + 1}` })),
  ];
}
