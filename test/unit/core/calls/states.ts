import type { CallEffect } from '../../../../main/core/calls/effect.ts';
import type { CallEvent } from '../../../../main/core/calls/event.ts';
import type { Call } from '../../../../main/core/calls/state.ts';
import { audioVideoUrl, call, conversationUrl, invitationUrl, offered } from '../fixtures/call.ts';

const closed = { media: { state: 'closed' } } as const;
const declined = { reason: 'declined-here', by: null, code: '' } as const;
const overThere = { reason: 'cancelled-there', by: null, code: '', inferred: true } as const;

/** A call in each state, told apart by what its next step depends on. */
export const callStates: Readonly<Record<string, Call>> = {
  ringing: call({ media: { state: 'preparing' } }),
  prepared: call(),
  queued: call({ heardAt: null, media: { state: 'waiting', turn: false } }),
  next: call({ heardAt: null, media: { state: 'waiting', turn: true } }),
  unanswerable: call({ answerFailed: true }),
  waiting: call({ state: 'answering', answered: true, media: { state: 'preparing' } }),
  answering: call({ state: 'answering', answered: true, accept: 'sent' }),
  taken: call({ state: 'answering', answered: true, accept: 'taken' }),
  connected: call({ state: 'connected', answered: true, accept: 'taken', connectedAt: 0 }),
  talking: call({ state: 'connected', answered: true, accept: 'taken', connectedAt: 0, microphone: 'opened' }),
  unheard: call({ state: 'connected', answered: true, accept: 'taken', connectedAt: 0, microphone: 'missing' }),
  ending: call({ state: 'ending', answered: true, accept: 'sent', owedStop: 'UserInitiatedAction', ...closed }),
  stopping: call({ state: 'ending', answered: true, accept: 'taken', connectedAt: 0, ...closed }),
  ended: call({ state: 'ended', ending: declined, ...closed }),
  inferred: call({ state: 'ended', ending: overThere, ...closed }),
  late: call({
    state: 'ended',
    answered: true,
    accept: 'sent',
    owedStop: 'UserInitiatedAction',
    ending: declined,
    ...closed,
  }),
  hidden: call({ state: 'ended', ending: declined, shown: false, ...closed }),
};

const callId = 'call';
const completed = {
  type: 'invitation-completed',
  invitation: invitationUrl,
  code: '',
  acceptedByContact: null,
} as const;
const renegotiation = {
  type: 'renegotiation-offered',
  renegotiation: 'r',
  conversation: conversationUrl,
  answer: 'r/answer',
  dismiss: 'r/dismiss',
} as const;
const modality = { type: 'audio-video', audioVideo: audioVideoUrl, stop: null } as const;

/** Each event that can happen to a call. */
export const callEvents: Readonly<Record<string, CallEvent>> = {
  'offered again': { type: 'offered', callId: 'other', offered: offered(), wall: 0 },
  answer: { type: 'answer', callId, microphone: 'there' },
  'answer without microphone': { type: 'answer', callId, microphone: 'missing' },
  decline: { type: 'decline', callId },
  'decline here': { type: 'decline-here', callId },
  silence: { type: 'silence', callId },
  mute: { type: 'mute', callId, muted: true },
  'hang up': { type: 'hang-up', callId },
  forget: { type: 'forget', callId },
  'offer read': { type: 'offer-read', callId, refused: null },
  'offer refused': { type: 'offer-read', callId, refused: 'unsupported-media' },
  'media prepared': { type: 'media-prepared', callId, farAnswer: 'far answer', nearOffer: 'near offer', held: false },
  'media prepared anew': {
    type: 'media-prepared',
    callId,
    farAnswer: 'far answer',
    nearOffer: 'second near offer',
    held: false,
  },
  'offer invalid': { type: 'media-failed', callId, failure: 'invalid-offer' },
  'media unsupported': { type: 'media-failed', callId, failure: 'unsupported-media' },
  'encryption wanted': { type: 'media-failed', callId, failure: 'encryption-mismatch' },
  'codec unknown': { type: 'media-failed', callId, failure: 'codec-mismatch' },
  'only a relay': { type: 'media-failed', callId, failure: 'no-path' },
  'only IPv6': { type: 'media-failed', callId, failure: 'no-ipv6' },
  'no network for sound': { type: 'media-failed', callId, failure: 'no-network' },
  'no sockets': { type: 'media-failed', callId, failure: 'allocation' },
  'near leg down': { type: 'media-failed', callId, failure: 'near-leg' },
  'invitation deleted': { type: 'invitation-deleted', invitation: invitationUrl },
  'told early': { type: 'told-early', callId },
  'media is to be prepared once more': { type: 'prepare-due', callId },
  'renegotiation offered': { ...renegotiation, sdp: 'offer' },
  'renegotiation that cannot be read': { ...renegotiation, sdp: null },
  'media renegotiated': { type: 'media-renegotiated', callId, renegotiation: 'r', farAnswer: 'next', held: true },
  'media not renegotiated': {
    type: 'media-renegotiation-failed',
    callId,
    renegotiation: 'r',
    failure: 'encryption-mismatch',
  },
  'far side silent': { type: 'far-silent', callId },
  'microphone opened': { type: 'microphone', callId, outcome: 'opened' },
  'microphone missing': { type: 'microphone', callId, outcome: 'missing' },
  'microphone denied': { type: 'microphone', callId, outcome: 'denied' },
  'microphone failed': { type: 'microphone', callId, outcome: 'failed' },
  'press keys': { type: 'press-tones', callId, tones: ['1', '2'] },
  'tones are taken': { type: 'tones-taken', callId, taken: true },
  'key sent': { type: 'tone-sent', callId, tone: '1', before: 0 },
  'key heard': { type: 'tone-heard', callId, tone: '5', before: 0 },
  'headset removed': { type: 'device-removed', callId, device: 'microphone', label: 'Headset' },
  accepted: { type: 'accepted', callId },
  'accept refused': { type: 'accept-failed', callId, code: '403', outcome: 'refused' },
  'accept not taken now': { type: 'accept-failed', callId, code: '503', outcome: 'again' },
  'accept lost with the application': { type: 'accept-failed', callId, code: '404', outcome: 'lost' },
  'accept too late': { type: 'accept-failed', callId, code: '', outcome: 'gone' },
  'completed with success': { ...completed, succeeded: true, subcode: null },
  'caller gave up': { ...completed, succeeded: false, code: 'RemoteFailure', subcode: 'Canceled' },
  forwarded: { ...completed, succeeded: false, code: 'Informational', subcode: 'Forwarded' },
  'answered elsewhere': { ...completed, succeeded: false, code: 'Informational', subcode: 'ConnectedElsewhere' },
  'failed for a reason nobody knows': { ...completed, succeeded: false, code: 'X', subcode: 'Y' },
  'modality connected': { ...modality, state: 'Connected' },
  'modality connecting': { ...modality, state: 'Connecting' },
  'modality disconnected': { ...modality, state: 'Disconnected' },
  'conversation over': { type: 'conversation-over', conversation: conversationUrl },
  'room may be there': { type: 'make-room' },
  stopped: { type: 'stopped', callId },
  'answered by': { type: 'answered-by', callId, name: 'Priya Raman' },
  'network dropped': { type: 'lost', callId, reason: 'network-dropped' },
  'server lost': { type: 'lost', callId, reason: 'server-lost' },
  'signed out': { type: 'lost', callId, reason: 'signed-out' },
  'rang for too long': { type: 'lost', callId, reason: 'no-answer' },
  'not answered in time': { type: 'lost', callId, reason: 'not-accepted' },
};

/** An effect as a word or two. */
export function effectName(effect: CallEffect): string {
  switch (effect.type) {
    case 'media':
      return effect.instruction.type;
    case 'decline':
      return `decline ${effect.reason}`;
    case 'dismiss-renegotiation':
      return `dismiss ${effect.reason}`;
    case 'stop':
      return `stop ${effect.reason}`;
    case 'expect-move':
      return `expect ${effect.otherwise} in ${effect.withinMs / 1000} s`;
    case 'make-room-later':
      return `make room in ${effect.inMs / 1000} s`;
    default:
      return effect.type;
  }
}
