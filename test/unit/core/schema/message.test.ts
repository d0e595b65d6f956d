import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import { fields } from '../../../../main/core/schema/fields.ts';
import { type MessageTable, readMessage } from '../../../../main/core/schema/message.ts';

type Message = { readonly type: 'stop' } | { readonly type: 'go'; readonly speed: number };

const table: MessageTable<Message> = {
  stop: { schema: fields({}) },
  go: { schema: fields({ speed: v.number() }) },
};

test('a message is read by the row of its type', () => {
  assert.deepEqual(readMessage(table, { type: 'stop', speed: 7 }), { type: 'stop' });
  assert.deepEqual(readMessage(table, { type: 'go', speed: 7 }), { type: 'go', speed: 7 });
});

test('what has no row, or does not fit it, is none', () => {
  for (const value of [
    ...[undefined, null, 'stop', [], {}, { type: 7 }, { type: ['stop'] }, { type: 'left' }, { type: 'go' }],
    ...[{ type: '__proto__' }, { type: 'toString' }, { type: 'constructor' }, Object.create({ type: 'stop' })],
  ]) {
    assert.equal(readMessage(table, value), null);
  }
});

test('no row is missing, and none says less than the message', () => {
  // @ts-expect-error: a type without a row.
  const missing: MessageTable<Message> = { stop: { schema: fields({}) } };
  // @ts-expect-error: a field without a form.
  const short: MessageTable<Message> = { ...table, go: { schema: fields({}) } };
  // @ts-expect-error: a field of another form.
  const other: MessageTable<Message> = { ...table, go: { schema: fields({ speed: v.string() }) } };
  assert.deepEqual(
    [missing, short, other].map((wrong) => readMessage(wrong, { type: 'go', speed: 7 })),
    [null, { type: 'go' }, null],
  );
});
