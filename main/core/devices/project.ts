import type { DevicesView } from '../../../preload/contract/index.ts';
import { chosenDevice, type DevicesModel, deviceInUse, isMissing, microphoneState } from './state.ts';

export function projectDevices(devices: DevicesModel): DevicesView {
  return {
    inputs: devices.inputs,
    outputs: devices.outputs,
    chosen: {
      ring: chosenDevice(devices, 'ring'),
      microphone: chosenDevice(devices, 'microphone'),
      speaker: chosenDevice(devices, 'speaker'),
    },
  };
}

/** The line at the foot of the ring card. */
export function talkOn(devices: DevicesModel): { readonly text: string; readonly warning: boolean } {
  if (microphoneState(devices) === 'missing') return { text: 'No microphone. Plug one in to answer.', warning: true };
  const label = deviceInUse(devices, 'microphone') ?? 'the system’s microphone';
  const wanted = devices.wanted.microphone;
  if (wanted !== undefined && isMissing(devices, 'microphone')) {
    return { text: `${wanted.label} not found. You will talk on ${label}.`, warning: true };
  }
  return { text: `You will talk on ${label}`, warning: false };
}
