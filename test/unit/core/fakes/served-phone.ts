import assert from 'node:assert/strict';
import { afterEach, beforeEach } from 'node:test';
import { createPhone } from '../../../../main/core/create-phone.ts';
import type { Phone } from '../../../../main/core/phone.ts';
import { createHttp, type NodeHttp } from '../../../../main/net/http/http.ts';
import { createClientContext } from '../../../../main/net/trust/trusted-roots.ts';
import { createUrls } from '../../../../main/parsing/urls.ts';
import { createXml } from '../../../../main/parsing/xml.ts';
import { createRandom } from '../../../../main/system/random.ts';
import type { AppView, CallView, HistoryView } from '../../../../preload/contract/index.ts';
import { type CallRequest, type SimulatedCall, startUcwaServer, type UcwaServer } from '../../../ucwa-server/index.ts';
import { createFakeLog } from './log-and-random.ts';
import { createFakeMedia, type FakeMedia } from './media.ts';
import { pastCalls } from './past-calls.ts';
import { phoneOptions } from './phone-options.ts';
import { createFakeSignInPages } from './sign-in-pages.ts';
import { createFakeRecords, createFakeSecrets, type FakeRecords, type FakeSecrets } from './storage.ts';
import { createFakeSurroundings, type FakeSurroundings } from './surroundings.ts';
import { createUnheldClock } from './unheld-clock.ts';
import { createFakeUpdater } from './updater.ts';

/** The core and its real HTTP against the simulated server, for each test anew; only sound, keychain and disk are fakes. */
export interface ServedPhone {
  readonly server: UcwaServer;
  readonly phone: Phone;
  readonly media: FakeMedia;
  readonly secrets: FakeSecrets;
  readonly records: FakeRecords;
  readonly surroundings: FakeSurroundings;
  /** Waits for the view to show something; the deadline only ends a test that has failed. */
  shows(what: (view: AppView) => boolean, name: string): Promise<AppView>;
  callShows(what: (call: CallView) => boolean, name: string): Promise<CallView>;
  /** All calls of the history as they are shown, newest first. */
  past(): readonly HistoryView[];
  ringing(): Promise<CallView>;
  /** A call in view that ended, with that title. */
  ended(title: string): Promise<CallView>;
  signIn(password?: string): Promise<void>;
  ring(request?: CallRequest): Promise<{ readonly call: SimulatedCall; readonly id: string }>;
  talk(request?: CallRequest): Promise<{ readonly call: SimulatedCall; readonly id: string }>;
}

/** To be called once in a `describe`: what it returns is of the test that runs. */
export function servePhone(): ServedPhone {
  let server: UcwaServer;
  let phone: Phone;
  let http: NodeHttp;
  let media: FakeMedia;
  let secrets: FakeSecrets;
  let records: FakeRecords;
  let surroundings: FakeSurroundings;

  beforeEach(async () => {
    server = await startUcwaServer();
    server.calls.farMedia = 'none';
    const log = createFakeLog();
    media = createFakeMedia();
    media.prepareAtOnce();
    secrets = createFakeSecrets();
    records = createFakeRecords();
    surroundings = createFakeSurroundings();
    http = createHttp({ secureContext: () => createClientContext({ extraFiles: [server.caFile], log }) });
    phone = createPhone(
      {
        http,
        urls: createUrls(),
        secrets,
        records,
        clock: createUnheldClock(),
        random: createRandom(),
        log,
        media,
        xml: createXml(),
        surroundings,
        signInPages: createFakeSignInPages(),
        updater: createFakeUpdater(),
        proxyAccess: { offer() {} },
      },
      { ...phoneOptions, discoveryUrl: server.discoveryUrl },
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
      }, 30_000);
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

  return {
    get server() {
      return server;
    },
    get phone() {
      return phone;
    },
    get media() {
      return media;
    },
    get secrets() {
      return secrets;
    },
    get records() {
      return records;
    },
    get surroundings() {
      return surroundings;
    },
    past: () => pastCalls(records),
    ...{ shows, callShows, ringing, ended, signIn, ring, talk },
  };
}
