import assert from 'node:assert/strict';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, beforeEach, test } from 'node:test';
import { until } from '../../desktop/until.ts';
import { header, headerValues, readSip, sequenceOf, statusOf, tagOf, uriIn } from '../../peers/sip/sip-message.ts';
import { SipPhone } from '../../peers/sip/sip-phone.ts';

test('a message is read in long and short names, and over folded lines', () => {
  const message = readSip(
    'INVITE sip:a@b SIP/2.0\r\nv: one\r\nVia: two\r\nf: <sip:x@y>\r\n ;tag=7\r\nCSeq: 4 INVITE\r\n\r\nv=0',
  );
  assert.ok(message);
  assert.deepEqual(headerValues(message, 'via'), ['one', 'two']);
  assert.deepEqual([uriIn(header(message, 'from')), tagOf(header(message, 'from'))], ['sip:x@y', '7']);
  assert.deepEqual(
    [sequenceOf(message), statusOf(message), message.body],
    [{ number: 4, method: 'INVITE' }, null, 'v=0'],
  );
  assert.equal(readSip('\r\n\r\n'), null);
});

let phone: SipPhone;
let other: Socket;
let heard: string[];

beforeEach(async () => {
  phone = await SipPhone.open();
  other = createSocket('udp4').bind(0, '127.0.0.1');
  await once(other, 'listening');
  heard = [];
  other.on('message', (datagram) => heard.push(datagram.toString()));
});

afterEach(() => {
  phone.close();
  other.close();
});

const there = { isOver: false };
const tell = (text: string) => other.send(text, Number(phone.uri.split(':').at(-1)), '127.0.0.1');
const said = (form: RegExp) => until(`${form}`, () => heard.find((text) => form.test(text)));

function request(method: string, sequence: number, to: string, body = ''): string {
  return [
    `${method} ${phone.uri} SIP/2.0`,
    `Via: SIP/2.0/UDP 127.0.0.1:${other.address().port};branch=z9hG4bK${sequence}`,
    'From: <sip:far@127.0.0.1>;tag=far',
    `To: ${to}`,
    'Call-ID: one',
    `CSeq: ${sequence} ${method}`,
    `Contact: <sip:far@127.0.0.1:${other.address().port}>`,
    '',
    body,
  ].join('\r\n');
}

test('a call comes, both sides offer again, and it is hung up', async () => {
  const to = `<${phone.uri}>`;
  tell(request('INVITE', 1, to, 'their offer'));
  const dialog = await phone.incoming(there);
  assert.equal(dialog.offer, 'their offer');
  await said(/^SIP\/2.0 100 Trying/);
  const answered = dialog.answer('our answer');
  const ours = /To: (.*)/.exec(await said(/^SIP\/2.0 200 OK.*our answer$/s))?.[1]?.trim() ?? '';
  assert.match(ours, /;tag=\S+$/);
  tell(request('ACK', 1, ours));
  await answered;

  dialog.onOffer(async (offer) => `answer to ${offer}`);
  tell(request('INVITE', 2, ours, 'hold'));
  await said(/^SIP\/2.0 200 OK.*CSeq: 2 INVITE.*answer to hold$/s);
  tell(request('ACK', 2, ours));

  const again = dialog.offerAgain('our offer');
  const invite = await said(/^INVITE .*our offer$/s);
  assert.equal(/From: (.*)\r/.exec(invite)?.[1], ours);
  const cseq = /CSeq: .*/.exec(invite)?.[0];
  tell(`SIP/2.0 200 OK\r\nTo: <sip:far@127.0.0.1>;tag=far\r\n${cseq}\r\n\r\ntheir answer`);
  assert.equal(await again, 'their answer');
  await said(/^ACK /);

  dialog.bye();
  await said(/^BYE sip:far@127.0.0.1:/);
  assert.equal(dialog.isOver, true);
});

test('an offer that is not taken is refused, and the call goes on', async () => {
  tell(request('INVITE', 1, `<${phone.uri}>`, 'their offer'));
  const dialog = await phone.incoming(there);
  dialog.onOffer(() => Promise.reject(new Error('no')));
  tell(request('INVITE', 2, `<${phone.uri}>`, 'another'));
  await said(/^SIP\/2.0 488 .*CSeq: 2 INVITE/s);
  assert.equal(dialog.isOver, false);
});

test('a call without an offer is answered in the ACK', async () => {
  const dialing = phone.dial(`sip:far@127.0.0.1:${other.address().port}`);
  const invite = await said(/^INVITE /);
  assert.match(invite, /Content-Length: 0\r\n\r\n$/);
  tell(`SIP/2.0 200 OK\r\nTo: <sip:far@x>;tag=9\r\n${/CSeq: .*/.exec(invite)?.[0]}\r\n\r\ntheir offer`);
  const dialog = await dialing;
  assert.equal(dialog.offer, 'their offer');
  await dialog.answer('our answer');
  assert.match(await said(/^ACK /), /our answer$/);
});

test('a call that is refused says so, and a caller that is gone too', async () => {
  const dialing = phone.dial(`sip:far@127.0.0.1:${other.address().port}`);
  const invite = await said(/^INVITE /);
  tell(`SIP/2.0 486 Busy Here\r\nTo: <sip:far@x>;tag=9\r\n${/CSeq: .*/.exec(invite)?.[0]}\r\n\r\n`);
  await assert.rejects(dialing, /486 Busy Here/);
  const unused = await SipPhone.open();
  await assert.rejects(unused.incoming({ isOver: true }), /gone/);
  unused.close();
});
