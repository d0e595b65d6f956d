import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { createPhone } from '../../../main/core/create-phone.ts';
import type { Phone } from '../../../main/core/phone.ts';
import { openPolicy } from '../../../main/core/session/policy.ts';
import { createHttp, type NodeHttp } from '../../../main/net/http/http.ts';
import { createRandom } from '../../../main/net/random.ts';
import { createClientContext } from '../../../main/net/trusted-roots.ts';
import { createUrls } from '../../../main/net/urls.ts';
import { createXml } from '../../../main/net/xml.ts';
import type { AppView, CallView } from '../../../preload/contract.ts';
import { type CallRequest, type SimulatedCall, startUcwaServer, type UcwaServer } from '../../ucwa-server/index.ts';
import { createFakeLog } from './fakes/log-and-random.ts';
import { createFakeMedia, type FakeMedia } from './fakes/media.ts';
import { createFakeSignInPages } from './fakes/sign-in-pages.ts';
import { createFakeRecords, createFakeSecrets, type FakeSecrets } from './fakes/storage.ts';
import { createFakeSurroundings } from './fakes/surroundings.ts';
import { createUnheldClock } from './fakes/unheld-clock.ts';

/** The core and its real HTTP against the simulated server; only sound, keychain and disk are fakes. */
describe('a phone against a UCWA server', () => {
  let server: UcwaServer;
  let phone: Phone;
  let http: NodeHttp;
  let media: FakeMedia;
  let secrets: FakeSecrets;

  beforeEach(async () => {
    server = await startUcwaServer();
    const log = createFakeLog();
    media = createFakeMedia();
    media.prepareAtOnce();
    secrets = createFakeSecrets();
    http = createHttp({ secureContext: () => createClientContext({ extraFiles: [server.caFile], log }) });
    phone = createPhone(
      {
        http,
        urls: createUrls(),
        secrets,
        records: createFakeRecords(),
        clock: createUnheldClock(),
        random: createRandom(),
        log,
        media,
        xml: createXml(),
        surroundings: createFakeSurroundings(),
        signInPages: createFakeSignInPages(),
        proxyAccess: { offer() {} },
      },
      {
        discoveryUrl: server.discoveryUrl,
        server: null,
        userAgent: 'Switchhook',
        culture: 'en-US',
        policy: openPolicy,
      },
    );
  });

  afterEach(async () => {
    await phone.stop();
    http.close();
    const told = server.violations.map(({ method, path, detail }) => `${method} ${path}: ${detail}`);
    const left = server.applications.length;
    await server.stop();
    assert.deepEqual(told, []);
    assert.equal(left, 0, 'the application is deleted when the phone stops');
    assert.deepEqual(media.open, [], 'no socket is left open');
    assert.equal(phone.mayOpenMicrophone(), false);
    assert.deepEqual(phone.mediaView(), { ring: null, legs: [] });
  });

  /** Waits for the view to show something; the deadline only ends a test that has failed. */
  function shows(what: (view: AppView) => boolean, name: string): Promise<AppView> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (!what(phone.view())) return;
        clearTimeout(deadline);
        end();
        resolve(phone.view());
      };
      const deadline = setTimeout(() => {
        end();
        reject(new Error(`the view never showed ${name}: ${JSON.stringify(phone.view())}\n${server.ledger.text(20)}`));
      }, 8_000);
      const end = phone.subscribe(look);
      look();
    });
  }

  const callShows = async (what: (call: CallView) => boolean, name: string): Promise<CallView> => {
    const view = await shows(({ calls }) => calls.some(what), name);
    const call = view.calls.find(what);
    assert.ok(call !== undefined);
    return call;
  };
  const ringing = (): Promise<CallView> => callShows(({ state }) => state === 'ringing', 'a ring');
  const ended = (title: string): Promise<CallView> =>
    callShows(({ state, ending }) => state === 'ended' && ending?.title === title, title);

  async function signIn(password = server.credentials.password): Promise<void> {
    const { address, userName } = server.credentials;
    const request = { address, userName, password, keep: true, server: '' };
    assert.deepEqual(phone.command({ type: 'sign-in', request }), { ok: true });
    await shows(({ session }) => session.status === 'Ready', 'Ready');
    await server.reachable();
  }

  async function ring(request: CallRequest = {}): Promise<{ readonly call: SimulatedCall; readonly id: string }> {
    const call = await server.call({ media: 'none', ...request });
    const { id } = await ringing();
    return { call, id };
  }

  async function talk(request: CallRequest = {}): Promise<{ readonly call: SimulatedCall; readonly id: string }> {
    const { call, id } = await ring(request);
    assert.deepEqual(phone.command({ type: 'answer', callId: id }), { ok: true });
    await call.accepted;
    await callShows(({ state }) => state === 'connected', 'connected');
    return { call, id };
  }

  const accepts = (): number =>
    server.ledger.entries.filter(({ kind, rel }) => kind === 'request' && rel === 'acceptWithAnswer').length;

  test('signs in, and says so', async () => {
    await signIn();
    const { session } = phone.view();
    assert.deepEqual(session.user, { name: 'Dana Whitfield', address: server.account.address });
    assert.equal(session.detail, 'Calls ring here');
    assert.equal(secrets.items.size, 1);
  });

  test('a wrong password is said to be one, and the right one works then', async () => {
    const { address, userName, password } = server.credentials;
    const request = { address, userName, password: 'wrong', keep: false, server: '' };
    phone.command({ type: 'sign-in', request });
    const view = await shows(({ session }) => session.signIn?.problem !== null, 'a problem');
    assert.equal(view.session.signIn?.problem?.title, 'That user name or password did not work.');
    assert.equal(secrets.items.size, 0);
    await signIn(password);
  });

  for (const offerForm of ['base64', 'percent', 'multipart'] as const) {
    test(`rings, is answered and hung up here (offer as ${offerForm})`, async () => {
      await signIn();
      const { call, id } = await talk({ offerForm });
      assert.deepEqual(media.told(id), ['prepare', 'start']);
      assert.equal(phone.mediaView().legs[0]?.microphone, 'open');
      phone.command({ type: 'hang-up', callId: id });
      assert.deepEqual(media.open, []);
      assert.equal(phone.mayOpenMicrophone(), false);
      assert.deepEqual(await call.ended, { kind: 'user-hung-up', reason: 'UserInitiatedAction' });
      await ended('Call ended');
      assert.equal(phone.view().history[0]?.outcome, 'answered');
    });
  }

  test('an event that carries only links is looked up', async () => {
    await signIn();
    const { id } = await talk({ embed: false });
    assert.equal(phone.view().calls.find((call) => call.id === id)?.party.label, 'Ana Lindqvist');
  });

  test('after a resume all that rang is looked up in one batch, and is over', async () => {
    await signIn();
    await Promise.all([1, 2, 3].map(() => server.call({ media: 'none' })));
    await shows(({ calls }) => calls.filter(({ state }) => state === 'ringing').length === 3, 'three rings');
    const since = server.ledger.next;
    await server.resume();
    await server.ledger.waitFor(({ kind, rel }) => kind === 'request' && rel === 'batch', { since, timeoutMs: 8_000 });
    await shows(({ calls }) => calls.every(({ state }) => state === 'ended'), 'no ring');
  });

  test('Answer from every surface at once leaves as one acceptWithAnswer', async () => {
    await signIn();
    const { call, id } = await ring();
    const results = Array.from({ length: 6 }, () => phone.command({ type: 'answer', callId: id }));
    assert.deepEqual(results[0], { ok: true });
    for (const result of results.slice(1)) assert.deepEqual(result, { ok: false, refusal: 'repeated' });
    await call.accepted;
    await callShows(({ state }) => state === 'connected', 'connected');
    assert.equal(accepts(), 1);
  });

  test('the caller hangs up', async () => {
    await signIn();
    const { call } = await talk();
    await call.hangUp();
    await ended('Call ended');
    assert.equal(phone.view().history[0]?.outcome, 'answered');
  });

  test('declined here', async () => {
    await signIn();
    const { call, id } = await ring();
    phone.command({ type: 'decline', callId: id });
    await ended('Declined');
    assert.deepEqual(await call.ended, { kind: 'declined', reason: 'Global' });
    assert.equal(phone.view().history[0]?.outcome, 'declined');
  });

  test('the caller gives up', async () => {
    await signIn();
    const { call } = await ring();
    await call.cancel();
    await ended('Missed');
    assert.equal(phone.view().missedUnseen, 1);
  });

  test('answered elsewhere, by someone who is named', async () => {
    await signIn();
    const { call } = await ring();
    await call.answerElsewhere({ id: 'priya', name: 'Priya Raman' });
    await ended('Answered by Priya Raman');
    assert.equal(phone.view().history.length, 1);
    assert.equal(phone.view().history[0]?.note, 'Answered by Priya Raman');
    assert.equal(phone.view().history[0]?.outcome, 'elsewhere');
  });

  test('the network drops mid-ring; the call that still waits rings again when it is back', async () => {
    await signIn();
    const { call, id } = await ring();
    await server.faults.refuse(true);
    await ended('The network dropped.');
    assert.deepEqual(media.open, []);
    assert.equal(phone.view().session.status, 'Reconnecting');
    await server.faults.refuse(false);
    const again = await ringing();
    assert.notEqual(again.id, id);
    await shows(({ session }) => session.status === 'Ready', 'Ready');
    phone.command({ type: 'answer', callId: again.id });
    await call.accepted;
    await callShows(({ state }) => state === 'connected', 'connected');
    assert.equal(phone.view().history.length, 0, 'a ring that went on was not missed');
  });

  test('the network drops mid-ring; a call that is gone meanwhile does not ring again', async () => {
    await signIn();
    const { call } = await ring();
    await server.faults.refuse(true);
    await ended('The network dropped.');
    await call.cancel();
    await server.faults.refuse(false);
    await shows(({ session }) => session.status === 'Ready', 'Ready');
    await server.waitFor(
      ({ kind, rel, status }) => kind === 'response' && rel === 'audioVideoInvitation' && status === 200,
    );
    await server.waitFor(
      ({ kind, rel, detail }) => kind === 'event' && rel === 'audioVideoInvitation' && detail === 'completed',
    );
    assert.deepEqual(
      phone.view().calls.filter(({ state }) => state === 'ringing'),
      [],
    );
    assert.equal(phone.view().history.length, 1);
  });

  test('voice goes on while signalling is away', async () => {
    await signIn();
    const { call, id } = await talk();
    await server.faults.refuse(true);
    await shows(({ session }) => session.status === 'Reconnecting', 'Reconnecting');
    assert.deepEqual(media.open, [id]);
    await server.faults.refuse(false);
    await shows(({ session }) => session.status === 'Ready', 'Ready');
    phone.command({ type: 'hang-up', callId: id });
    assert.equal((await call.ended).kind, 'user-hung-up');
  });

  test('a token that is refused mid-session is renewed once, and the answer goes through', async () => {
    await signIn();
    const { call, id } = await ring();
    const since = server.ledger.next;
    server.expireTokens();
    phone.command({ type: 'answer', callId: id });
    await call.accepted;
    await callShows(({ state }) => state === 'connected', 'connected');
    const renewals = server.ledger.entries.filter(
      ({ seq, kind, rel }) => seq >= since && kind === 'request' && rel === 'oauthtoken',
    );
    assert.equal(renewals.length, 1);
    assert.equal(phone.view().session.status, 'Ready');
  });

  test('a forgotten application is made anew, and calls ring again', async () => {
    await signIn();
    const { id } = await ring();
    const since = server.ledger.next;
    server.endApplications();
    await ended('The server ended the call.');
    await shows(({ session }) => session.status === 'Ready', 'Ready');
    await server.reachable({ since });
    const next = await ring();
    assert.notEqual(next.id, id);
  });

  test('after a long silence the user is made available again', async () => {
    await signIn();
    const since = server.ledger.next;
    await server.resume();
    await server.waitFor(({ kind, rel }) => kind === 'response' && rel === 'makeMeAvailable', { since });
    await ring();
  });

  test('the answer is lost on its way back: it is asked after, not sent again', async () => {
    await signIn();
    const { call, id } = await ring();
    server.faults.dropNext('acceptWithAnswer', 'reply');
    phone.command({ type: 'answer', callId: id });
    await call.accepted;
    await callShows(({ state }) => state === 'connected', 'connected');
    assert.equal(accepts(), 1);
  });

  test('hung up while the answer is under way: the far side is told once it is taken', async () => {
    await signIn();
    const { call, id } = await ring();
    const gate = server.faults.holdNext('acceptWithAnswer');
    phone.command({ type: 'answer', callId: id });
    await gate.reached;
    phone.command({ type: 'hang-up', callId: id });
    assert.deepEqual(media.open, []);
    gate.release();
    assert.equal((await call.ended).kind, 'user-hung-up');
    await ended('Call ended');
  });

  test('the microphone is missing while the answer is under way', async () => {
    await signIn();
    const { call, id } = await ring();
    const gate = server.faults.holdNext('acceptWithAnswer');
    phone.command({ type: 'answer', callId: id });
    await gate.reached;
    phone.mediaReport({ type: 'microphone', callId: id, outcome: 'missing' });
    await ended('No microphone was found.');
    gate.release();
    assert.deepEqual(await call.ended, { kind: 'user-hung-up', reason: 'FailedStartAudioStream' });
  });

  test('signing out hangs up, ends the application and deletes the secret', async () => {
    await signIn();
    const { call } = await talk();
    phone.command({ type: 'sign-out' });
    assert.equal(phone.view().session.status, 'Signed out');
    await call.ended;
    await server.waitFor(
      ({ kind, rel, detail }) =>
        kind === 'server' && rel === 'application' && detail === 'ended: deleted by the client',
    );
    await shows(() => secrets.items.size === 0, 'no secret');
  });
});
