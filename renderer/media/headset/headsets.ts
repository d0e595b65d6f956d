import { type HeadsetLights, type HeadsetReport, mostHeadsets } from '../../../preload/contract/index.ts';
import { createButtons } from './buttons.ts';
import type { Hid, HidDevice, HidInput } from './hid.ts';
import { lightReports } from './lights.ts';

/** Headsets with buttons and lights. */
export interface Headsets {
  /** To be called with each view; only what changed is sent to them. */
  show(lights: HeadsetLights): void;
}

/**
 * Listens to the buttons of all headsets, from now on, and lights their lights. `hid`: undefined where the page may have none. What a headset does wrong is
 * its own affair: sound and calls never wait for it.
 */
export function watchHeadsets(hid: Hid | undefined, report: (report: HeadsetReport) => void): Headsets {
  /** Those that are open, or about to be. */
  const taken = new Set<HidDevice>();
  const open = new Map<HidDevice, string>();
  let shown: HeadsetLights = { ringing: false, offHook: false, muted: false };

  function tellNames(): void {
    report({ type: 'headsets', names: [...open.values()] });
  }

  async function light(device: HidDevice): Promise<void> {
    for (const { reportId, data } of lightReports(device.collections, shown)) await device.sendReport(reportId, data);
  }

  async function add(device: HidDevice): Promise<void> {
    const read = taken.size >= mostHeadsets || taken.has(device) ? null : createButtons(device.collections);
    if (read === null) return;
    taken.add(device);
    if (!device.opened) await device.open();
    open.set(device, device.productName.slice(0, 128));
    device.addEventListener('inputreport', (event) => {
      const { reportId, data } = event as HidInput;
      for (const press of read(reportId, data)) report({ type: 'headset-press', press });
    });
    tellNames();
    await light(device);
  }

  function remove(device: HidDevice): void {
    taken.delete(device);
    if (open.delete(device)) tellNames();
  }

  const tryToAdd = (device: HidDevice): void => void add(device).catch(() => remove(device));
  const deviceOf = (event: Event): HidDevice => (event as Event & { readonly device: HidDevice }).device;
  hid?.addEventListener('connect', (event) => tryToAdd(deviceOf(event)));
  hid?.addEventListener('disconnect', (event) => remove(deviceOf(event)));
  void hid?.getDevices().then(
    (devices) => {
      for (const device of devices) tryToAdd(device);
    },
    () => {},
  );

  return {
    show(lights) {
      const before = shown;
      shown = lights;
      const isSame =
        before.ringing === lights.ringing && before.offHook === lights.offHook && before.muted === lights.muted;
      if (isSame) return;
      for (const device of open.keys()) void light(device).catch(() => {});
    },
  };
}
