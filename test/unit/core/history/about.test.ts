import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nothingInvited } from '../../../../main/core/calls/invited/invited.ts';
import { type CallAbout, projectAbout } from '../../../../main/core/history/about.ts';
import { isAsWritten } from '../../../../main/core/history/as-written.ts';
import { decodeHistory } from '../../../../main/core/history/decode.ts';
import { addToHistory } from '../../../../main/core/history/state.ts';
import { englishWords } from '../fakes/words.ts';
import { call } from '../fixtures/call.ts';

const about: CallAbout = {
  why: [
    { kind: 'on-behalf', name: 'Bao' },
    { kind: 'team', name: null },
    { kind: 'forwarded', name: 'Dana', by: 'Team Support' },
    { kind: 'transferred', by: null },
    { kind: 'for', name: 'Dana' },
  ],
  importance: 'emergency',
  privateLine: true,
  subject: 'Hall 3',
  place: ['Room 2.17', '4567 Harbor Way'],
  content: '{}',
};
const [plain] = addToHistory([], call({ state: 'ended', subject: null }), []);
const kept = (value: unknown) => decodeHistory([JSON.parse(JSON.stringify({ ...plain, about: value }))])[0]?.about;

test('all that a call said of itself comes back from the disk', () => assert.deepEqual(kept(about), about));

test('what does not fit costs nothing else', () => {
  assert.deepEqual(kept({ ...about, importance: 'huge', place: 'x', why: [{ kind: 'guessed' }, about.why?.[1]] }), {
    why: [{ kind: 'team', name: null }],
    privateLine: true,
    subject: 'Hall 3',
    content: '{}',
  });
  assert.deepEqual(kept(7), undefined);
  assert.equal(kept({ subject: 'x'.repeat(300) })?.subject?.length, 256);
});

test('a call that said nothing has nothing of it, and one with a subject is taken as it was written', () => {
  assert.equal(plain !== undefined && 'about' in plain, false);
  const [entry] = addToHistory([], call({ state: 'ended', subject: 'Order' }), []);
  assert.deepEqual(entry?.about, { subject: 'Order' });
  assert.ok(isAsWritten(entry));
  assert.ok(!isAsWritten({ ...entry, about: { subject: 'Order', more: 1 } }));
});

test('the user’s own address is no reason', () => {
  const to = { href: null, person: null, uri: 'sip:dana@contoso.com', asked: false };
  const ended = call({ state: 'ended', subject: null, invited: { ...nothingInvited, team: true, people: { to } } });
  const whyOf = (addresses: readonly string[]) => addToHistory([], ended, [], addresses)[0]?.about?.why;
  assert.deepEqual(whyOf(['sip:dana@contoso.com']), [{ kind: 'team', name: null }]);
  assert.deepEqual(whyOf(['sip:bao@contoso.com']), [{ kind: 'team', name: 'dana@contoso.com' }]);
});

test('an empty one is shown as a call that said nothing', () => {
  assert.deepEqual(projectAbout({}, 'Ana', englishWords), {
    why: [],
    importance: 'normal',
    privateLine: false,
    subject: null,
    place: [],
    content: null,
  });
});
