import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hearingBetween, nothingPlayed, playedOf } from '../../../../renderer/media/hearing.ts';

const stats = (entry: object): RTCStatsReport => new Map([['id', entry]]) as unknown as RTCStatsReport;

test('of the statistics what is received counts, and what is missing in them is none', () => {
  assert.deepEqual(playedOf(stats({ type: 'outbound-rtp', packetsDiscarded: 5 })), nothingPlayed);
  assert.deepEqual(playedOf(stats({ type: 'inbound-rtp' })), nothingPlayed);
  const inbound = { type: 'inbound-rtp', packetsDiscarded: 5, jitterBufferDelay: 2, jitterBufferEmittedCount: 40 };
  assert.deepEqual(playedOf(stats(inbound)), { discarded: 5, waited: 2, emitted: 40 });
});

test('voice waited as long as the samples of a second did in the mean', () => {
  const before = { discarded: 2, waited: 10, emitted: 8000 };
  const now = { discarded: 5, waited: 650, emitted: 16_000 };
  assert.deepEqual(hearingBetween(before, now, 0.5), { late: 3, bufferMs: 80, microphone: 0.5 });
});

test('where nothing was played, or the counts began anew, nothing is claimed', () => {
  const before = { discarded: 2, waited: 10, emitted: 8000 };
  assert.deepEqual(hearingBetween(before, before, 0), { late: 0, bufferMs: null, microphone: 0 });
  assert.deepEqual(hearingBetween(before, nothingPlayed, 0), { late: 0, bufferMs: null, microphone: 0 });
});
