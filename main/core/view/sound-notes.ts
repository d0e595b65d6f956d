import type { NoteView, Words } from '../../../preload/contract/index.ts';
import type { Call, CallDevice } from '../calls/state.ts';
import { deviceInUse } from '../devices/project.ts';
import { type DevicesModel, isPresent, microphoneState } from '../devices/state.ts';

/** What the user should know about the devices of a call that is up; empty while all is well. */
export function soundNotes(call: Call, devices: DevicesModel, words: Words): readonly NoteView[] {
  if (call.state !== 'connected') return [];
  return [microphoneNote(call, devices, words), speakerNote(call, devices, words)].flatMap((note) => note ?? []);
}

function microphoneNote(call: Call, devices: DevicesModel, words: Words): NoteView | null {
  const lost = microphoneState(devices) === 'missing' ? 'missing' : call.microphone;
  if (lost === 'unopened' || lost === 'opened') return removedNote(call, devices, 'microphone', words);
  const [title, help] = [words.say(`note.microphone-${lost}.title`), words.say(`note.microphone-${lost}.help`)];
  return { id: 'microphone', kind: 'warning', title, help };
}

function speakerNote(call: Call, devices: DevicesModel, words: Words): NoteView | null {
  if (!devices.known || devices.outputs.length > 0) return removedNote(call, devices, 'speaker', words);
  const [title, help] = [words.say('note.speaker-missing.title'), words.say('note.speaker-missing.help')];
  return { id: 'speaker', kind: 'warning', title, help };
}

/** Until the device is back. */
function removedNote({ removed }: Call, devices: DevicesModel, device: CallDevice, words: Words): NoteView | null {
  const gone = removed[device];
  const now = deviceInUse(devices, device, words);
  if (gone === undefined || now === null || isPresent(devices, device, gone)) return null;
  const title = words.say('note.device-removed.title', { device: gone });
  return { id: device, kind: 'info', title, help: words.say(`note.${device}-removed.help`, { device: now }) };
}
