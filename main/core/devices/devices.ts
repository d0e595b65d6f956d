import type { DevicesCommand, DeviceView, Words } from '../../../preload/contract/index.ts';
import { type CallDevice, type Calls, isUp } from '../calls/state.ts';
import { type CommandHandlers, refused, taken } from '../commands.ts';
import type { Records } from '../ports.ts';
import type { Store } from '../store.ts';
import { type DevicesModel, devicesFor, isPresent, namedDevices, removedDevice } from './state.ts';

export interface DevicesDeps {
  readonly store: Store<{ readonly devices: DevicesModel; readonly calls: Calls }>;
  readonly records: Records;
  readonly words: Words;
  /** What carried the call was unplugged. */
  readonly onRemoved: (callId: string, device: CallDevice, label: string) => void;
}

/** As the sound window tells them. */
export interface FoundDevices {
  readonly inputs: readonly DeviceView[];
  readonly outputs: readonly DeviceView[];
  readonly camera?: true;
}

/** The devices that there are, and those that the user chose. */
export interface Devices {
  readonly commands: CommandHandlers<DevicesCommand>;
  /** What the sound system has now, and whether there is a camera. */
  found(now: FoundDevices): void;
  /** The cameras that there are now. */
  camerasFound(cameras: readonly DeviceView[]): void;
}

export function createDevices({ store, records, words, onRemoved }: DevicesDeps): Devices {
  function tellOfRemoved(before: DevicesModel, device: CallDevice): void {
    const { devices, calls } = store.model;
    const label = removedDevice(before, devices, device);
    if (label === null) return;
    for (const { id, removed } of calls.filter(isUp)) {
      // What the call lost first is what the user misses, even if what else hung on it goes a moment later.
      const lost = removed[device];
      const missesAnother = lost !== undefined && !isPresent(devices, device, lost);
      if (!missesAnother) onRemoved(id, device, label);
    }
  }

  return {
    found({ inputs, outputs, camera = false }) {
      const { devices } = store.model;
      const named = {
        inputs: namedDevices(inputs, 'microphone', words),
        outputs: namedDevices(outputs, 'speaker', words),
      };
      store.change({ devices: { ...devices, known: true, ...named, camera } });
      tellOfRemoved(devices, 'microphone');
      tellOfRemoved(devices, 'speaker');
    },
    camerasFound(cameras) {
      const { devices } = store.model;
      store.change({ devices: { ...devices, cameras: namedDevices(cameras, 'camera', words) } });
    },
    commands: {
      'choose-device'({ purpose, deviceId }) {
        const { devices } = store.model;
        const device = devicesFor(devices, purpose).find(({ id }) => id === deviceId);
        if (device === undefined) return refused('stale');
        const wanted = { ...devices.wanted, [purpose]: device };
        records.write('devices', wanted);
        store.change({ devices: { ...devices, wanted } });
        return taken;
      },
    },
  };
}
