import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { callingPhone } from '../fakes/calls-out.ts';
import { json } from '../fakes/http.ts';
import type { TestPhone } from '../fakes/phone.ts';
import { applicationUrl } from '../fakes/server.ts';
import { settle } from '../fakes/settle.ts';

const href = `${applicationUrl}/policies`;
const before = { emergencyNumbers: ['112'], voicemailUri: 'sip:dana@contoso.com;opaque=app:voicemail' };
const after = {
  rel: 'policies',
  emergencyNumbers: ['911'],
  messagingUrls: 'Disabled',
  saveMessagingHistory: 'Disabled',
};

function changed(body: object | null) {
  return { link: { rel: 'policies', href }, type: 'updated', ...(body !== null && { _embedded: { policies: body } }) };
}

function dialled(phone: TestPhone, to: string): unknown {
  const outcome = phone.send({ type: 'call', to });
  return outcome.ok ? 'called' : outcome.refusal;
}

describe('the administrator changes what they say while the user is signed in', () => {
  for (const [how, inEvent] of [
    ['in the event', true],
    ['read by its link', false],
  ] as const) {
    test(`${how}: other numbers of the emergency service, and no voice mail any more`, async () => {
      const phone = await callingPhone({ policies: before });
      assert.equal(dialled(phone, '112'), 'emergency');
      phone.http.on('GET', href, json(200, after));
      await phone.server.push('policies', changed(inEvent ? after : null));
      await settle();
      assert.equal(dialled(phone, '911'), 'emergency');
      assert.deepEqual(phone.view().calling.emergencyNumbers, ['911']);
      assert.equal(phone.view().voicemail, null);
    });
  }

  test('that they are gone says nothing: what was said stays', async () => {
    const phone = await callingPhone({ policies: before });
    await phone.server.push('policies', { link: { rel: 'policies', href }, type: 'deleted' });
    assert.equal(dialled(phone, '112'), 'emergency');
  });
});
