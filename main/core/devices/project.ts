import type { DevicePurpose, DevicesView, Words } from '../../../preload/contract/index.ts';
import { chosenDevice, type DevicesModel, isMissing, labelInUse, microphoneState } from './state.ts';

/** `alsoRings`: a second device is to ring. */
export function projectDevices(devices: DevicesModel, alsoRings = false): DevicesView {
  return {
    ...(devices.cameras !== undefined && {
      cameras: { all: devices.cameras, chosen: chosenDevice(devices, 'camera') },
    }),
    ...(alsoRings && { alsoRing: chosenDevice(devices, 'ring-too') }),
    inputs: devices.inputs,
    outputs: devices.outputs,
    chosen: {
      ring: chosenDevice(devices, 'ring'),
      microphone: chosenDevice(devices, 'microphone'),
      speaker: chosenDevice(devices, 'speaker'),
    },
  };
}

/** The line at the foot of the ring card. `byPhone`: the user's own telephone can answer. */
export function talkOn(
  devices: DevicesModel,
  words: Words,
  byPhone = false,
): { readonly text: string; readonly warning: boolean } {
  if (microphoneState(devices) === 'missing') {
    return { text: words.say(byPhone ? 'ring.no-microphone-phone' : 'ring.no-microphone'), warning: true };
  }
  const device = deviceInUse(devices, 'microphone', words) ?? words.say('device.system-microphone');
  const wanted = devices.wanted.microphone;
  if (wanted !== undefined && isMissing(devices, 'microphone')) {
    return { text: words.say('ring.device-not-found', { wanted: wanted.label, device }), warning: true };
  }
  return { text: words.say('ring.talk-on', { device }), warning: false };
}

/** The device for a purpose, in words: the system's default is called by its name where it can be one device only. */
export function deviceInUse(
  devices: DevicesModel,
  purpose: Exclude<DevicePurpose, 'camera' | 'ring-too'>,
  { say }: Words,
): string | null {
  const label = labelInUse(devices, purpose);
  return label === null || typeof label === 'string' ? label : say(`device.system-${purpose}`);
}
