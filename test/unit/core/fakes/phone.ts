import assert from 'node:assert/strict';
import { createPhone } from '../../../../main/core/create-phone.ts';
import type { Phone, PhoneOptions } from '../../../../main/core/phone.ts';
import type { Ports, ProxyAccess, Random } from '../../../../main/core/ports.ts';
import { createUrls } from '../../../../main/parsing/urls.ts';
import { createXml } from '../../../../main/parsing/xml.ts';
import type {
  AppView,
  CallView,
  Command,
  CommandResult,
  HistoryView,
  SignInRequest,
} from '../../../../preload/contract/index.ts';
import { createFakeClock, type FakeClock } from './clock.ts';
import { createFakeHttp, type FakeHttp } from './http.ts';
import { createFakeLog, createFakeRandom, type FakeLog } from './log-and-random.ts';
import { createFakeMedia, type FakeMedia } from './media.ts';
import { pastCalls } from './past-calls.ts';
import { phoneOptions } from './phone-options.ts';
import { createFakeServer, type FakeServer } from './server.ts';
import { settle } from './settle.ts';
import { createFakeSignInPages, type FakeSignInPages } from './sign-in-pages.ts';
import { createFakeRecords, createFakeSecrets, type FakeRecords, type FakeSecrets } from './storage.ts';
import { createFakeSurroundings, type FakeSurroundings } from './surroundings.ts';
import { createFakeUpdater, type FakeUpdater } from './updater.ts';

/** A phone over fakes, with a server that answers by script. */
export interface TestPhone extends FakePorts {
  readonly phone: Phone;
  readonly server: FakeServer;
  view(): AppView;
  /** All calls of the history as they are shown, newest first. */
  past(): readonly HistoryView[];
  /** The newest call in view. */
  call(): CallView;
  send(command: Command): CommandResult;
  signIn(more?: Partial<SignInRequest>): Promise<void>;
}

export interface FakePorts {
  readonly http: FakeHttp;
  readonly clock: FakeClock;
  readonly media: FakeMedia;
  readonly secrets: FakeSecrets;
  readonly records: FakeRecords;
  readonly log: FakeLog;
  readonly surroundings: FakeSurroundings;
  readonly signInPages: FakeSignInPages;
  readonly updater: FakeUpdater;
  /** What was offered to proxies, in order. */
  readonly proxyAccess: ProxyAccess & { readonly offers: unknown[][] };
}

export const dana = 'dana@contoso.com';

export function signInRequest(more: Partial<SignInRequest> = {}): SignInRequest {
  return { address: dana, userName: '', password: 'secret', keep: true, server: '', ...more };
}

function createFakeProxyAccess(): FakePorts['proxyAccess'] {
  const offers: unknown[][] = [];
  return { offers, offer: (...words) => void offers.push(words) };
}

export function createTestPhone(
  given: Partial<FakePorts & { readonly random: Random }> = {},
  more: Partial<PhoneOptions> = {},
): TestPhone {
  const fakes: FakePorts = {
    http: createFakeHttp(),
    clock: createFakeClock(),
    media: createFakeMedia(),
    secrets: createFakeSecrets(),
    records: createFakeRecords(),
    log: createFakeLog(),
    surroundings: createFakeSurroundings(),
    signInPages: createFakeSignInPages(),
    updater: createFakeUpdater(),
    proxyAccess: createFakeProxyAccess(),
    ...given,
  };
  const ports: Ports = { ...fakes, urls: createUrls(), xml: createXml(), random: given.random ?? createFakeRandom() };
  const phone = createPhone(ports, { ...phoneOptions, ...more });
  /** As a window sees it that has just been opened; one that followed all changes has to see the same. */
  const view = (): AppView => {
    const opened = phone.viewAsOfNow();
    assert.deepEqual(withoutDurations(phone.view()), withoutDurations(opened));
    return opened;
  };
  return {
    ...fakes,
    phone,
    server: createFakeServer(fakes.http),
    view,
    past: () => pastCalls(fakes.records),
    call() {
      const call = view().calls.at(-1);
      if (call === undefined) throw new Error('there is no call in view');
      return call;
    },
    send: (command) => phone.command(command),
    async signIn(request) {
      phone.command({ type: 'sign-in', request: signInRequest(request) });
      await settle();
    },
  };
}

function withoutDurations(view: AppView): AppView {
  return { ...view, calls: view.calls.map((call) => ({ ...call, lastedMs: 0 })) };
}
