import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { meetingUriOf } from '../../../../main/core/meetings/address.ts';
import '../../same-inputs.ts';

const uri = 'sip:bao.chen@contoso.com;gruu;opaque=app:conf:focus:id:ABC123';

describe('the address of a meeting', () => {
  for (const pasted of [
    'https://meet.contoso.com/bao.chen/ABC123',
    '  HTTPS://meet.contoso.com/bao.chen/ABC123?sl=1#x ',
    'https://meet.contoso.com/bao.chen/ABC123/',
    'https://lync.contoso.com/meet/bao.chen/ABC123',
    'https://meet.fabrikam.com/contoso.com/bao.chen/ABC123',
    'https://lync.fabrikam.com/contoso.com/Meet/bao.chen/ABC123',
    `conf:${uri}`,
    `conf:${uri}?conversation-id=7`,
    uri,
    uri.replace('focus', 'audio-video'),
    'https://meet.contoso.com:443/bao.chen/ABC123',
    'meet.contoso.com/bao.chen/ABC123',
    '<https://meet.contoso.com/bao.chen/ABC123>',
    '“https://meet.contoso.com/bao.chen/ABC123”.',
    'Join us (https://meet.contoso.com/bao.chen/ABC123), please!',
    'Join Skype Meeting<https://meet.contoso.com/bao.chen/ABC123>\nTrouble joining? <https://meet.contoso.com/bao.chen/ABC123?sl=1>',
    'See https://intranet.contoso.com/calendar and https://meet.contoso.com/bao.chen/ABC123.',
    '[Join](https://meet.contoso.com/bao.chen/ABC123)',
    `Join <conf:${uri}>`,
    'https://eur01.safelinks.protection.outlook.com/?data=1&url=https%3A%2F%2Fmeet.contoso.com%2Fbao.chen%2FABC123%3Fsl%3D1&reserved=0',
    `lync15:confjoin?url=${encodeURIComponent(`conf:${uri}`)}`,
  ]) {
    test(`is read in ${pasted}`, () => assert.equal(meetingUriOf(pasted), uri));
  }

  for (const pasted of [
    '',
    'ana@contoso.com',
    'sip:bao.chen@contoso.com',
    'http://meet.contoso.com/bao.chen/ABC123',
    'https://meet.contoso.com/bao.chen',
    'https://meet.contoso.com@evil.example/bao.chen/ABC123',
    'https://meet.contoso.com:8443/bao.chen/ABC123',
    'https://meet.contoso.com\\@evil.example/bao.chen/ABC123',
    'https://meet.contoso.com/bao chen/ABC123',
    'https://meet.contoso.com/bao@evil.example/ABC123',
    'https://meet.contoso.com/bao.chen/ABC123;opaque=x',
    'https://127.0.0.1/meet/bao.chen/ABC123',
    'javascript:alert(1)',
    'meet.contoso.com@evil.example/bao.chen/ABC123',
    'https://evil.example/https://meet.contoso.com/bao.chen/ABC123',
    'https://evil.example/?url=https%3A%2F%2Fmeet.contoso.com%40evil.example%2Fbao.chen%2FABC123',
    'https://evil.example/?url=%E0%A4%A',
    `${uri.replace('ABC123', 'ABC 123')}`,
    'sip:bao\r\nVia:x@contoso.com;gruu;opaque=app:conf:focus:id:ABC123',
  ]) {
    test(`is not in ${JSON.stringify(pasted)}`, () => assert.equal(meetingUriOf(pasted), null));
  }

  test('is never anything but a plain URI, whatever is pasted', () => {
    const part = fc.oneof(
      fc.constantFrom('https://meet.', 'contoso.com', '/', 'bao', ';', '@', 'conf:', uri, '<', '>', '?url=', '%2F'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const read = meetingUriOf(parts.join(''));
        return (
          read === null || /^sip:[^\s@;<>"]{1,64}@[a-z\d.-]+;gruu;opaque=app:conf:focus:id:[A-Za-z\d]{1,64}$/.test(read)
        );
      }),
    );
  });
});
