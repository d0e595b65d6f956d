import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { acceptWithAnswer } from '../../../../main/core/ucwa/request/answer.ts';
import { createApplication, deleteApplication } from '../../../../main/core/ucwa/request/applications.ts';
import { decline } from '../../../../main/core/ucwa/request/decline.ts';
import { makeMeAvailable, reportMyActivity } from '../../../../main/core/ucwa/request/me.ts';
import { get } from '../../../../main/core/ucwa/request/operation.ts';
import { stopAudioVideo } from '../../../../main/core/ucwa/request/stop-audio-video.ts';
import { requestTokenByPassword } from '../../../../main/core/ucwa/request/token.ts';

test('acceptWithAnswer sends the SDP as it is, and names session and part in the query', () => {
  const sdp = 'v=0\r\n';
  const answer = { sdp, sessionContext: 's', processedOfferId: '<p@contoso.com>' };
  assert.deepEqual(acceptWithAnswer('/a', answer), {
    method: 'POST',
    href: '/a',
    query: { sessionContext: 's', processedOfferId: '<p@contoso.com>' },
    headers: { 'content-type': 'application/sdp' },
    body: sdp,
    spareConnection: true,
  });
  assert.deepEqual(acceptWithAnswer('/a', { ...answer, processedOfferId: null }).query, { sessionContext: 's' });
});

test('decline and stop give their reason as JSON', () => {
  for (const operation of [decline('/d', 'Global'), stopAudioVideo('/s', 'UserInitiatedAction')]) {
    assert.equal(operation.method, 'POST');
    assert.equal(operation.headers?.['content-type'], 'application/json');
  }
  assert.equal(decline('/d', 'Global').body, '{"reason":"Global"}');
  assert.equal(stopAudioVideo('/s', 'MediaTimeout').body, '{"reason":"MediaTimeout"}');
});

test('an application is created with its three required fields and deleted within a short time', () => {
  const body: unknown = JSON.parse(
    createApplication('/a', { userAgent: 'S', endpointId: 'e', culture: 'en-US' }).body ?? '',
  );
  assert.deepEqual(body, { UserAgent: 'S', EndpointId: 'e', Culture: 'en-US' });
  const { method, timeoutMs } = deleteApplication('/a');
  assert.equal(method, 'DELETE');
  assert.ok((timeoutMs ?? 0) < 2_000, 'it must fit into the time that stopping may take');
});

test('the user is made available for voice and messages; activity is reported without a body', () => {
  const body: unknown = JSON.parse(makeMeAvailable('/m').body ?? '');
  assert.deepEqual(body, {
    supportedModalities: ['Audio', 'Messaging'],
    supportedMessageFormats: ['Plain', 'Html'],
    audioPreference: 'VoipAudio',
  });
  assert.deepEqual(reportMyActivity('/r'), { method: 'POST', href: '/r' });
  assert.deepEqual(get('/x'), { method: 'GET', href: '/x' });
});

describe('the password grant', () => {
  for (const [userName, password] of [
    ['dana@contoso.com', 'secret'],
    ['CONTOSO\\dana', 'a&b=c d+e%f'],
    ['dana', 'pässwörd 🙂"\'\r\n'],
  ] as const) {
    test(JSON.stringify(password), () => {
      const operation = requestTokenByPassword('https://pool.contoso.com/t', userName, password);
      assert.match(operation.headers?.['content-type'] ?? '', /^application\/x-www-form-urlencoded/);
      const fields = Object.fromEntries(new URLSearchParams(operation.body));
      assert.deepEqual(fields, { grant_type: 'password', username: userName, password });
    });
  }
});
