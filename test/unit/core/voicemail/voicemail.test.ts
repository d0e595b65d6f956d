import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { noCalling } from '../../../../main/core/calling/state.ts';
import { decodeMissedItems } from '../../../../main/core/ucwa/decode/missed-items.ts';
import { decodeResource, type Resource } from '../../../../main/core/ucwa/resource.ts';
import { projectVoicemail } from '../../../../main/core/voicemail/project.ts';
import { callingPhone, created, startedCall } from '../fakes/calls-out.ts';
import { json } from '../fakes/http.ts';
import { applicationUrl } from '../fakes/server.ts';
import { settle } from '../fakes/settle.ts';
import { sentBody, sentEvent, startAudioUrl } from '../fixtures/call-out.ts';

const voicemailUri = 'sip:dana@contoso.com;opaque=app:voicemail';
const href = `${applicationUrl}/communication/missedItems`;

const items = (unreadVoicemailsCount: unknown, voiceMailsCount: unknown) => ({
  rel: 'missedItems',
  unreadVoicemailsCount,
  voiceMailsCount,
});

function updated(body: object | null) {
  return {
    link: { rel: 'missedItems', href },
    type: 'updated',
    ...(body !== null && { _embedded: { missedItems: body } }),
  };
}

describe('what the server counts', () => {
  test('is read in JSON and from XML; what is no count is not known', () => {
    const read = (fresh: unknown, all: unknown) => {
      const { newVoicemails, voicemails } = decodeMissedItems(decodeResource(items(fresh, all)) as Resource);
      return [newVoicemails, voicemails];
    };
    assert.deepEqual(read(2, '5'), [2, 5]);
    assert.deepEqual(read(-1, 'many'), [null, null]);
    assert.deepEqual(read(undefined, 1.5), [null, null]);
    assert.deepEqual(read('', Number.MAX_VALUE), [null, null]);
  });

  test('comes with its event, is asked for where the event only links to it, and goes with the sign-in', async () => {
    const phone = await callingPhone({ policies: { voicemailUri } });
    assert.deepEqual(phone.view().voicemail, { fresh: null, all: null, callable: true });
    await phone.server.push('communication', updated(items(2, 5)));
    assert.deepEqual(phone.view().voicemail, { fresh: 2, all: 5, callable: true });
    phone.http.on('GET', href, json(200, items(0, 5)));
    await phone.server.push('communication', updated(null));
    assert.deepEqual(phone.view().voicemail, { fresh: 0, all: 5, callable: true });
    phone.send({ type: 'sign-out' });
    assert.equal(phone.view().voicemail, null);
  });

  test('is shown only to who has voice mail, and up to a bound', () => {
    assert.equal(projectVoicemail({ fresh: 0, all: 0 }, noCalling), null);
    assert.equal(projectVoicemail({ fresh: null, all: null }, { ...noCalling, voicemail: voicemailUri }), null);
    assert.deepEqual(projectVoicemail({ fresh: 1, all: null }, noCalling), { fresh: 1, all: null, callable: false });
    assert.equal(projectVoicemail({ fresh: 5_000, all: 9_000 }, noCalling)?.fresh, 999);
  });
});

describe('calling it', () => {
  test('goes where the administrator says, under a name of its own', async () => {
    const phone = await callingPhone({ policies: { voicemailUri } });
    phone.http.on('POST', startAudioUrl, created);
    assert.deepEqual(phone.send({ type: 'call-voicemail' }), { ok: true });
    await settle();
    const { to, operationId } = startedCall(phone.http);
    assert.equal(to, voicemailUri);
    const { label, number } = phone.call().party;
    assert.deepEqual([label, number], ['Voicemail', null]);
    assert.deepEqual(phone.send({ type: 'call-voicemail' }), { ok: false, refusal: 'engaged' });
    const failure = { status: 'Failure', reason: { code: 'RemoteFailure', subcode: 'Busy' } };
    await phone.server.push('communication', sentEvent('completed', sentBody(operationId, 'Failed'), failure));
    const { id: callId } = phone.call();
    assert.deepEqual(phone.send({ type: 'call-back', callId }), { ok: true });
    await settle();
    const [, again] = phone.http.sentTo('POST', startAudioUrl);
    assert.equal((JSON.parse(again?.body ?? '{}') as { to: string }).to, voicemailUri);
  });

  for (const [what, policies, links] of [
    ['where nothing says where it is', {}, ['startAudio']],
    ['where that is no address', { voicemailUri: 'https://evil.example/' }, ['startAudio']],
    [
      'where that is a number of the emergency service',
      { voicemailUri: 'tel:112', emergencyNumbers: ['112'] },
      ['startAudio'],
    ],
    ['where the server takes no calls', { voicemailUri }, []],
  ] as const) {
    test(`is refused ${what}`, async () => {
      const phone = await callingPhone({ policies, links });
      assert.deepEqual(phone.send({ type: 'call-voicemail' }), { ok: false, refusal: 'unavailable' });
      assert.deepEqual(phone.view().calls, []);
    });
  }
});
