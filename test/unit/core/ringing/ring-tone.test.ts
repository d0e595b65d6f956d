import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { nothingInvited } from '../../../../main/core/calls/invited/invited.ts';
import type { Call } from '../../../../main/core/calls/state.ts';
import { emptyModel, type Model } from '../../../../main/core/model.ts';
import { projectRingTone } from '../../../../main/core/ringing/ring-tone.ts';
import type { SettingsView } from '../../../../preload/contract/index.ts';
import { call } from '../fixtures/call.ts';

const outputs = ['default', 'headset', 'speakers'].map((id) => ({ id, label: id }));
const [, headset, speakers] = outputs;

function model(settings: Partial<SettingsView> = {}, ...calls: readonly Call[]): Model {
  return {
    ...emptyModel,
    calls,
    devices: { known: true, inputs: [], outputs, wanted: { ring: headset as never, 'ring-too': speakers as never } },
    settings: { ...emptyModel.settings, ...settings },
  };
}

const named = { href: null, person: null, uri: 'sip:bao@contoso.com', asked: true };
const toneOf = (invited: Partial<Call['invited']>, settings: Partial<SettingsView> = {}) =>
  projectRingTone(model(settings, call({ invited: { ...nothingInvited, ...invited } })))?.tone;

describe('the tone', () => {
  test('tells what the call is', () => {
    assert.equal(toneOf({}), 'ring');
    assert.equal(toneOf({ team: true }), 'ring-low');
    assert.equal(toneOf({ people: { delegator: named } }), 'ring-low');
    assert.equal(toneOf({ people: { onBehalfOf: named, forwardedBy: named } }), 'ring');
    assert.equal(toneOf({ people: { transferredBy: named, to: named } }), 'ring');
    assert.equal(toneOf({ privateLine: true, team: true }), 'ring-glass');
  });

  test('is the one that the user chose', () => {
    const settings: Partial<SettingsView> = {
      toneOwn: 'ring-glass',
      toneTeam: 'ring',
      toneDelegate: 'ring-low',
      toneForwarded: 'ring',
      tonePrivateLine: 'ring-low',
    };
    assert.equal(toneOf({}, settings), 'ring-glass');
    assert.equal(toneOf({ team: true }, settings), 'ring');
    assert.equal(toneOf({ people: { delegator: named, forwardedBy: named } }, settings), 'ring-low');
    assert.equal(toneOf({ people: { onBehalfOf: named, forwardedBy: named } }, settings), 'ring');
    assert.equal(toneOf({ privateLine: true }, settings), 'ring-low');
  });

  test('is that of the own line where the user wants no other', () => {
    const settings = { toneOwn: 'ring-glass', toneTeam: 'as-own', tonePrivateLine: 'as-own' } as const;
    assert.equal(toneOf({ team: true }, settings), 'ring-glass');
    assert.equal(toneOf({ privateLine: true }, settings), 'ring-glass');
    assert.equal(toneOf({ people: { forwardedBy: named } }, settings), 'ring-glass');
  });

  test('of who talks is the soft beep, whatever the call is, and on no other device', () => {
    const talking = call({ id: 'other', state: 'connected' });
    const ring = call({ invited: { ...nothingInvited, privateLine: true } });
    const tone = projectRingTone(model({ ringVolume: 20, alsoRingAfter: 0 }, talking, ring));
    assert.deepEqual(tone, { callId: 'call', deviceId: 'default', tone: 'call-waiting' });
  });
});

describe('where it rings', () => {
  const usual = { callId: 'call', deviceId: 'headset', tone: 'ring' } as const;

  test('on the ring device alone, as loud as it is', () => {
    assert.deepEqual(projectRingTone(model({}, call())), usual);
  });

  test('softer, where the user wants it', () => {
    assert.deepEqual(projectRingTone(model({ ringVolume: 40 }, call())), { ...usual, volume: 0.4 });
  });

  test('on a second device after a while, or at once', () => {
    for (const [alsoRingAfter, afterMs] of [
      [0, 0],
      [10, 10_000],
    ] as const) {
      const ring = projectRingTone(model({ alsoRingAfter }, call()));
      assert.deepEqual(ring, { ...usual, also: { deviceId: 'speakers', afterMs } });
    }
  });

  test('not twice on one', () => {
    const once = model({ alsoRingAfter: 5 }, call());
    const wanted = { ring: headset as never, 'ring-too': headset as never };
    assert.deepEqual(projectRingTone({ ...once, devices: { ...once.devices, wanted } }), usual);
  });
});
