import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestPhone, signInRequest, type TestPhone } from '../../fakes/phone.ts';
import { settle } from '../../fakes/settle.ts';

const proxy = { userName: 'dana', password: 'pröxy' };

function stoppedAt(kind: 'proxy-auth' | 'proxy-scheme'): TestPhone {
  const phone = createTestPhone();
  const failure = { kind, message: '407', proxy: 'proxy.contoso.com:3128' } as const;
  phone.http.on('GET', /./, () => failure);
  return phone;
}

const asksForPassword = { kind: 'proxy-auth', message: '407', proxy: 'proxy.contoso.com:3128' } as const;

/** From now on a proxy stands before everything and asks; until `end`. */
function putProxyBefore(phone: TestPhone): { end(): void } {
  let asks = true;
  phone.http.on('GET', /./, () => (asks ? asksForPassword : undefined));
  return {
    end() {
      asks = false;
    },
  };
}

/** It is named, tried again, and gone once it lets through. */
async function expectNamedUntilItEnds(phone: TestPhone, proxy: { end(): void }): Promise<void> {
  const [note] = phone.view().notes;
  assert.match(note?.title ?? '', /^The proxy proxy\.contoso\.com:3128 asks for/);
  assert.match(note?.help ?? '', /sign out and sign in again.*keeps trying/);
  proxy.end();
  await phone.clock.advance(60_000);
  assert.equal(phone.view().session.status, 'Ready');
  assert.deepEqual(phone.view().notes, []);
}

const problemOf = ({ view }: TestPhone) => view().session.signIn?.problem;

async function signIn(phone: TestPhone, request = signInRequest()): Promise<void> {
  assert.deepEqual(phone.phone.command({ type: 'sign-in', request }), { ok: true });
  await settle();
}

test('a proxy that wants a password is named, with fields for it; what is typed goes to that proxy', async () => {
  const phone = stoppedAt('proxy-auth');
  await signIn(phone);
  assert.match(problemOf(phone)?.title ?? '', /^The proxy proxy\.contoso\.com:3128 asks for/);
  assert.deepEqual(problemOf(phone)?.fields, ['proxyUserName', 'proxyPassword']);
  assert.deepEqual(phone.proxyAccess.offers, []);
  await signIn(phone, signInRequest({ proxy, keep: false }));
  assert.deepEqual(phone.proxyAccess.offers, [['proxy.contoso.com:3128', proxy, false]]);
  assert.ok(phone.http.sent.every((sent) => !JSON.stringify(sent).includes('pröxy')));
  assert.ok(!JSON.stringify([phone.log.entries, problemOf(phone)]).includes('pröxy'));
});

test('nothing is offered where no proxy asked', async () => {
  const phone = createTestPhone();
  await signIn(phone, signInRequest({ proxy }));
  assert.deepEqual(phone.proxyAccess.offers, []);
});

test('one that asks for something else says so, and has no fields', async () => {
  const phone = stoppedAt('proxy-scheme');
  await signIn(phone);
  assert.match(problemOf(phone)?.title ?? '', /in a way that Switchhook does not know/);
  await signIn(phone, signInRequest({ proxy }));
  assert.deepEqual(phone.proxyAccess.offers, []);
});

test('a kept sign-in that a proxy stops says so, and goes on trying', async () => {
  const first = createTestPhone();
  await first.signIn();
  await first.phone.stop();
  const phone = createTestPhone({ records: first.records, secrets: first.secrets });
  const stopped = putProxyBefore(phone);
  phone.phone.start();
  await settle();
  await expectNamedUntilItEnds(phone, stopped);
});

test('a proxy that begins to ask in a session is named, until it lets through again', async () => {
  const phone = createTestPhone();
  await phone.signIn();
  const stopped = putProxyBefore(phone);
  await phone.server.answerPoll(asksForPassword);
  await phone.clock.advance(5_000);
  assert.equal(phone.view().session.status, 'Reconnecting');
  await expectNamedUntilItEnds(phone, stopped);
});

test('of a network that is merely away nothing is said but that', async () => {
  const phone = createTestPhone();
  await phone.signIn();
  await phone.server.down();
  await phone.clock.advance(5_000);
  assert.equal(phone.view().session.status, 'Reconnecting');
  assert.deepEqual(phone.view().notes, []);
});
