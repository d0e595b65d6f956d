import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import { type Second, secondOf } from '../../../../main/core/quality/figures.ts';
import { noWord, type SoundWord, wordAfter } from '../../../../main/core/quality/word.ts';
import { lossy, second, silent, wire } from './seconds.ts';

/** What is said after each of these seconds. */
function said(seconds: readonly Second[], online = true): readonly (SoundWord | null)[] {
  let state = noWord;
  return seconds.map((each) => {
    state = wordAfter(state, each, online);
    return state.word;
  });
}

const times = (count: number, each: Second): Second[] => Array.from({ length: count }, () => each);
const short = (word: SoundWord | null | undefined) =>
  word === null || word === undefined ? '' : word.level === 'good' ? 'good' : `${word.level}: ${word.fault}`;
const last = (seconds: readonly Second[], online = true) => short(said(seconds, online).at(-1));

test('the word comes after two seconds', () => {
  assert.deepEqual(said(times(3, second())).map(short), ['', 'good', 'good']);
});

test('one bad second is not weak sound, and some are', () => {
  const spike = [...times(6, second()), second({ received: 44, lost: 6 }), ...times(6, second())];
  assert.ok(said(spike).every((word) => word === null || word.level === 'good'));
  assert.equal(last([...times(6, second()), ...times(5, second(lossy))]), 'weak: your-network');
});

test('who hears badly has the network that is at fault', () => {
  const theirs = second({ far: { lostShare: 0.1, jitterMs: 2 } });
  assert.equal(last([...times(6, second()), ...times(5, theirs)]), 'weak: their-network');
  const both = second({ ...lossy, far: { lostShare: 0.1, jitterMs: 2 } });
  assert.equal(last([...times(6, second()), ...times(5, both)]), 'weak: your-network');
});

test('what comes too late to be played is missing as what is lost', () => {
  const late = secondOf(wire(), { callId: 'call', late: 5, bufferMs: 40, microphone: 0.4 }, false);
  assert.equal(late.here?.missing, 0.1);
  assert.equal(last([...times(6, second()), ...times(5, late)]), 'weak: your-network');
});

test('jitter and a long way are weak by themselves', () => {
  assert.equal(last([...times(6, second()), ...times(6, second({ jitterMs: 40 }))]), 'weak: your-network');
  assert.equal(last([...times(6, second()), ...times(6, second({ roundTripMs: 900 }))]), 'weak: your-network');
});

test('sound is good again only once it is clearly so', () => {
  const bad = [...times(6, second()), ...times(6, second(lossy))];
  // 2.5 % is not weak, but it is not clearly better than 3 % either.
  const nearly = times(20, second({ received: 975, lost: 25 }));
  assert.equal(last([...bad, ...nearly]), 'weak: your-network');
  assert.equal(last([...bad, ...times(10, second())]), 'good');
});

test('a word stays for five seconds, whatever comes', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(second(), second(lossy), second(silent), second({}, 0)), { maxLength: 60 }),
      fc.boolean(),
      (seconds, online) => {
        const words = said(seconds, online).map(short);
        let since = 0;
        words.forEach((word, index) => {
          if (index === 0 || word === words[index - 1]) return;
          if (words[index - 1] !== '') assert.ok(index - since >= 5, `${words.join(', ')} changed at ${index}`);
          since = index;
        });
      },
    ),
  );
});

test('nothing for five seconds is no sound: of their side where the server is there, else of this network', () => {
  const gone = [...times(8, second()), ...times(5, second({ ...silent, farSends: null }))];
  assert.equal(last(gone.slice(0, -1)), 'good');
  assert.equal(last(gone), 'none: their-side');
  assert.equal(last(gone, false), 'none: your-network');
});

test('who says that it sends is not who is silent', () => {
  const sends = (farSends: boolean) => [...times(8, second()), ...times(16, second({ ...silent, farSends }))];
  assert.equal(last(sends(true)), 'none: your-network');
  assert.equal(last(sends(false)), 'none: their-side');
});

test('sound that comes back is said', () => {
  const gone = [...times(8, second()), ...times(9, second(silent))];
  assert.equal(last([...gone, second()]), 'good');
});

test('on hold nothing is said, and nothing of before counts afterwards', () => {
  const held = second({ ...silent, quiet: true });
  const seconds = [...times(8, second()), ...times(4, second(silent)), ...times(60, held)];
  assert.equal(last(seconds), '');
  assert.equal(last([...seconds, second(silent)]), '');
  assert.equal(last([...seconds, second(), second()]), 'good');
});

test('a microphone that gives nothing at all for five seconds is said, a muted one is not', () => {
  assert.equal(last([...times(8, second()), ...times(5, second({}, 0))]), 'none: your-microphone');
  const muted = secondOf(wire(), { callId: 'call', late: 0, bufferMs: 40, microphone: 0 }, true);
  assert.equal(last([...times(8, second()), ...times(9, muted)]), 'good');
  assert.equal(last([...times(8, second()), ...times(9, second({}, null))]), 'good', 'nothing is known of it');
});
