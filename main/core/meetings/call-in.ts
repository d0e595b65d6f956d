import { microphoneState } from '../devices/state.ts';
import type { MeetingsDeps } from './deps.ts';
import { titleToKeep } from './record.ts';
import type { MeetingEffectsDeps } from './run-effects.ts';

/** Makes the calls that carry the sound of meetings: calls out by the link that the meeting has for it (UCWA reference: addAudio). */
export function createMeetingCaller(deps: MeetingsDeps): MeetingEffectsDeps['callIn'] {
  const { store, random, clock, applyToCalls } = deps;
  return (meeting, callId, to, start) => {
    if (store.model.calls.some(({ id }) => id === callId)) return false;
    const written = titleToKeep(meeting);
    applyToCalls({
      ...{ type: 'call-out', callId, operationId: random.uuid(), sessionContext: random.uuid() },
      dialled: {
        ...{ to, written, delegator: null, emergency: false, start, place: null, subject: null, threadId: null },
        party: { name: written, uri: to, phoneNumber: null },
      },
      microphone: microphoneState(store.model.devices),
      wall: clock.wall(),
    });
    if (meeting.muted) applyToCalls({ type: 'mute', callId, muted: true });
    return true;
  };
}
