import type { NoteView } from '../../../preload/contract/index.ts';
import type { Call, CallDevice } from '../calls/state.ts';
import { type DevicesModel, deviceInUse, isPresent, microphoneState } from '../devices/state.ts';

/** What the user should know about the devices of a call that is up; empty while all is well. */
export function soundNotes(call: Call, devices: DevicesModel): readonly NoteView[] {
  if (call.state !== 'connected') return [];
  return [microphoneNote(call, devices), speakerNote(call, devices)].flatMap((note) => note ?? []);
}

function microphoneNote(call: Call, devices: DevicesModel): NoteView | null {
  const lost = microphoneState(devices) === 'missing' ? 'missing' : call.microphone;
  if (lost === 'unopened' || lost === 'opened') {
    return removedNote(call, devices, 'microphone', (label) => `Your call goes on with ${label}.`);
  }
  return { id: 'microphone', kind: 'warning', ...unheard[lost] };
}

const unheard = {
  missing: { title: 'No microphone is left.', help: 'They cannot hear you. Plug one in to go on talking.' },
  denied: {
    title: 'The microphone is not allowed any more.',
    help: 'They cannot hear you. Allow Switchhook to use it in the settings of this computer.',
  },
  failed: {
    title: 'The microphone could not be opened.',
    help: 'They cannot hear you. Choose another microphone below, or plug one in.',
  },
} as const;

function speakerNote(call: Call, devices: DevicesModel): NoteView | null {
  if (devices.known && devices.outputs.length === 0) {
    const help = 'You cannot hear them. Plug in a headset or speakers.';
    return { id: 'speaker', kind: 'warning', title: 'No speaker is left.', help };
  }
  return removedNote(call, devices, 'speaker', (label) => `You hear the call on ${label}.`);
}

/** Until the device is back. */
function removedNote(
  { removed }: Call,
  devices: DevicesModel,
  device: CallDevice,
  help: (label: string) => string,
): NoteView | null {
  const gone = removed[device];
  const now = deviceInUse(devices, device);
  if (gone === undefined || now === null || isPresent(devices, device, gone)) return null;
  return { id: device, kind: 'info', title: `${gone} removed.`, help: help(now) };
}
