import type { MeetingEffect } from './effect.ts';
import { type Added, isStillCall, type Meeting, type MeetingEnding, type MeetingStateName } from './state.ts';

/** A meeting after an event, and what is to be done now. */
export interface OneStep {
  readonly meeting: Meeting;
  readonly effects: readonly MeetingEffect[];
}

export function moved(meeting: Meeting, state: MeetingStateName, now: number): Meeting {
  return { ...meeting, state, since: now };
}

/** A call is to carry its sound. */
export function askForVoice(meeting: Meeting): OneStep {
  const asking: Meeting = { ...meeting, voicing: 'asked' };
  return { meeting: asking, effects: [{ type: 'voice', meeting: asking }] };
}

/** It is over. `tell`: the server does not know of it. */
export function ended(meeting: Meeting, ending: MeetingEnding, now: number, tell: boolean): OneStep {
  if (meeting.state === 'ended') return { meeting, effects: [] };
  const over: Meeting = { ...moved(meeting, 'ended', now), ending, voicing: 'no', escalation: null };
  const { escalation } = meeting;
  const hushed: readonly MeetingEffect[] = escalation === null ? [] : [{ type: 'hush', callId: escalation }];
  const forget: MeetingEffect = { type: 'forget-later', id: meeting.id };
  // A call of which no meeting came goes on as it was.
  if (isStillCall(meeting)) {
    const nobody = comeToNothing(over, tell);
    return { meeting: nobody.meeting, effects: [...hushed, ...nobody.effects, forget] };
  }
  const effects: MeetingEffect[] = [...hushed, { type: 'record', meeting: over }, forget];
  if (meeting.voice !== null) effects.push({ type: 'hush', callId: meeting.voice });
  if (tell && meeting.state !== 'ringing') effects.push({ type: 'leave', meeting: over });
  if (tell && meeting.state === 'ringing') {
    effects.push({ type: 'decline', meeting: over, reason: ending.reason === 'declined-here' ? 'Global' : 'Local' });
  }
  return { meeting: over, effects };
}

/** Who was to be in a meeting that did not come about is waited for no more, and not called any longer. */
function comeToNothing(over: Meeting, tell: boolean): OneStep {
  const open = over.added.filter(({ state }) => state !== 'cancelling');
  const added = open.map((one): Added => (one.state === 'failed' ? one : { ...one, state: 'failed' }));
  const meeting: Meeting = { ...over, added };
  const effects = open.flatMap(({ id: addedId, state, cancel: href }): readonly MeetingEffect[] =>
    tell && state === 'asked' && href !== null ? [{ type: 'cancel-adding', meeting, addedId, href }] : [],
  );
  return { meeting, effects };
}
