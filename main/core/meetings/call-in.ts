import { plainlyDialled } from '../calls/call-out-event.ts';
import { isTalking } from '../calls/state.ts';
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
        ...plainlyDialled,
        ...{ to, written, start },
        party: { name: written, uri: to, phoneNumber: null },
      },
      microphone: microphoneState(store.model.devices),
      wall: clock.wall(),
    });
    const before = store.model.calls.find(({ id }) => id === meeting.voice);
    if (meeting.muted || before?.muted === true) applyToCalls({ type: 'mute', callId, muted: true });
    return true;
  };
}

/** Makes the calls that take the voice of two into the meeting that is made of them (UCWA reference: escalateAudio). */
export function createEscalation(deps: MeetingsDeps): MeetingEffectsDeps['escalate'] {
  const { store, random, clock, applyToCalls } = deps;
  return ({ voice }, { callId, start, video }) => {
    const before = store.model.calls.find(({ id }) => id === voice);
    if (before === undefined) return;
    const party = before.party ?? { name: null, uri: null, phoneNumber: null };
    const to = party.uri ?? party.phoneNumber ?? '';
    applyToCalls({
      ...{ type: 'call-out', callId, operationId: random.uuid(), sessionContext: random.uuid() },
      dialled: { ...plainlyDialled, ...{ to, written: to, party, start, video, escalates: before.id } },
      microphone: microphoneState(store.model.devices),
      wall: clock.wall(),
    });
  };
}

/** The user is heard again where they were heard: not where they had put the meeting on hold, or talk to somebody else. */
export function createHandOver({ store, applyToCalls }: MeetingsDeps): MeetingEffectsDeps['handOver'] {
  return (callId) => {
    const { calls } = store.model;
    const isHeld = calls.find(({ id }) => id === callId)?.hold.wanted === 'hold';
    const talksElsewhere = calls.some((call) => call.id !== callId && isTalking(call));
    // Its names are those of an application that is gone: there is nobody to be told.
    applyToCalls({ type: 'lost', callId, reason: 'server-lost' });
    applyToCalls({ type: 'forget', callId });
    return !isHeld && !talksElsewhere;
  };
}
