import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { heardBefore } from '../../../../main/core/calls/compare/heard-before.ts';
import { createMemory } from '../../../../main/core/calls/compare/memory.ts';
import type { CallEvent } from '../../../../main/core/calls/event.ts';
import { reduceCalls } from '../../../../main/core/calls/reduce.ts';
import type { Call, Calls } from '../../../../main/core/calls/state.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { call, conversationUrl, invitationUrl } from '../fixtures/call.ts';

const audioVideo = `${conversationUrl}/audioVideo`;
const place = { conversation: conversationUrl, audioVideo } as const;
const up = { state: 'connected', answered: true, accept: 'taken', connectedAt: 0 } as const;
const over: CallEvent = { type: 'audio-video', ...place, state: 'Disconnected', stop: null };

/** A call into a conference, which the server has not named. */
function onItsWay(more: Partial<Call> = {}): Call {
  const begin: CallEvent = {
    ...{ type: 'call-out', callId: 'next', operationId: 'o', sessionContext: 's', microphone: 'there', wall: 0 },
    dialled: {
      ...{ to: 'sip:ana@contoso.com', written: 'ana', start: 'escalateAudio', escalates: 'call', video: false },
      ...{ party: { name: 'Ana', uri: null, phoneNumber: null }, delegator: null, emergency: false },
      ...{ subject: null, threadId: null, place: null },
    },
  };
  const next = reduceCalls([call({ ...up, ...place })], begin, 0).calls.find(({ id }) => id === 'next');
  assert.ok(next !== undefined);
  return { ...next, ...more };
}

describe('what was told before a call had names', () => {
  const memory = { endOf: (name: string) => (name === 'quiet' ? null : over), modalityIn: () => over };

  test('is of the talk, not of the call that takes it into a conference', () => {
    const talk = call({ ...up, ...place });
    const before = [talk, onItsWay()];
    assert.deepEqual(heardBefore(memory, before, [talk, onItsWay({ ...place, invitation: 'quiet' })]), []);
    assert.deepEqual(heardBefore(memory, before, [talk, onItsWay({ conversation: conversationUrl })]), []);
    const other = onItsWay({ conversation: conversationUrl });
    const ordinary = { ...other, out: other.out === null ? null : { ...other.out, escalates: null } };
    assert.deepEqual(heardBefore(memory, before, [talk, ordinary]), [over, over]);
  });

  test('but the end of its own invitation is its own', () => {
    const end: CallEvent = {
      ...{ type: 'invitation-completed', invitation: invitationUrl, succeeded: false, code: 'RemoteFailure' },
      ...{ subcode: 'EscalationFailed', acceptedByContact: null },
    };
    const known = { endOf: (name: string) => (name === invitationUrl ? end : over), modalityIn: () => over };
    assert.deepEqual(heardBefore(known, [onItsWay()], [onItsWay({ ...place, invitation: invitationUrl })]), [end]);
  });

  test('holds no more once its modality has told more', () => {
    const memory = createMemory(createFakeClock());
    memory.keepEnd(over);
    memory.forgetEnd({ type: 'session', session: 's', of: [audioVideo], links: null });
    assert.deepEqual([memory.endOf(audioVideo), memory.modalityIn(conversationUrl)], [over, over]);
    memory.forgetEnd({ ...over, state: 'Connecting' });
    assert.deepEqual([memory.endOf(audioVideo), memory.modalityIn(conversationUrl)], [null, null]);
  });
});

describe('of two calls by one name', () => {
  const links = { renegotiations: 'r', resumeAudio: null };
  const session: CallEvent = { type: 'session', session: 'session', of: [audioVideo], context: 'one', links };

  test('a session is of the later one where both have its context', () => {
    const rang: Call = call({
      ...{ id: 'rang', sessionContext: 'one', state: 'ended', ...place },
      ending: { reason: 'network-dropped', by: null, code: '' },
    });
    const rings: Call = call({ id: 'rings', sessionContext: 'one', ...up, ...place });
    const { calls } = reduceCalls([rang, rings], session, 1);
    assert.deepEqual(
      calls.map(({ id, session: known }) => [id, known?.href ?? null]),
      [
        ['rang', null],
        ['rings', 'session'],
      ],
    );
  });

  test('the end of the modality is that of the one in the conference, also where its invitation ended unread', () => {
    const talk = call({ ...up, ...place });
    const completed: CallEvent = {
      ...{ type: 'invitation-completed', invitation: 'i-next', succeeded: true, code: '', subcode: null },
      acceptedByContact: null,
    };
    const calls = [completed, over].reduce<Calls>(
      (before, event, now) => reduceCalls(before, event, now).calls,
      [talk, onItsWay({ ...place, invitation: 'i-next' })],
    );
    assert.deepEqual(
      calls.map(({ id, state, ending }) => [id, state, ending?.reason]),
      [
        ['call', 'ended', 'went-on-elsewhere'],
        ['next', 'ended', 'hung-up-there'],
      ],
    );
  });
});
