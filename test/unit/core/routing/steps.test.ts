import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isReachedBy, type Wanted } from '../../../../main/core/routing/state.ts';
import { nextStep } from '../../../../main/core/routing/steps.ts';
import { decodeContact } from '../../../../main/core/ucwa/decode/contact.ts';
import { decodeResource } from '../../../../main/core/ucwa/resource.ts';
import { forwarding, part } from './samples.ts';

const contact = (properties: object) => {
  const resource = decodeResource(properties);
  assert.ok(resource !== null);
  return decodeContact(resource);
};
const mobile = 'tel:+46705550114';

describe('the next step of a change', () => {
  const present = forwarding({});

  test('is none where all is as wanted', () => {
    assert.equal(nextStep(present, { setting: 'none', period: 'always' }), null);
    assert.equal(nextStep(present, { turnOff: true }), null);
    const away = forwarding({ setting: 'immediate', immediate: part('voicemail') });
    assert.equal(nextStep(away, { setting: 'immediate', immediate: { kind: 'voicemail' } }), null);
  });

  test('says where calls go before what holds for all of them', () => {
    const wanted: Wanted = { setting: 'immediate', immediate: { kind: 'voicemail' }, period: 'work-hours' };
    assert.deepEqual(nextStep(present, wanted), {
      kind: 'operation',
      rel: 'immediateForwardToVoicemail',
      href: '/immediateForwardToVoicemail',
      target: null,
      ringDelay: null,
    });
    const forwarded = forwarding({ setting: 'immediate', immediate: part('voicemail') });
    assert.deepEqual(nextStep(forwarded, wanted), {
      kind: 'put',
      href: '/settings',
      properties: { activePeriod: 'Workhours' },
    });
  });

  test('changes a delay alone by the part that it is of', () => {
    const team = forwarding({ setting: 'simultaneous', simultaneous: part('team', { ringDelay: 5 }) });
    const wanted: Wanted = { setting: 'simultaneous', simultaneous: { to: { kind: 'team' }, ringDelay: 10 } };
    assert.deepEqual(nextStep(team, wanted), { kind: 'put', href: '/self', properties: { ringDelay: 10 } });
  });

  test('says nothing of calls that nobody answers while all are forwarded', () => {
    const forwarded = forwarding({ setting: 'immediate', immediate: part('voicemail'), handlesUnanswered: false });
    const wanted: Wanted = { handlesUnanswered: true, unanswered: { to: { kind: 'voicemail' }, ringDelay: 20 } };
    assert.deepEqual(nextStep(forwarded, { ...wanted, setting: 'immediate', immediate: { kind: 'voicemail' } }), null);
    assert.deepEqual(nextStep(forwarded, { ...wanted, setting: 'none' }), {
      kind: 'put',
      href: '/settings',
      properties: { activeSetting: 'None', unansweredCallHandling: 'Enabled' },
    });
  });

  test('a number that the server took is there, however it writes it', () => {
    const named = part('contact', { contact: contact({ name: 'Ana', uri: 'sip:ana@contoso.com' }) });
    const there = forwarding({ setting: 'immediate', immediate: named });
    const wanted: Wanted = { setting: 'immediate', immediate: { kind: 'contact', uri: mobile } };
    assert.notEqual(nextStep(there, wanted), null);
    assert.equal(nextStep(there, wanted, new Set(['immediateForwardToContact'])), null);
  });

  test('what has no link has no way', () => {
    const none = forwarding({ immediate: part('none', { links: 'none' }) });
    const step = nextStep(none, { setting: 'immediate', immediate: { kind: 'voicemail' } });
    assert.deepEqual(step?.kind === 'operation' && step.href, null);
  });
});

describe('somebody is who a URI names', () => {
  const cases: readonly [object, string, boolean][] = [
    [{ uri: 'sip:Ana@contoso.com' }, 'sip:ana@CONTOSO.com', true],
    [{ uri: 'tel:+46705550114' }, 'tel:0705550114', true],
    [{ uri: 'sip:ana@contoso.com', mobilePhoneNumber: 'tel:+46 70 555 01 14' }, 'tel:+46705550114', true],
    [{ uri: 'sip:+46705550114@contoso.com;user=phone' }, 'tel:+46705550114', true],
    [{ uri: 'tel:+46705550114' }, 'tel:+46705550115', false],
    [{ uri: 'tel:+46705550114' }, 'tel:14', false],
    [{ uri: 'sip:ana@contoso.com' }, 'tel:+46705550114', false],
    [{}, 'tel:+46705550114', false],
  ];
  for (const [properties, uri, expected] of cases) {
    test(`${JSON.stringify(properties)} and ${uri}`, () => {
      assert.equal(isReachedBy(contact(properties), uri), expected);
    });
  }
});
