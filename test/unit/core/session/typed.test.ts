import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { typedAddress, typedServer, visible } from '../../../../main/core/session/typed.ts';
import { createUrls } from '../../../../main/parsing/urls.ts';
import { json } from '../fakes/http.ts';
import { createTestPhone, signInRequest } from '../fakes/phone.ts';
import { pool, tokenUrl, userUrl } from '../fakes/server.ts';
import { settle } from '../fakes/settle.ts';

const urls = createUrls();
const kim = 'kim@contoso.com';

describe('a sign-in address is found in what was pasted', () => {
  for (const text of [
    'kim@contoso.com',
    ' kim@contoso.com\n',
    'kim@contoso.com\r\n',
    '\tkim@contoso.com',
    '\u00a0kim@contoso.com\u00a0',
    '\u3000kim@contoso.com',
    'sip:kim@contoso.com',
    'SIP:KIM@CONTOSO.COM',
    'sips:kim@contoso.com',
    'sip:kim@contoso.com;transport=tls',
    'sip:kim@contoso.com:5061;gruu;opaque=x',
    'sip:kim@contoso.com?subject=x',
    '<sip:kim@contoso.com>',
    '"Kim" <sip:kim@contoso.com>;tag=1',
    'mailto:kim@contoso.com',
    'mailto:kim@contoso.com?subject=Hello%20you',
    'mailto:kim%40contoso.com',
    'im:kim@contoso.com',
    '<kim@contoso.com>',
    '<kim@contoso.com',
    'kim@contoso.com>',
    'Kim <kim@contoso.com>',
    'Kim Lee (she) <kim@contoso.com>,',
    '"Lee, Kim" <kim@contoso.com>;',
    'Kim <mailto:kim@contoso.com>',
    'kim@contoso.com.',
    'kim@contoso.com,',
    'kim@contoso.com;',
    'kim@contoso.com!',
    '(kim@contoso.com)',
    '[kim@contoso.com]',
    '"kim@contoso.com"',
    '\u201ckim@contoso.com\u201d',
    '\u00abkim@contoso.com\u00bb',
    "'kim@contoso.com'",
    'kim\uff20contoso.com',
    '\uff4b\uff49\uff4d@contoso\uff0ecom',
    'kim@contoso\u3002com',
    '\u200bkim@contoso.com',
    'kim\u200b@contoso.com',
    'kim@\u2060contoso.com',
    'kim@con\u00adtoso.com',
    '\ufeffkim@contoso.com',
    '\u202akim@contoso.com\u202c',
    '\u2066kim@contoso.com\u2069',
    '\u200ekim@contoso.com\u200f',
    'kim@contoso.com\u0000',
    'kim\ufe0f@contoso.com',
    'Kim@Contoso.Com',
    'KIM@CONTOSO.COM',
  ]) {
    test(JSON.stringify(text), () => assert.equal(typedAddress(text, urls), kim));
  }

  for (const [text, address] of [
    ["o'brien@contoso.com", "o'brien@contoso.com"],
    ['kim.lee+work@mail.contoso.co.uk', 'kim.lee+work@mail.contoso.co.uk'],
    ['kim_lee@contoso.local', 'kim_lee@contoso.local'],
    ['j\u00fcrgen@b\u00fccher.de', 'j\u00fcrgen@b\u00fccher.de'],
    ['kim@xn--bcher-kva.de', 'kim@xn--bcher-kva.de'],
  ] as const) {
    test(`${text} stays`, () => assert.equal(typedAddress(text, urls), address));
  }

  for (const text of [
    '',
    ' ',
    '\u200b',
    'kim',
    'kim@',
    '@contoso.com',
    'sip:@contoso.com',
    'kim@contoso',
    'kim@@contoso.com',
    'kim@contoso.com@x',
    'kim lee@contoso.com',
    'kim@con toso.com',
    'kim@contoso..com',
    'kim@*.contoso.com',
    'kim@contoso_x.com',
    'kim@contoso.com/x',
    'kim@contoso.com:443',
    'kim@contoso.com#x',
    'kim@10.0.0.1',
    'kim@[10.0.0.1]',
    'kim@contoso.com, lee@contoso.com',
    'https://contoso.com',
    'CONTOSO\\kim',
    'mailto:',
    'mailto:%zz@contoso.com%',
    '<>',
  ]) {
    test(`${JSON.stringify(text)} is none`, () => assert.equal(typedAddress(text, urls), null));
  }
});

describe('a server as people type it', () => {
  for (const [text, server] of [
    ['', ''],
    ['  ', ''],
    ['\u200b', ''],
    ['pool.contoso.com', 'pool.contoso.com'],
    [' pool.contoso.com ', 'pool.contoso.com'],
    ['pool.contoso.com/', 'pool.contoso.com'],
    ['pool.contoso.com.', 'pool.contoso.com'],
    ['pool.contoso.com,', 'pool.contoso.com'],
    ['"pool.contoso.com"', 'pool.contoso.com'],
    ['<pool.contoso.com>', 'pool.contoso.com'],
    ['POOL.Contoso.com', 'pool.contoso.com'],
    ['pool', 'pool'],
    ['https://pool.contoso.com', 'pool.contoso.com'],
    ['https://pool.contoso.com/', 'pool.contoso.com'],
    ['HTTPS://pool.contoso.com', 'pool.contoso.com'],
    ['https:///pool.contoso.com', 'pool.contoso.com'],
    ['https:/pool.contoso.com', 'pool.contoso.com'],
    ['//pool.contoso.com', 'pool.contoso.com'],
    ['http://pool.contoso.com', 'pool.contoso.com'],
    ['http://pool.contoso.com:80/', 'pool.contoso.com'],
    ['http://pool.contoso.com:8080/', 'pool.contoso.com:8080'],
    ['pool.contoso.com:443', 'pool.contoso.com'],
    ['pool.contoso.com:4443', 'pool.contoso.com:4443'],
    ['pool.contoso.com:', 'pool.contoso.com'],
    ['pool.contoso.com.:4443', 'pool.contoso.com:4443'],
    ['https://pool.contoso.com/ucwa', 'https://pool.contoso.com/ucwa'],
    ['pool.contoso.com/ucwa', 'https://pool.contoso.com/ucwa'],
    ['https://pool.contoso.com:4443/Autodiscover/root', 'https://pool.contoso.com:4443/Autodiscover/root'],
    ['https://pool.contoso.com/ucwa?x=1#y', 'https://pool.contoso.com/ucwa'],
    ['https://pool.contoso.com?sipuri=kim', 'pool.contoso.com'],
    ['10.0.0.5', '10.0.0.5'],
    ['localhost:8443', 'localhost:8443'],
    ['Localhost', 'localhost'],
    ['10.0.0.5:4443', '10.0.0.5:4443'],
    ['2001:db8::1', '[2001:db8::1]'],
    ['2001:DB8:0:0::1', '[2001:db8::1]'],
    ['::1', '[::1]'],
    ['2001:db8::1/ucwa', 'https://[2001:db8::1]/ucwa'],
    ['[2001:db8::1]', '[2001:db8::1]'],
    ['[2001:db8::1]:4443', '[2001:db8::1]:4443'],
    ['https://[2001:db8::1]:4443/', '[2001:db8::1]:4443'],
    ['pool\uff0econtoso.com', 'pool.contoso.com'],
    ['pool\u3002contoso.com', 'pool.contoso.com'],
    ['pool.con\u00adtoso.com', 'pool.contoso.com'],
    ['\u00a0pool.contoso.com', 'pool.contoso.com'],
    ['pool.b\u00fccher.de', 'pool.xn--bcher-kva.de'],
  ] as const) {
    test(`${JSON.stringify(text)}: ${server}`, () => assert.equal(typedServer(text, urls), server));
  }

  for (const text of [
    'pool contoso.com',
    'pool.contoso.com pool2.contoso.com',
    'ftp://pool.contoso.com',
    'sip:pool.contoso.com',
    'sip://pool.contoso.com',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'kim@contoso.com',
    'https://kim:secret@pool.contoso.com/',
    'https://',
    '/',
    '*',
    '*.contoso.com',
    '*,x.contoso.com',
    'a,b.contoso.com',
    'pool_1.contoso.com',
    '-pool.contoso.com',
    'pool..contoso.com',
    'pool.contoso.com:99999',
    'pool.contoso.com:https',
    '\\\\pool\\share',
    'CONTOSO\\kim',
    '12345',
    '10.1',
    '0x7f000001',
    '1.2.3.4.5',
    '256.1.1.1',
    '[2001:db8::1',
    '2001:db8:::1',
    'fe80::1%eth0',
    '[fe80::1%eth0]',
    '?',
    '#',
    'pool%2econtoso.com/%zz host',
  ]) {
    test(`${JSON.stringify(text)} is none`, () => assert.equal(typedServer(text, urls), null));
  }
});

test('a user name loses what is not seen in it, and nothing else', () => {
  assert.equal(visible('\u00a0CONTOSO\\K\u200bim\u202c '), 'CONTOSO\\Kim');
});

test('a session begins with the clean address and the clean server', async () => {
  const phone = createTestPhone();
  phone.http.on('GET', `${pool}/`, json(200, { _links: { user: { href: userUrl } } }));
  await phone.signIn({ address: 'Kim <SIP:Kim@Contoso.com>', server: ' https://pool.contoso.com/ ', userName: '' });
  assert.equal(phone.view().session.status, 'Ready');
  assert.equal(phone.view().session.user?.address, kim);
  const [{ body = '' } = {}] = phone.http.sentTo('POST', tokenUrl);
  assert.equal(new URLSearchParams(body).get('username'), kim);
  assert.equal(phone.http.sentTo('GET', /lyncdiscover/).length, 0);
});

test('a server with a path is asked there, at its root and where discovery lies', async () => {
  const phone = createTestPhone();
  await phone.signIn({ server: 'https://pool.contoso.com/ucwa' });
  await settle();
  assert.deepEqual(
    phone.http.open.map(({ request }) => request.url),
    [`${pool}/ucwa`, `${pool}/`, `${pool}/Autodiscover/AutodiscoverService.svc/root`],
  );
});

for (const server of ['pool contoso.com', 'ftp://pool.contoso.com', '*,x.contoso.com']) {
  test(`${server} is said to be no server address`, () => {
    const phone = createTestPhone();
    const outcome = phone.send({ type: 'sign-in', request: signInRequest({ server }) });
    assert.deepEqual(outcome, { ok: false, refusal: 'invalid' });
    const { problem, server: shown } = phone.view().session.signIn ?? {};
    assert.equal(problem?.title, 'That is no server address.');
    assert.deepEqual(problem?.fields, ['server']);
    assert.equal(shown, server, 'what was typed stays');
    assert.equal(phone.http.sent.length, 0);
  });
}
