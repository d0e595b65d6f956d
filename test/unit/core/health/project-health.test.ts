import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import { projectHealth } from '../../../../main/core/health/project-health.ts';
import type { DesktopFacts, HealthModel, RingRecord } from '../../../../main/core/health/state.ts';
import type { Model } from '../../../../main/core/model.ts';
import type { Reach, SessionModel } from '../../../../main/core/session/state.ts';
import type { ForwardingTarget } from '../../../../main/core/ucwa/decode/call-forwarding.ts';
import type { CheckId, HealthView } from '../../../../preload/contract/index.ts';
import { englishWords } from '../fakes/words.ts';
import { checkOf, now, ringRecord, wall, wellModel, written } from '../fixtures/health.ts';
import { forwarding, part } from '../routing/samples.ts';

/** In brief it is the answer's second half, whatever the answer is. */
function healthOf(model: Model): HealthView {
  const view = projectHealth({ model, words: englishWords, now, wall });
  const answered = { reachable: 'calls ring here', degraded: view.answer.replace('Yes', 'calls ring here') };
  const brief = view.level === 'unreachable' ? 'calls do not ring here' : answered[view.level];
  assert.equal(view.inBrief, brief.replace(/\.$/, ''));
  return view;
}

const session = (more: Partial<SessionModel>): Model => ({ ...wellModel, session: { ...wellModel.session, ...more } });
const reach = (more: Partial<Reach>): Model => session({ reach: { ...wellModel.session.reach, ...more } });
const health = (more: Partial<HealthModel>): Model => ({ ...wellModel, health: { ...wellModel.health, ...more } });
const desktop = (more: Partial<DesktopFacts>): Model => health({ desktop: { ...wellModel.health.desktop, ...more } });
const rings = (...all: RingRecord[]): Model => health({ rings: all });
const worked = { worked: true, afterMs: 200 };
const failed = { worked: false, afterMs: 900 };
const noOutputs: Model = { ...wellModel, devices: { ...wellModel.devices, outputs: [] } };
const noInputs: Model = { ...wellModel, devices: { ...wellModel.devices, inputs: [] } };

function forwardedTo(target: ForwardingTarget, period: 'always' | 'work-hours'): Model {
  const settings = forwarding({ setting: 'immediate', immediate: part(target), period });
  return { ...wellModel, routing: { ...wellModel.routing, state: 'known', forwarding: settings } };
}

test('an action without keys is no warning, and said where it is Answer', () => {
  const [, ...others] = wellModel.shortcuts;
  const check = checkOf(healthOf({ ...wellModel, shortcuts: others }), 'shortcuts');
  assert.deepEqual([check.level, check.evidence], ['ok', ['You set no keys for Answer']]);
});

test('all is well: every check is shown, passed, and needs nothing', () => {
  const view = healthOf(wellModel);
  assert.deepEqual(
    [view.level, view.answer, view.help, view.warnings],
    ['reachable', 'Yes. Every check passed.', [], 0],
  );
  assert.deepEqual(
    view.checks.map(({ id, level, evidence, fix, action }) => [id, level, written(evidence), fix, action]),
    [
      ['server', 'ok', 'Open. Last word from the server 14 s ago', '', null],
      ['registration', 'ok', 'This computer is registered for calls since -9600 s', '', null],
      ['sign-in', 'ok', 'Valid until 3600 s, renews by itself', '', null],
      ['forwarding', 'ok', 'Your account has no call forwarding.', '', null],
      ['do-not-disturb', 'ok', 'You can be disturbed.', '', null],
      ['silence', 'ok', 'Rings are not silenced.', '', null],
      ['ring-device', 'ok', 'Office headset', '', null],
      ['microphone', 'ok', 'Office headset', '', null],
      ['relay', 'ok', 'Reached at the last call', '', null],
      ['pop-up', 'ok', 'Ready to appear', '', null],
      ['notifications', 'ok', 'The notification service answers', '', null],
      ['shortcuts', 'ok', 'Ctrl Shift F0 is set', '', null],
      ['tray', 'ok', 'Shown', '', null],
      ['keychain', 'ok', 'Keeps you signed in', '', null],
    ],
  );
});

test('where an administrator lets voice use some networks alone, a computer that is in none of them is warned', () => {
  const inside = healthOf(desktop({ voiceNetworks: 'inside' }));
  assert.deepEqual([inside.warnings, checkOf(inside, 'voice-networks').level], [0, 'ok']);
  const outside = healthOf(desktop({ voiceNetworks: 'outside' }));
  const { level, evidence, fix } = checkOf(outside, 'voice-networks');
  assert.deepEqual(
    [level, evidence],
    ['warning', ['This computer is in none of the networks that your organization lets sound use']],
  );
  assert.match(fix, /Until then calls do not ring here\./);
  assert.deepEqual([outside.level, outside.warnings], ['degraded', 1]);
});

test('while something is not looked for yet, not every check has passed', () => {
  const { level, answer, warnings } = healthOf(desktop({ popUpReady: false }));
  assert.deepEqual([level, answer, warnings], ['reachable', 'Yes. Some checks are not done yet.', 0]);
});

describe('no call comes in', () => {
  const cases: readonly (readonly [name: string, Model, CheckId, evidence: string, action: string | undefined])[] = [
    ['signed out', session({ state: 'signed-out' }), 'server', 'You are signed out.', undefined],
    ['connecting', session({ state: 'registering' }), 'server', 'Connecting to the server.', undefined],
    [
      'reconnecting',
      session({ state: 'reconnecting' }),
      'server',
      'Not connected. Last word from the server 14 s ago',
      'Try now',
    ],
    [
      'nothing was heard for four minutes',
      reach({ aliveAt: now - 240_000 }),
      'server',
      'Silent. Last word from the server 240 s ago',
      'Try now',
    ],
    [
      'the server does not ring this computer',
      reach({ available: 'no' }),
      'registration',
      'The server does not send calls to this computer',
      'Try now',
    ],
    ['the token ran out', reach({ tokenExpiresAt: now }), 'sign-in', 'Ran out at 0 s', 'Try now'],
  ];
  for (const [name, model, id, evidence, action] of cases) {
    test(name, () => {
      const view = healthOf(model);
      assert.deepEqual([view.level, view.answer], ['unreachable', 'No. Calls do not ring here.']);
      const check = checkOf(view, id);
      assert.deepEqual([check.level, written(check.evidence), check.action?.label], ['failed', evidence, action]);
      assert.notEqual(check.fix, '');
      assert.ok(written(view.help).startsWith(evidence));
    });
  }

  test('nothing on this computer would tell of one', () => {
    const model = { ...noOutputs, health: rings(ringRecord({ paths: { card: failed, notification: worked } })).health };
    const deaf = {
      ...model,
      health: { ...model.health, desktop: { ...model.health.desktop, notifications: 'missing' } },
    };
    assert.equal(healthOf(deaf as Model).level, 'unreachable');
    assert.equal(healthOf(model).level, 'degraded');
  });
});

describe('calls do not come here although all works', () => {
  const cases: readonly (readonly [Model, CheckId, evidence: string, answer: string, inBrief: string])[] = [
    [
      forwardedTo('voicemail', 'always'),
      'forwarding',
      'Calls go to voicemail at once.',
      'No. Calls are forwarded before they ring here.',
      'forwarding to voicemail',
    ],
    [
      forwardedTo('delegates', 'work-hours'),
      'forwarding',
      'Calls go to your delegates at once during your work hours.',
      'No. Calls are forwarded before they ring here.',
      'forwarding to delegates',
    ],
    [
      forwardedTo('contact', 'always'),
      'forwarding',
      'Calls go to another number at once.',
      'No. Calls are forwarded before they ring here.',
      'forwarding to another number',
    ],
    [
      {
        ...wellModel,
        ownPresence: { ...wellModel.ownPresence, presence: { availability: 'DoNotDisturb', activity: null } },
      },
      'do-not-disturb',
      'Your presence is “Do not disturb”.',
      'Only a few. Do not disturb is on.',
      'do not disturb is on',
    ],
  ];
  for (const [model, id, evidence, answer, inBrief] of cases) {
    test(evidence, () => {
      const view = projectHealth({ model, words: englishWords, now, wall });
      assert.deepEqual([view.level, view.answer, view.inBrief, view.warnings], ['degraded', answer, inBrief, 1]);
      const check = checkOf(view, id);
      assert.deepEqual([check.level, written(check.evidence)], ['warning', evidence]);
      assert.ok(check.fix !== '' && check.action !== null);
    });
  }

  test('what the server does not say is not known', () => {
    const settings = (state: 'reading' | 'unreadable') => ({ ...wellModel, routing: { ...wellModel.routing, state } });
    assert.equal(checkOf(healthOf(settings('reading')), 'forwarding').level, 'unknown');
    assert.equal(checkOf(healthOf(settings('unreadable')), 'forwarding').level, 'unknown');
  });
});

describe('calls ring in part', () => {
  const notifications = (state: DesktopFacts['notifications']) => desktop({ notifications: state });
  const shortcuts = wellModel.shortcuts.map((one) => ({ ...one, registered: one.action !== 'hang-up' }));
  const wanted = { id: 'gone', label: 'Old headset' };
  const cases: readonly (readonly [Model, CheckId, evidence: string, answer: string])[] = [
    [
      reach({ aliveAt: now - 120_000 }),
      'server',
      'Open, but silent. Last word from the server 120 s ago',
      'Yes, with one warning.',
    ],
    [
      reach({ renewalFailing: true, renewalRefused: true }),
      'sign-in',
      'Valid until 3600 s, and the server does not renew it',
      'Yes, with one warning.',
    ],
    [
      reach({ renewalFailing: true }),
      'sign-in',
      'Valid until 3600 s, but its renewal failed',
      'Yes, with one warning.',
    ],
    [noOutputs, 'ring-device', 'No speaker or headset was found', 'Yes, but perhaps without sound.'],
    [
      { ...wellModel, devices: { ...wellModel.devices, wanted: { ring: wanted } } },
      'ring-device',
      'Old headset is not plugged in. Calls ring on Office headset',
      'Yes, but perhaps without sound.',
    ],
    [
      rings(ringRecord({ paths: { sound: failed, card: worked, notification: worked } })),
      'ring-device',
      'Office headset did not play the ring at -5 s',
      'Yes, but perhaps without sound.',
    ],
    [noInputs, 'microphone', 'No microphone was found', 'Yes, but look at the microphone.'],
    [
      health({ microphone: 'denied' }),
      'microphone',
      'Office headset was not allowed at the last call',
      'Yes, but look at the microphone.',
    ],
    [
      rings(ringRecord({ paths: { sound: worked, notification: worked } })),
      'pop-up',
      'Did not appear at -5 s',
      'Yes, but only by sound and in a notification.',
    ],
    [
      notifications('missing'),
      'notifications',
      'No notification service runs on this computer',
      'Yes, but only through the pop-up.',
    ],
    [notifications('silent'), 'notifications', 'No notification service replied', 'Yes, but only through the pop-up.'],
    [
      rings(ringRecord({ paths: { sound: worked, card: worked, notification: failed } })),
      'notifications',
      'No notification service replied at -5 s',
      'Yes, but only through the pop-up.',
    ],
    [
      { ...wellModel, shortcuts },
      'shortcuts',
      'Ctrl Shift F3 (Hang up) is held by another program',
      'Yes, with one warning.',
    ],
    [
      desktop({ windows: 'xwayland' }),
      'shortcuts',
      'On Wayland keys arrive only while an X11 program has the focus',
      'Yes, with one warning.',
    ],
    [
      health({ desktop: { ...wellModel.health.desktop, windows: 'wayland' }, ordered: { answer: wall } }),
      'pop-up',
      'Wayland: your desktop decides where it stands and what covers it',
      'Yes, but only by sound and in a notification.',
    ],
    [
      health({ desktop: { ...wellModel.health.desktop, windows: 'wayland' }, pressed: { answer: wall } }),
      'pop-up',
      'Wayland: your desktop decides where it stands and what covers it',
      'Yes, but only by sound and in a notification.',
    ],
    [desktop({ tray: 'no-host' }), 'tray', 'This desktop shows no tray icons', 'Yes, with one warning.'],
    [session({ keychain: 'locked' }), 'keychain', 'Locked. Calls ring until you quit', 'Yes, with one warning.'],
    [
      session({ keychain: 'unavailable' }),
      'keychain',
      'This computer has no keychain. Calls ring until you quit',
      'Yes, with one warning.',
    ],
  ];
  for (const [model, id, evidence, answer] of cases) {
    test(evidence, () => {
      const view = healthOf(model);
      assert.deepEqual([view.level, view.answer, view.warnings], ['degraded', answer, 1]);
      const check = checkOf(view, id);
      assert.deepEqual([check.level, written(check.evidence)], ['warning', evidence]);
      assert.notEqual(check.fix, '');
      assert.notEqual(written(view.help), '');
    });
  }

  test('several: counted, and the weightiest gives the answer', () => {
    const model = { ...noOutputs, health: notifications('missing').health };
    const view = healthOf(model);
    assert.deepEqual([view.answer, view.warnings], ['Yes, but only through the pop-up.', 2]);
    assert.match(written(view.help), /you will not notice the call/);
  });
});

describe('no warning', () => {
  for (const [name, model, id] of [
    [
      'keys seen working where their registration proves nothing',
      health({ desktop: { ...wellModel.health.desktop, windows: 'xwayland' }, pressed: { answer: wall } }),
      'shortcuts',
    ],
    [
      'an order in their place',
      health({ desktop: { ...wellModel.health.desktop, windows: 'xwayland' }, ordered: { answer: wall } }),
      'shortcuts',
    ],
    ['a card that goes past the compositor', desktop({ windows: 'x11' }), 'pop-up'],
    [
      'a locked keychain that is not used',
      session({ keychain: 'locked', account: { ...wellModel.session.account, keep: false } }),
      'keychain',
    ],
    ['a ring that was over before its paths could tell', rings(ringRecord({ over: now - 4_900 })), 'pop-up'],
    ['a ring whose paths may still tell', rings(ringRecord({ since: now - 1_000 })), 'notifications'],
    [
      'a failure before a success',
      rings(ringRecord({ paths: { card: worked, sound: worked, notification: worked } }), ringRecord({ callId: 'c0' })),
      'pop-up',
    ],
    [
      'no sound of a ring that was silenced',
      rings(ringRecord({ hushed: 'by-user', keptBack: ['sound'], paths: { card: worked, notification: worked } })),
      'ring-device',
    ],
  ] as const) {
    test(name, () => {
      const view = healthOf(model);
      assert.equal(view.level, 'reachable', JSON.stringify(view.help));
      assert.equal(checkOf(view, id).level, 'ok');
    });
  }
});

test('what is not known yet is no warning', () => {
  const view = healthOf({ ...wellModel, devices: { ...wellModel.devices, known: false }, shortcuts: [] });
  assert.equal(view.level, 'reachable');
  assert.equal(checkOf(view, 'ring-device').level, 'unknown');
  assert.equal(checkOf(view, 'shortcuts').level, 'unknown');
});

test('the levels follow from the checks, whatever is known', () => {
  const age = fc.option(fc.integer({ min: 0, max: 600_000 }), { nil: null });
  const results = fc.option(fc.record({ worked: fc.boolean(), afterMs: fc.nat(5_000) }), { nil: undefined });
  const models = fc
    .record({
      state: fc.constantFrom('signed-out', 'discovering', 'registering', 'online', 'reconnecting'),
      available: fc.constantFrom('yes', 'partly', 'no'),
      age,
      expires: fc.option(fc.integer({ min: -1_000_000, max: 1_000_000 }), { nil: null }),
      renewalFailing: fc.boolean(),
      keychain: fc.constantFrom('working', 'locked', 'unavailable'),
      keep: fc.boolean(),
      outputs: fc.boolean(),
      inputs: fc.boolean(),
      registered: fc.boolean(),
      notifications: fc.constantFrom('unknown', 'working', 'missing', 'silent'),
      tray: fc.constantFrom('unknown', 'shown', 'no-host'),
      popUpReady: fc.boolean(),
      windows: fc.constantFrom('own', 'x11', 'xwayland', 'wayland'),
      voiceNetworks: fc.constantFrom('everywhere', 'inside', 'outside'),
      paths: fc.record({ card: results, sound: results, notification: results }),
      since: fc.nat(10_000),
    })
    .map((given) => {
      const { session: well, devices } = wellModel;
      const { card, sound, notification } = given.paths;
      const paths = { ...(card && { card }), ...(sound && { sound }), ...(notification && { notification }) };
      return {
        ...wellModel,
        session: {
          ...well,
          state: given.state,
          keychain: given.keychain,
          account: { ...well.account, keep: given.keep },
          reach: {
            available: given.available,
            aliveAt: given.age === null ? null : now - given.age,
            tokenExpiresAt: given.expires === null ? null : now + given.expires,
            renewalFailing: given.renewalFailing,
          },
        },
        devices: {
          ...devices,
          outputs: given.outputs ? devices.outputs : [],
          inputs: given.inputs ? devices.inputs : [],
        },
        shortcuts: wellModel.shortcuts.map((one) => ({ ...one, registered: given.registered })),
        health: {
          ...wellModel.health,
          desktop: {
            notifications: given.notifications,
            tray: given.tray,
            popUpReady: given.popUpReady,
            windows: given.windows,
            unsaved: null,
            doNotDisturb: false,
            voiceNetworks: given.voiceNetworks,
          },
          rings: [ringRecord({ since: now - given.since, paths })],
        },
      } as Model;
    });
  fc.assert(
    fc.property(models, (model) => {
      const { level, checks, answer, help, warnings } = healthOf(model);
      const bad = checks.filter((check) => check.level === 'warning' || check.level === 'failed');
      const essential = checks.filter(({ id }) => ['server', 'registration', 'sign-in'].includes(id));
      assert.equal(warnings, bad.length);
      assert.equal(level === 'reachable', bad.length === 0);
      if (essential.some((check) => check.level === 'failed')) assert.equal(level, 'unreachable');
      if (level === 'reachable') {
        assert.equal(model.session.state, 'online');
        // A server that rings this computer by fewer ways than asked for rings it.
        assert.notEqual(model.session.reach.available, 'no');
      }
      assert.equal(answer.startsWith('No.'), level === 'unreachable');
      for (const { fix } of bad) assert.notEqual(fix, '');
      if (bad.length > 0) assert.notEqual(written(help), '');
    }),
    { numRuns: 3_000 },
  );
});
