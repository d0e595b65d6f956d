/** The core over its real HTTP, clock and XML; sound, keychain, disk and pages are fakes. */

import type { SecureContext } from 'node:tls';
import { createPhone } from '../../main/core/create-phone.ts';
import type { Phone } from '../../main/core/phone.ts';
import type { Clock, Http, Log, Media, Random, Records, SignInPages, Surroundings } from '../../main/core/ports.ts';
import { createHttp, type NodeHttp } from '../../main/net/http/http.ts';
import { createClientContext } from '../../main/net/trust/trusted-roots.ts';
import { createUrls } from '../../main/parsing/urls.ts';
import { createXml } from '../../main/parsing/xml.ts';
import { createClock } from '../../main/system/clock.ts';
import type { HistoryView } from '../../preload/contract/index.ts';
import { pastCalls } from '../unit/core/fakes/past-calls.ts';
import { phoneOptions } from '../unit/core/fakes/phone-options.ts';
import { createFakeSignInPages } from '../unit/core/fakes/sign-in-pages.ts';
import { createFakeRecords, createFakeSecrets } from '../unit/core/fakes/storage.ts';
import { createUnheldClock } from '../unit/core/fakes/unheld-clock.ts';
import { createFakeUpdater } from '../unit/core/fakes/updater.ts';

export interface RealPhoneParts {
  readonly discoveryUrl: string;
  /** PEM file of the authority to trust. */
  readonly caFile: string;
  readonly random: Random;
  readonly media: Media;
  readonly surroundings: Surroundings;
  readonly signInPages?: SignInPages;
  /** In place of the machine's. */
  readonly clock?: Clock;
  /** In place of a disk on which nothing is. */
  readonly records?: Records;
  /** In place of one that is made for each connection, where there are many phones. */
  readonly secureContext?: Promise<SecureContext>;
  /** Stands between the core and its HTTP. */
  readonly through?: (http: Http) => Http;
  /** True: its timers keep the process alive, and are counted among what does. */
  readonly heldTimers?: boolean;
}

export interface RealPhone {
  readonly phone: Phone;
  readonly http: NodeHttp;
  /** All calls of the history as they are shown, newest first. */
  past(): readonly HistoryView[];
}

export function createRealPhone(parts: RealPhoneParts): RealPhone {
  const { discoveryUrl, caFile, random, media, surroundings, records = createFakeRecords() } = parts;
  const http = createHttp({
    secureContext: () => parts.secureContext ?? createClientContext({ extraFiles: [caFile], log: noLog }),
  });
  const phone = createPhone(
    {
      http: parts.through?.(http) ?? http,
      urls: createUrls(),
      secrets: createFakeSecrets(),
      records,
      clock: parts.clock ?? (parts.heldTimers === true ? createClock() : createUnheldClock()),
      random,
      log: noLog,
      media,
      xml: createXml(),
      surroundings,
      signInPages: parts.signInPages ?? createFakeSignInPages(),
      updater: createFakeUpdater(),
      proxyAccess: { offer() {} },
    },
    { ...phoneOptions, discoveryUrl },
  );
  return { phone, http, past: () => pastCalls(records) };
}

/** Writes nothing. */
export const noLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
