import type { CallCommand, Refusal } from '../../../preload/contract/index.ts';
import { isDeclined } from './end-reasons.ts';
import type { CallEvent } from './event.ts';
import { mayHold, mayResume, mayTurnTo } from './hold.ts';
import { type Calls, isEngaged, isTalking, isUp } from './state.ts';
import { mayPress } from './tones.ts';
import { mayAnswerSeen, videoEventOf } from './video.ts';

export type Decision =
  | { readonly kind: 'apply'; readonly event: CallEvent }
  | { readonly kind: 'refuse'; readonly refusal: Refusal };

/** Judges a command against the state of its call: what is late or repeated is refused by name and changes nothing. */
export function decide(calls: Calls, command: CallCommand, microphone: 'there' | 'missing'): Decision {
  const call = calls.find(({ id }) => id === command.callId);
  if (call === undefined) return refuse('stale');
  switch (command.type) {
    case 'answer':
      if (call.state !== 'ringing') return refuse(call.answered ? 'repeated' : 'stale');
      if (call.toPhone !== null) return refuse('stale');
      return call.media.state === 'waiting' || !mayTurnTo(call, calls)
        ? refuse('unavailable')
        : apply({ type: 'answer', callId: call.id, microphone });
    case 'hang-up-and-answer':
      if (call.state !== 'ringing') return refuse(call.answered ? 'repeated' : 'stale');
      return call.media.state === 'waiting' || !calls.some(isTalking)
        ? refuse('unavailable')
        : apply({ type: 'answer', callId: call.id, microphone, instead: true });
    case 'answer-with-video':
      if (call.state !== 'ringing') return refuse(call.answered ? 'repeated' : 'stale');
      return mayAnswerSeen(call) && mayTurnTo(call, calls)
        ? apply({ type: 'answer', callId: call.id, microphone, video: true })
        : refuse('unavailable');
    case 'decline':
      if (call.state === 'ringing') return apply({ type: 'decline', callId: call.id });
      return refuse(isDeclined(call) ? 'repeated' : 'stale');
    case 'decline-here':
      if (call.state !== 'ringing') return refuse(isDeclined(call) ? 'repeated' : 'stale');
      return call.decline === null ? refuse('unavailable') : apply({ type: 'decline-here', callId: call.id });
    case 'silence':
      if (call.state !== 'ringing') return refuse('stale');
      return call.silenced ? refuse('repeated') : apply({ type: 'silence', callId: call.id });
    case 'mute':
      if (!isEngaged(call)) return refuse('stale');
      return call.muted === command.muted
        ? refuse('repeated')
        : apply({ type: 'mute', callId: call.id, muted: command.muted });
    case 'send-tones':
      if (!isUp(call)) return refuse('stale');
      return mayPress(call, command.tones)
        ? apply({ type: 'press-tones', callId: call.id, tones: command.tones })
        : refuse('unavailable');
    case 'hold':
      if (call.state !== 'connected') return refuse('stale');
      if (call.hold.wanted === 'hold') return refuse('repeated');
      return mayHold(call) ? apply({ type: 'hold', callId: call.id }) : refuse('unavailable');
    case 'resume':
      if (call.state !== 'connected') return refuse('stale');
      if (call.hold.wanted === 'talk') return refuse('repeated');
      return mayResume(call) && mayTurnTo(call, calls)
        ? apply({ type: 'resume', callId: call.id })
        : refuse('unavailable');
    case 'hang-up':
      if (isEngaged(call)) return apply({ type: 'hang-up', callId: call.id });
      return refuse(call.state === 'ending' || call.ending?.reason === 'hung-up-here' ? 'repeated' : 'stale');
    case 'dismiss':
      return call.state === 'ended' && call.shown ? apply({ type: 'forget', callId: call.id }) : refuse('stale');
    default: {
      const event = videoEventOf(call, command);
      return event === null ? refuse(isUp(call) ? 'unavailable' : 'stale') : apply(event);
    }
  }
}

function apply(event: CallEvent): Decision {
  return { kind: 'apply', event };
}

function refuse(refusal: Refusal): Decision {
  return { kind: 'refuse', refusal };
}
