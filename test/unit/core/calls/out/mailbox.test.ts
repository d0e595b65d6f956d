import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMailbox } from '../../../../../main/core/calls/out/mailbox.ts';

test('a mailbox is an address with its parameters, or a number', () => {
  const to = (uri: string | null) => readMailbox(uri)?.to ?? null;
  assert.equal(to('sip:dana@contoso.com;opaque=app:voicemail'), 'sip:dana@contoso.com;opaque=app:voicemail');
  assert.equal(to('sip:dana@contoso.com'), 'sip:dana@contoso.com');
  assert.equal(to('tel:+46855509999'), 'tel:+46855509999');
});

for (const uri of [
  null,
  '',
  'dana@contoso.com',
  'https://evil.example/;opaque=app:voicemail',
  'sip:dana@contoso.com;opaque=app:voicemail?body=x',
  'sip:dana@contoso.com;opaque=\r\nVia: evil',
  'sip:dana;opaque=app:voicemail',
  `sip:dana@contoso.com;${'x'.repeat(300)}`,
]) {
  test(`${JSON.stringify(uri?.slice(0, 60) ?? null)} is none`, () => assert.equal(readMailbox(uri), null));
}
