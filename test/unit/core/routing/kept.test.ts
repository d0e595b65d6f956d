import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  decodeChosenAway,
  decodeKept,
  type KeptForwarding,
  wayBackTo,
  withKept,
  withoutKept,
} from '../../../../main/core/routing/away/kept.ts';
import { decodeContact } from '../../../../main/core/ucwa/decode/contact.ts';
import { decodeResource } from '../../../../main/core/ucwa/resource.ts';
import { forwarding, part } from './samples.ts';

const one = (of: string): KeptForwarding => ({
  of,
  sentTo: { kind: 'voicemail' },
  before: { period: 'always', setting: 'none', handlesUnanswered: true },
});
const ana = decodeContact(decodeResource({ uri: 'sip:ana@contoso.com' }) ?? assert.fail());

describe('what is kept to set forwarding back', () => {
  test('is read as it was written', () => {
    const back = wayBackTo(
      forwarding({
        setting: 'simultaneous',
        period: 'work-hours',
        simultaneous: part('team', { ringDelay: 10 }),
        unanswered: part('contact', { ringDelay: 30, contact: ana }),
      }),
    );
    assert.ok(back !== null);
    assert.deepEqual(back, {
      period: 'work-hours',
      setting: 'simultaneous',
      handlesUnanswered: true,
      simultaneous: { to: { kind: 'team' }, ringDelay: 10 },
      unanswered: { to: { kind: 'contact', uri: 'sip:ana@contoso.com' }, ringDelay: 30 },
    });
    const kept = [{ ...one('dana@contoso.com'), before: back }];
    assert.deepEqual(decodeKept(JSON.parse(JSON.stringify(kept))), kept);
  });

  test('is nothing where something could not be set back', () => {
    assert.equal(wayBackTo(forwarding({ setting: 'other' })), null);
    assert.equal(wayBackTo(forwarding({ setting: 'immediate' })), null);
    assert.equal(wayBackTo(forwarding({ setting: 'simultaneous', simultaneous: part('contact') })), null);
  });

  test('is of one user each, the newest first, and of few', () => {
    const all = [...Array(12).keys()].reduce<readonly KeptForwarding[]>(
      (kept, index) => withKept(kept, one(`user${index}@contoso.com`)),
      [],
    );
    assert.equal(all.length, 8);
    assert.equal(all[0]?.of, 'user11@contoso.com');
    assert.equal(withKept(all, one('user11@contoso.com')).length, 8);
    assert.equal(withoutKept(all, 'user11@contoso.com').length, 7);
  });

  test('what does not fit costs no other', () => {
    const broken = [
      7,
      {},
      { ...one('x'), sentTo: { kind: 'moon' } },
      { ...one('y'), before: { setting: 'immediate' } },
    ];
    assert.deepEqual(decodeKept([...broken, one('dana@contoso.com')]), [one('dana@contoso.com')]);
    for (const none of [null, undefined, 'x', {}]) assert.deepEqual(decodeKept(none), []);
  });

  test('the choice where calls go meanwhile is read, or is none', () => {
    const choice = { of: 'dana@contoso.com', to: { kind: 'contact', uri: 'tel:+46705550114' } } as const;
    assert.deepEqual(decodeChosenAway(choice), choice);
    for (const none of [
      null,
      undefined,
      { of: 'dana@contoso.com', to: { kind: 'contact', uri: '' } },
      { to: choice.to },
    ])
      assert.equal(decodeChosenAway(none), null);
  });
});
