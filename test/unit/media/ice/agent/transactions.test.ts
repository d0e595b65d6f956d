import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPair } from '../../../../../main/media/ice/agent/candidate-pair.ts';
import { createTransactions, type Transaction } from '../../../../../main/media/ice/agent/transactions.ts';
import { createFakeClock } from '../../fake-clock.ts';
import { createFakeNetwork } from '../fake-network.ts';

function stage() {
  const clock = createFakeClock();
  const host = createFakeNetwork(clock).host('10.2.0.1');
  const transactions = createTransactions(clock);
  const told: string[] = [];
  let count = 0;
  const begin = (purpose: Transaction['purpose'] = 'check') => {
    count += 1;
    const id = Buffer.alloc(12, 0);
    id.writeUInt32BE(count, 8);
    const pair = createPair(host.socket(1), host.socket(1).base, true);
    const transaction: Transaction = { id, pair, purpose, controlling: true, useCandidate: false };
    const number = count;
    transactions.begin(
      transaction,
      { firstMs: 100, wholeMs: 1000 },
      () => void told.push(`sent ${number}`),
      () => void told.push(`over ${number}`),
    );
    return transaction;
  };
  return { clock, transactions, told, begin };
}

test('one that ends is neither sent again nor told', () => {
  const { clock, transactions, told, begin } = stage();
  const transaction = begin();
  assert.equal(transactions.find(transaction.id), transaction);
  clock.advance(150);
  transactions.end(transaction);
  assert.equal(transactions.find(transaction.id), null);
  clock.advance(5000);
  assert.deepEqual(told, ['sent 1', 'sent 1']);
  assert.equal(clock.waiting(), 0);
});

test('one that is superseded still waits for its answer, and its end is no matter; those for consent go on', () => {
  const { clock, transactions, told, begin } = stage();
  const [check, consent] = [begin(), begin('consent')];
  transactions.supersede(check.pair);
  transactions.supersede(consent.pair);
  clock.advance(900);
  assert.equal(transactions.find(check.id), check);
  clock.advance(200);
  assert.equal(transactions.find(check.id), null);
  assert.deepEqual(
    told.filter((what) => what !== 'sent 2'),
    ['sent 1', 'over 2'],
  );
});

test('past the limit the oldest that is superseded goes first, and any other is told', () => {
  const { transactions, told, begin } = stage();
  const first = begin();
  const second = begin();
  for (let more = 2; more < 512; more += 1) begin();
  transactions.supersede(second.pair);
  begin();
  assert.equal(transactions.find(second.id), null);
  assert.equal(transactions.find(first.id), first);
  begin();
  assert.equal(transactions.find(first.id), null);
  assert.deepEqual(
    told.filter((what) => what.startsWith('over')),
    ['over 1'],
  );
  transactions.clear();
});
