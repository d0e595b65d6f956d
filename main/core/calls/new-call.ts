import { talking } from './hold.ts';
import { type Call, noTones } from './state.ts';
import { noPictures } from './video.ts';

/** What every call begins with, whoever calls. */
export const untouched: Pick<
  Call,
  | 'caller'
  | 'offer'
  | 'stop'
  | 'replaceWithPhoneAudio'
  | 'connectedAt'
  | 'restoring'
  | 'heldThere'
  | 'hold'
  | 'session'
  | 'renegotiation'
  | 'renegotiated'
  | 'early'
  | 'mediaFailures'
  | 'accept'
  | 'owedStop'
  | 'answerFailed'
  | 'silenced'
  | 'muted'
  | 'microphone'
  | 'removed'
  | 'tones'
  | 'video'
  | 'ending'
  | 'replacedBy'
  | 'toPhone'
  | 'shown'
> = {
  caller: null,
  offer: '',
  stop: null,
  replaceWithPhoneAudio: null,
  connectedAt: null,
  restoring: false,
  heldThere: false,
  hold: talking,
  session: null,
  renegotiation: null,
  renegotiated: [],
  early: 'open',
  mediaFailures: 0,
  accept: 'unsent',
  owedStop: null,
  answerFailed: false,
  silenced: false,
  muted: false,
  microphone: 'unopened',
  removed: {},
  tones: noTones,
  video: noPictures,
  ending: null,
  replacedBy: null,
  toPhone: null,
  shown: true,
};
