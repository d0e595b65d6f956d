import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Call, Calls } from '../../../../main/core/calls/state.ts';
import { emptyModel, type Model } from '../../../../main/core/model.ts';
import type { SessionModel, SessionStateName } from '../../../../main/core/session/state.ts';
import { usualSettings } from '../../../../main/core/settings/table.ts';
import { createProjection, projectView } from '../../../../main/core/view/projection.ts';
import type { CallAction, CallStateName, SettingsView } from '../../../../preload/contract/index.ts';
import { onlinePhone } from '../fakes/calls.ts';
import { englishWords } from '../fakes/words.ts';
import { call } from '../fixtures/call.ts';
import { hostileTexts, unfit } from '../fixtures/hostile-texts.ts';
import { projectMedia } from '../fixtures/media-view.ts';

const now = 10_000;
const closed = { media: { state: 'closed' } } as const;
const viewOf = (calls: Calls, more: Partial<Model> = {}) =>
  projectView({ ...emptyModel, calls, ...more }, englishWords, now, 1_700_000_000_000);
/** In one line it is the same, whatever it is. */
function sessionView(session: Partial<SessionModel>) {
  const view = viewOf([], { session: { ...emptyModel.session, ...session } }).session;
  assert.equal(view.summary, `${view.status}: ${view.detail.charAt(0).toLowerCase()}${view.detail.slice(1)}`);
  return view;
}

describe('what can be done', () => {
  for (const [name, present, actions] of [
    ['ringing', call(), ['answer', 'decline', 'decline-here', 'silence']],
    ['silenced', call({ silenced: true }), ['answer', 'decline', 'decline-here']],
    ['answering', call({ state: 'answering' }), ['mute', 'hang-up']],
    ['connected', call({ state: 'connected' }), ['mute', 'hang-up']],
    ['ending', call({ state: 'ending', ...closed }), []],
    ['ended', call({ state: 'ended', ...closed }), []],
  ] as const) {
    test(name, () => assert.deepEqual(viewOf([present]).calls[0]?.actions, actions));
  }

  for (const [state, actions] of [
    ['answering', ['hang-up-and-answer', 'decline', 'decline-here', 'silence']],
    ['connected', ['hang-up-and-answer', 'decline', 'decline-here', 'silence']],
    ['ringing', ['answer', 'decline', 'decline-here', 'silence']],
    ['ending', ['answer', 'decline', 'decline-here', 'silence']],
    ['ended', ['answer', 'decline', 'decline-here', 'silence']],
  ] as const satisfies readonly (readonly [CallStateName, readonly CallAction[]])[]) {
    test(`a ring while another call is ${state}: ${actions.join(', ')}`, () => {
      const other = call({ id: 'other', state });
      assert.deepEqual(viewOf([other, call()]).calls[1]?.actions, actions);
      const silenced = viewOf([other, call({ silenced: true })]).calls[1]?.actions;
      assert.deepEqual(
        silenced,
        actions.filter((action) => action !== 'silence'),
      );
    });
  }
});

test('how long: the ring, then the voice, and for an ended call the voice it had', () => {
  const lasted = (more: Partial<Call>) => viewOf([call(more)]).calls[0]?.lastedMs;
  assert.equal(lasted({ since: 4_000 }), 6_000);
  assert.equal(lasted({ state: 'answering', since: 9_000 }), 1_000);
  assert.equal(lasted({ state: 'connected', since: 8_000, connectedAt: 8_000 }), 2_000);
  assert.equal(lasted({ state: 'ended', since: 9_000, connectedAt: 4_000, ...closed }), 5_000);
  assert.equal(lasted({ state: 'ended', since: 9_000, ...closed }), 0);
});

test('a call that was shown for long enough is not in view', () => {
  assert.deepEqual(viewOf([call({ state: 'ended', shown: false, ...closed })]).calls, []);
});

describe('what the renderer does with sound', () => {
  const media = (calls: Calls, more: Partial<Model> = {}) => projectMedia({ ...emptyModel, calls, ...more });
  const devices = { known: true, inputs: [{ id: 'm', label: 'M' }], outputs: [{ id: 'o', label: 'O' }], wanted: {} };

  test('the first ring that is not silenced sounds', () => {
    const calls = [call({ id: 'a', silenced: true }), call({ id: 'b' }), call({ id: 'c' })];
    assert.deepEqual(media(calls, { devices }).ring, { callId: 'b', deviceId: 'o', tone: 'ring' });
    assert.equal(media([call({ silenced: true })]).ring, null);
  });

  test('who talks hears a beep where they hear the other side', () => {
    const apart = { ...devices, outputs: [...devices.outputs, { id: 'h', label: 'H' }] };
    const wanted = { ring: { id: 'o', label: 'O' }, speaker: { id: 'h', label: 'H' } };
    assert.deepEqual(media([call({ id: 'a', state: 'connected' }), call()], { devices: { ...apart, wanted } }).ring, {
      callId: 'call',
      deviceId: 'h',
      tone: 'call-waiting',
    });
  });

  for (const [state, microphone] of [
    ['ringing', 'closed'],
    ['answering', 'open'],
    ['connected', 'open'],
  ] as const) {
    test(`${state}: the microphone is ${microphone}`, () => {
      const [leg] = media([call({ state, muted: true })], { devices }).legs;
      assert.deepEqual(leg, {
        callId: 'call',
        offer: 'near offer',
        microphone,
        muted: true,
        microphoneId: 'm',
        speakerId: 'o',
        processing: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
        keySent: null,
      });
    });
  }

  test('what is done to the voice is the user’s choice', () => {
    const settings: SettingsView = { ...usualSettings, echoCancellation: 'off', automaticGain: 'off' };
    const [leg] = media([call({ state: 'connected' })], { devices, settings }).legs;
    assert.deepEqual(leg?.processing, { echoCancellation: false, noiseSuppression: true, autoGainControl: false });
  });

  for (const state of ['ending', 'ended'] as const) {
    test(`${state}: nothing`, () => assert.deepEqual(media([call({ state, ...closed })]), { ring: null, legs: [] }));
  }

  test('no leg before the gateway has one', () => {
    assert.deepEqual(media([call({ media: { state: 'preparing' } })]).legs, []);
  });
});

describe('the session’s status', () => {
  const states: Readonly<Record<SessionStateName, readonly [status: string, detail: string, form: boolean]>> = {
    'signed-out': ['Signed out', 'Calls do not ring here', true],
    discovering: ['Connecting', 'Finding your server', true],
    authenticating: ['Connecting', 'Signing in', true],
    'page-open': ['Connecting', 'Waiting for the sign-in page', true],
    'trust-asked': ['Connecting', 'Waiting for your answer', true],
    registering: ['Connecting', 'Registering for calls', true],
    online: ['Ready', 'Calls ring here', false],
    reconnecting: ['Reconnecting', 'Calls do not ring here', false],
  };
  for (const [state, [status, detail, form]] of Object.entries(states)) {
    test(state, () => {
      const reach = { ...emptyModel.session.reach, available: 'yes' } as const;
      const session = sessionView({ state: state as SessionStateName, reach });
      assert.deepEqual([session.status, session.detail, session.signIn !== null], [status, detail, form]);
      if (form) assert.equal(session.signIn?.stage, status === 'Signed out' || state === 'trust-asked' ? null : detail);
    });
  }

  test('a session that is up does not say that calls ring here where they do not', () => {
    const { reach } = emptyModel.session;
    const { status, detail } = sessionView({ state: 'online', reach });
    assert.deepEqual([status, detail], ['Connecting', 'Registering for calls']);
    const silent = sessionView({ state: 'online', reach: { ...reach, available: 'yes', aliveAt: now - 240_000 } });
    assert.deepEqual([silent.status, silent.detail], ['Reconnecting', 'Calls do not ring here']);
  });

  test('warnings are counted beside Ready', () => {
    const session = {
      ...emptyModel.session,
      state: 'online',
      reach: { ...emptyModel.session.reach, available: 'yes' },
    };
    const detail = (more: Partial<Model>) => viewOf([], { session: session as SessionModel, ...more }).session.detail;
    const none = { known: true, inputs: [], outputs: [], wanted: {} };
    const some = { ...none, inputs: [{ id: 'm', label: 'M' }] };
    assert.equal(detail({ devices: some }), '1 warning, see Diagnostics');
    assert.equal(detail({ devices: none }), '2 warnings, see Diagnostics');
  });

  test('the user’s name is cleaned, and the address stands in for none', () => {
    assert.equal(sessionView({ user: { name: 'Dana\u202e W', address: 'd@c.com' } }).user?.name, 'Dana W');
    assert.equal(sessionView({ user: { name: '\u200b', address: 'd@c.com' } }).user?.name, 'd@c.com');
  });
});

describe('notes about the keychain', () => {
  for (const [keychain, undeleted, title, button] of [
    ['working', false, undefined, undefined],
    ['locked', false, 'Your keychain is locked.', 'Unlock'],
    ['unlocking', false, 'Your keychain is locked.', undefined],
    ['unavailable', false, 'This computer has no keychain.', undefined],
    ['failing', false, 'The keychain does not answer.', undefined],
    ['corrupt', false, 'Your kept sign-in cannot be read.', undefined],
    ['too-long', false, 'Your sign-in does not fit into the keychain.', undefined],
    ['locked', true, 'Your sign-in is still in the keychain.', 'Unlock'],
    ['failing', true, 'Your sign-in is still in the keychain.', undefined],
    ['unlocking', true, 'Your keychain is locked.', undefined],
  ] as const) {
    test(`${keychain}${undeleted ? ', and something is left in it' : ''}: ${title ?? 'none'}`, () => {
      const [note] = viewOf([], { session: { ...emptyModel.session, keychain, undeleted } }).notes;
      assert.equal(note?.title, title);
      assert.equal(note?.action?.label, button);
    });
  }
});

test('missed calls are counted until the history was seen', async () => {
  const phone = await onlinePhone({});
  assert.deepEqual(phone.send({ type: 'see-history' }), { ok: true });
  const history = [{ id: 'a', party: { label: 'Ana' }, at: 1, outcome: 'missed', seen: false }];
  phone.records.write('history', history);
  const next = await onlinePhone({ records: phone.records });
  assert.equal(next.view().missedUnseen, 1);
  next.send({ type: 'see-history' });
  assert.equal(next.view().missedUnseen, 0);
  assert.equal((await onlinePhone({ records: next.records })).view().missedUnseen, 0);
});

test('shortcuts and ring tone reports: shown, logged, and nothing more', async () => {
  const phone = await onlinePhone();
  const shortcuts = [{ action: 'answer', keys: 'Ctrl Shift F9', registered: false }] as const;
  phone.phone.shortcutsRegistered(shortcuts);
  assert.deepEqual(phone.view().shortcuts, shortcuts);
  phone.phone.mediaReport({ type: 'ring-tone', callId: 'x', playing: false });
  phone.phone.mediaReport({ type: 'levels', levels: { callId: 'x', microphone: 1, speaker: 0 } });
  assert.ok(phone.log.entries.some(({ message }) => message === 'ring tone is silent'));
});

test('a hostile subject comes out clean', () => {
  for (const subject of hostileTexts) {
    const [shown] = viewOf([call({ subject })]).calls;
    assert.doesNotMatch(shown?.subject ?? '', unfit);
    assert.ok([...(shown?.subject ?? '')].length <= 256);
  }
});

describe('a snapshot that follows another', () => {
  const time = { now, wall: 1_700_000_000_000 };
  const calls = [call()];
  const model: Model = { ...emptyModel, calls };
  const partsThatChanged = (before: Model, after: Model, laterMs = 0): readonly string[] => {
    const projection = createProjection(englishWords, () => time);
    const first = projection.view(before);
    time.now += laterMs;
    time.wall += laterMs;
    const next = projection.view(after);
    const names = Object.keys(first) as (keyof typeof first)[];
    return names.filter((name) => first[name] !== next[name]);
  };

  test('is the same where nothing changed, however much time went by', () => {
    assert.deepEqual(partsThatChanged(model, { ...model }, 5_000), []);
  });

  test('where only time is shown anew, is the same too', () => {
    assert.deepEqual(partsThatChanged(model, { ...model, calls: [...calls] }, 5_000), []);
  });

  for (const [what, part, changed] of [
    ['a call', { calls: [call({ subject: 'Another' })] }, ['calls']],
    ['one that is silenced', { calls: [call({ silenced: true })] }, ['calls', 'attention']],
    ['the size of the text', { settings: { ...usualSettings, textSize: 150 } }, ['settings']],
    ['a device', { devices: { ...emptyModel.devices, outputs: [{ id: 'o', label: 'O' }] } }, ['devices']],
    ['the policy', { policy: { ...emptyModel.policy, sources: ['/etc/switchhook/policy.json'] } }, ['policy']],
  ] as const satisfies readonly (readonly [string, Partial<Model>, readonly string[]])[]) {
    test(`has new parts only for ${what}`, () => {
      assert.deepEqual(partsThatChanged(model, { ...model, ...part }), changed);
    });
  }

  test('is as the snapshot of one who has none, but for durations', () => {
    const projection = createProjection(englishWords, () => time);
    projection.view(emptyModel);
    const followed = projection.view(model);
    assert.deepEqual(followed, projectView(model, englishWords, time.now, time.wall));
  });
});
