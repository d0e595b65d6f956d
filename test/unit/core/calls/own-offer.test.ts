import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CallEvent } from '../../../../main/core/calls/event.ts';
import { talking } from '../../../../main/core/calls/hold.ts';
import { reduceCalls } from '../../../../main/core/calls/reduce.ts';
import type { Call, OwnHold, OwnOffer } from '../../../../main/core/calls/state.ts';
import { call, conversationUrl } from '../fixtures/call.ts';
import { effectName } from './states.ts';

const callId = 'call';
const session = { href: 'session', renegotiations: 'session/renegotiations', resumeAudio: null };
const up = { state: 'connected', answered: true, accept: 'taken', connectedAt: 0, session } as const;
const offer: OwnOffer = { id: 'call-1', to: 'hold', video: 'none', step: 'making', tries: 1, renegotiation: null };
const asked: OwnHold = { ...talking, wanted: 'hold', offer, offers: 1 };
const held: OwnHold = { ...talking, wanted: 'hold', agreed: 'hold', offers: 1 };
const theirs = { href: 'theirs', answer: 'theirs/answer', dismiss: null };

/** A call in each state of the user's own hold. */
const states: Readonly<Record<string, Call>> = {
  talking: call(up),
  'without a link': call({ ...up, session: null }),
  making: call({ ...up, hold: asked }),
  sent: call({ ...up, hold: { ...asked, offer: { ...offer, step: 'sent' } } }),
  'sent last': call({ ...up, hold: { ...asked, offer: { ...offer, step: 'sent', tries: 5 } } }),
  answered: call({ ...up, hold: { ...asked, offer: { ...offer, step: 'answered' } } }),
  waiting: call({ ...up, hold: { ...asked, offer: { ...offer, step: 'waiting' } } }),
  'waiting for theirs': call({
    ...up,
    hold: { ...asked, offer: { ...offer, step: 'waiting' } },
    renegotiation: theirs,
  }),
  held: call({ ...up, hold: held }),
  'held by both': call({ ...up, hold: held, heldThere: true }),
  resuming: call({
    ...up,
    hold: { ...held, wanted: 'talk', offer: { ...offer, to: 'talk', step: 'sent' } },
  }),
  'not held': call({ ...up, hold: { ...talking, failed: 'hold', offers: 1 } }),
  ending: call({ ...up, state: 'ending', hold: asked, media: { state: 'closed' } }),
};

const name = { operationId: 'call-1', renegotiation: 'ours' };
const offering = 'call-1';

const events: Readonly<Record<string, CallEvent>> = {
  hold: { type: 'hold', callId },
  resume: { type: 'resume', callId },
  'a session that resumes': {
    type: 'session',
    session: 'session',
    of: [],
    links: { renegotiations: 'session/renegotiations', resumeAudio: 'session/resumeAudio' },
  },
  'the session is gone': { type: 'session', session: 'session', of: [], links: null },
  'the gateway offers': { type: 'media-offered', callId, offering, farOffer: 'offer' },
  'the gateway cannot': { type: 'media-offer-failed', callId, offering, failure: 'near-leg' },
  'the server has it': { ...name, type: 'own-offer-taken' },
  'it is answered': { ...name, type: 'own-offer-answered', sdp: 'answer' },
  'it is crossed': { ...name, type: 'own-offer-failed', outcome: 'crossed', code: '' },
  'it is refused': { ...name, type: 'own-offer-failed', outcome: 'refused', code: '' },
  'it is due again': { type: 'own-offer-due', operationId: 'call-1' },
  'the answer is taken': { type: 'media-answer-taken', callId, offering, held: false },
  'an answer that holds is taken': { type: 'media-answer-taken', callId, offering, held: true },
  'the far side offers': {
    type: 'renegotiation-offered',
    renegotiation: 'other',
    conversation: conversationUrl,
    answer: 'other/answer',
    dismiss: null,
    sdp: 'offer',
  },
  'its offer is taken': {
    type: 'media-renegotiated',
    callId,
    renegotiation: 'theirs',
    farAnswer: 'far',
    held: true,
  },
  'nothing comes for long': { type: 'far-silent', callId },
};

function told({ state, hold, heldThere, session: links }: Call): string {
  const { wanted, agreed, offer: open, failed } = hold;
  const step = open === null ? [] : [`${open.step} to ${open.to}${open.tries > 1 ? ` (${open.tries})` : ''}`];
  const server = open?.renegotiation == null ? [] : [`as ${open.renegotiation}`];
  return [
    ...(state === 'connected' ? [] : [state]),
    wanted === agreed ? wanted : `${wanted}, not ${agreed}`,
    ...step,
    ...server,
    ...(failed === null ? [] : [`${failed} failed`]),
    ...(heldThere ? ['held there'] : []),
    ...(links === null ? ['no session'] : links.resumeAudio === null ? [] : ['may resume']),
  ].join(', ');
}

/** What each event does in each state: what is wanted and not agreed on, how far the offer is, then what is to be done. A pair that is not here changes nothing. */
const moves: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  hold: {
    talking: 'hold, not talk, making to hold | offer',
    'without a link': 'hold, not talk, no session',
    resuming: 'hold, sent to talk',
    'not held': 'hold, not talk, making to hold | offer',
  },
  resume: {
    making: 'talk, making to hold',
    sent: 'talk, sent to hold',
    'sent last': 'talk, sent to hold (5)',
    answered: 'talk, answered to hold',
    waiting: 'talk, waiting to hold',
    'waiting for theirs': 'talk, waiting to hold',
    held: 'talk, not hold, making to talk | offer',
    'held by both': 'talk, not hold, making to talk, held there | offer',
  },
  'a session that resumes': {
    talking: 'talk, may resume',
    making: 'hold, not talk, making to hold, may resume',
    sent: 'hold, not talk, sent to hold, may resume',
    'sent last': 'hold, not talk, sent to hold (5), may resume',
    answered: 'hold, not talk, answered to hold, may resume',
    waiting: 'hold, not talk, waiting to hold, may resume',
    'waiting for theirs': 'hold, not talk, waiting to hold, may resume',
    held: 'hold, may resume',
    'held by both': 'hold, held there, may resume',
    resuming: 'talk, not hold, sent to talk, may resume',
    'not held': 'talk, hold failed, may resume',
    ending: 'ending, hold, not talk, making to hold, may resume',
  },
  'the session is gone': {
    talking: 'talk, no session',
    making: 'hold, not talk, making to hold, no session',
    sent: 'hold, not talk, sent to hold, no session',
    'sent last': 'hold, not talk, sent to hold (5), no session',
    answered: 'hold, not talk, answered to hold, no session',
    waiting: 'hold, not talk, waiting to hold, no session',
    'waiting for theirs': 'hold, not talk, waiting to hold, no session',
    held: 'hold, no session',
    'held by both': 'hold, held there, no session',
    resuming: 'talk, not hold, sent to talk, no session',
    'not held': 'talk, hold failed, no session',
    ending: 'ending, hold, not talk, making to hold, no session',
  },
  'the gateway offers': {
    making: 'hold, not talk, sent to hold | send-offer, expect-answer',
  },
  'the gateway cannot': {
    making: 'talk, hold failed',
    sent: 'talk, hold failed',
    'sent last': 'talk, hold failed',
    answered: 'talk, hold failed',
    waiting: 'talk, hold failed',
    'waiting for theirs': 'talk, hold failed',
    resuming: 'hold, resume failed',
  },
  'the server has it': {
    making: 'hold, not talk, making to hold, as ours',
    sent: 'hold, not talk, sent to hold, as ours',
    'sent last': 'hold, not talk, sent to hold (5), as ours',
    answered: 'hold, not talk, answered to hold, as ours',
    waiting: 'hold, not talk, waiting to hold, as ours',
    'waiting for theirs': 'hold, not talk, waiting to hold, as ours',
    resuming: 'talk, not hold, sent to talk, as ours',
  },
  'it is answered': {
    sent: 'hold, not talk, answered to hold | far-answer',
    'sent last': 'hold, not talk, answered to hold (5) | far-answer',
    resuming: 'talk, not hold, answered to talk | far-answer',
  },
  'it is crossed': {
    making: 'hold, not talk, waiting to hold | withdraw, offer-again-later',
    sent: 'hold, not talk, waiting to hold | withdraw, offer-again-later',
    'sent last': 'talk, hold failed | withdraw',
    resuming: 'talk, not hold, waiting to talk | withdraw, offer-again-later',
  },
  'it is refused': {
    making: 'talk, hold failed | withdraw',
    sent: 'talk, hold failed | withdraw',
    'sent last': 'talk, hold failed | withdraw',
    resuming: 'hold, resume failed | withdraw',
  },
  'it is due again': {
    waiting: 'hold, not talk, making to hold (2) | offer',
    'waiting for theirs': 'hold, not talk, waiting to hold | offer-again-later',
  },
  'the answer is taken': {
    making: 'hold',
    sent: 'hold',
    'sent last': 'hold',
    answered: 'hold',
    waiting: 'hold',
    'waiting for theirs': 'hold',
    resuming: 'talk',
  },
  'an answer that holds is taken': {
    making: 'hold, held there',
    sent: 'hold, held there',
    'sent last': 'hold, held there',
    answered: 'hold, held there',
    waiting: 'hold, held there',
    'waiting for theirs': 'hold, held there',
    resuming: 'talk, held there',
  },
  'the far side offers': {
    talking: 'talk | renegotiate',
    'without a link': 'talk, no session | renegotiate',
    making: 'hold, not talk, waiting to hold | withdraw, offer-again-later, renegotiate',
    sent: 'hold, not talk, waiting to hold | withdraw, offer-again-later, renegotiate',
    'sent last': 'talk, hold failed | withdraw, renegotiate',
    answered: 'hold, not talk, answered to hold | renegotiate',
    waiting: 'hold, not talk, waiting to hold | renegotiate',
    'waiting for theirs': 'hold, not talk, waiting to hold',
    held: 'hold | renegotiate',
    'held by both': 'hold, held there | renegotiate',
    resuming: 'talk, not hold, waiting to talk | withdraw, offer-again-later, renegotiate',
    'not held': 'talk, hold failed | renegotiate',
  },
  'its offer is taken': {
    'waiting for theirs': 'hold, not talk, waiting to hold, held there | answer-renegotiation',
  },
  'nothing comes for long': {
    talking: 'ended, talk | close, record, forget-later, stop MediaTimeout',
    'without a link': 'ended, talk, no session | close, record, forget-later, stop MediaTimeout',
    'not held': 'ended, talk, hold failed | close, record, forget-later, stop MediaTimeout',
  },
};

function moveOf(before: Call, event: CallEvent): string {
  const { calls, effects } = reduceCalls([before], event, 5);
  const [after] = calls;
  assert.ok(after);
  if (after === before && effects.length === 0) return 'nothing';
  return [told(after), effects.map(effectName).join(', ')].filter((part) => part !== '').join(' | ');
}

test('every event is in the table', () => {
  assert.deepEqual(Object.keys(moves), Object.keys(events));
});

for (const [eventName, event] of Object.entries(events)) {
  describe(eventName, () => {
    for (const [stateName, before] of Object.entries(states)) {
      const expected = moves[eventName]?.[stateName];
      test(`${stateName}: ${expected ?? 'nothing'}`, () => {
        assert.equal(moveOf(before, event), expected ?? 'nothing');
      });

      test(`${stateName}: a second time changes nothing`, () => {
        const once = reduceCalls([before], event, 5);
        const twice = reduceCalls(once.calls, event, 6);
        assert.deepEqual(twice.calls, once.calls);
      });
    }
  });
}

test('a failure that comes when the user wants the other thing is no failure', () => {
  const { sent } = states;
  assert.ok(sent);
  const undone = reduceCalls([sent], { type: 'resume', callId }, 5);
  const { calls } = reduceCalls(undone.calls, { ...name, type: 'own-offer-failed', outcome: 'refused', code: '' }, 6);
  assert.deepEqual(calls.map(told), ['talk']);
});
