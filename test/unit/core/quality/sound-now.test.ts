import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Second } from '../../../../main/core/quality/figures.ts';
import { soundNow } from '../../../../main/core/quality/sound-now.ts';
import { type LiveQuality, liveAfter } from '../../../../main/core/quality/state.ts';
import { englishWords } from '../fakes/words.ts';
import { lossy, second, wire } from './seconds.ts';

function measured(seconds: readonly Second[]): readonly LiveQuality[] {
  return seconds.reduce<readonly LiveQuality[]>(
    (before, each) => liveAfter(before, 'call', { second: each, wire: wire(), online: true }),
    [],
  );
}

test('a call that is up sounds as it did from its beginning, in one figure and in all of them', () => {
  const clean = soundNow(measured([second(), second()]), 'call', englishWords);
  const weak = soundNow(measured([second(lossy), second(lossy)]), 'call', englishWords);
  assert.match(clean?.score ?? '', /^4(\.\d)? of 5$/);
  assert.ok(Number.parseFloat(weak?.score ?? '9') < Number.parseFloat(clean?.score ?? '0'));
  assert.deepEqual(
    clean?.directions.map(({ name, loss }) => [name, loss]),
    [
      ['You heard', '0 %'],
      ['They heard', '0 %'],
    ],
  );
  assert.match(clean?.facts ?? '', /^PCMU, encrypted/);
});

test('of a call that is not up, or of which nothing was heard yet, there is nothing to say', () => {
  assert.equal(soundNow(measured([second()]), 'other', englishWords), null);
  assert.equal(soundNow([], 'call', englishWords), null);
});
