import assert from 'node:assert/strict';
import { test } from 'node:test';
import { carryOut } from '../../../../main/electron/control/carry-out.ts';
import { decodeOrder, type Order } from '../../../../main/electron/control/order.ts';
import type { AppView, Command, CommandResult, PageRequest } from '../../../../preload/contract/index.ts';
import { view as appView, connected, ringing } from '../../../views/samples.ts';

function carriedOut(order: Order, view: AppView, result: CommandResult = { ok: true }) {
  const sent: Command[] = [];
  const opened: (PageRequest | 'call')[] = [];
  const answer = carryOut(order, {
    view: () => view,
    command: (command) => {
      sent.push(command);
      return result;
    },
    openMain: (page) => opened.push(page),
    openCall: () => opened.push('call'),
  });
  return { ...answer, sent, opened };
}

const first = ringing({ id: 'first' });
const up = connected({ id: 'up' });
const both = appView({ calls: [up, first, ringing({ id: 'second' })] });
const none = appView();

test('answer, decline and silence mean the call that rings longest; the others the call that is up', () => {
  for (const type of ['answer', 'decline', 'silence'] as const) {
    assert.deepEqual(carriedOut({ type }, both).sent, [{ type, callId: 'first' }]);
  }
  assert.deepEqual(carriedOut({ type: 'hangup' }, both).sent, [{ type: 'hang-up', callId: 'up' }]);
  assert.deepEqual(carriedOut({ type: 'mute' }, both).sent, [{ type: 'mute', callId: 'up', muted: true }]);
  assert.deepEqual(carriedOut({ type: 'unmute' }, both).sent, [{ type: 'mute', callId: 'up', muted: false }]);
  assert.deepEqual(carriedOut({ type: 'hold' }, both).sent, [{ type: 'hold', callId: 'up' }]);
});

test('where there is no such call, or it is refused, nothing is done and that is said', () => {
  for (const type of ['answer', 'decline', 'silence', 'hangup', 'mute', 'unmute', 'hold', 'resume'] as const) {
    const { done, text, sent } = carriedOut({ type }, none);
    assert.deepEqual({ done, text, sent }, { done: false, text: 'There is no such call.', sent: [] });
  }
  const refused = carriedOut({ type: 'answer' }, both, { ok: false, refusal: 'unavailable' });
  assert.deepEqual([refused.done, refused.text], [false, 'That is not possible now.']);
});

test('dial puts the number into the box and calls nobody', () => {
  const { sent, opened, done } = carriedOut({ type: 'dial', to: 'tel:+46855501234' }, none);
  assert.deepEqual({ sent, done }, { sent: [], done: true });
  assert.deepEqual(opened, [{ type: 'dial-link', text: '+46 8 555 012 34', isCode: false }]);
  assert.deepEqual(carriedOut({ type: 'dial', to: '*21#' }, none).opened, [
    { type: 'dial-link', text: '*21#', isCode: true },
  ]);
  const bad = carriedOut({ type: 'dial', to: 'the boss' }, none);
  assert.deepEqual([bad.done, bad.opened], [false, []]);
});

test('show brings up the call, or the page of calls', () => {
  assert.deepEqual(carriedOut({ type: 'show' }, both).opened, ['call']);
  assert.deepEqual(carriedOut({ type: 'show' }, none).opened, ['calls']);
});

test('status tells people and scripts what goes on', () => {
  const told = JSON.parse(carriedOut({ type: 'status', json: true }, both).text) as {
    calls: unknown[];
    status: string;
  };
  assert.equal(told.status, both.session.status);
  assert.deepEqual(told.calls[1], {
    ...{ id: 'first', direction: 'incoming', state: 'ringing', name: first.party.label, number: first.party.number },
    ...{ muted: false, held: false, seconds: Math.floor(first.lastedMs / 1000) },
  });
  const text = carriedOut({ type: 'status', json: false }, both).text.split('\n');
  assert.deepEqual(text.slice(0, 2), [both.session.summary, `connected: ${up.party.label}`]);
});

test('over the socket only an order is taken for one', () => {
  for (const value of [null, 1, 'answer', [], {}, { type: 'quit' }, { type: 'dial' }, { type: 'dial', to: 1 }]) {
    assert.equal(decodeOrder(value), null);
  }
  assert.deepEqual(decodeOrder({ type: 'mute', callId: 'x' }), { type: 'mute' });
  assert.deepEqual(decodeOrder({ type: 'status', json: 'yes' }), { type: 'status', json: false });
});
