import { join } from 'node:path';
import { createPhone } from './core/create-phone.ts';
import type { Phone } from './core/phone.ts';
import type { Log, Media } from './core/ports.ts';
import type { Policy } from './core/session/policy.ts';
import { createVouchedPlaces } from './electron/consent/vouched-places.ts';
import { userBus } from './electron/dbus/user-bus.ts';
import { createDesktop } from './electron/desktop.ts';
import { createKeychain, longestSecret } from './electron/keychain/keychain.ts';
import { createSecretService } from './electron/keychain/secret-service.ts';
import { forkMedia } from './electron/media-fork.ts';
import { createSurroundings } from './electron/power.ts';
import { createProxyAccess } from './electron/proxy-access.ts';
import { createRightOfWay, type RightOfWay } from './electron/right-of-way.ts';
import { createSignIn } from './electron/sign-in/sign-in.ts';
import { stopBeforeQuit } from './electron/start/quit.ts';
import type { Shell } from './electron/start/shell.ts';
import { createProxyResolver } from './electron/system-proxy.ts';
import { createMediaProcess } from './media/media-process.ts';
import { credentialsInEnvironment } from './net/connect/proxy-credentials.ts';
import { createHttp } from './net/http/http.ts';
import { routeHttp } from './net/http/routed-http.ts';
import { createUrls } from './parsing/urls.ts';
import { createXml } from './parsing/xml.ts';
import { policyPath, readPolicy } from './storage/policy-file.ts';
import { createRecords } from './storage/records.ts';
import { createClock } from './system/clock.ts';
import { createRandom } from './system/random.ts';

/** The panel gives the tray icon its place in several turns of this thread, which making windows would hold up. */
const trayHeadStartMs = 40;

/** The longest that the rest waits for the card of a new ring, and for an answer to leave, in milliseconds. */
const [cardMs, answerMs] = [150, 40];

/** The composition root: makes every part and joins them. Called once Electron is ready. */
export function compose(shell: Shell): void {
  const { app, log, switches, folders } = shell;
  const clock = createClock();
  const way = createRightOfWay(clock);
  const records = createRecords(folders.records, {
    log,
    clock,
    onUnsaved: (unsaved) => phone.desktopReported({ type: 'facts', facts: { unsaved } }),
  });
  const { policy, policyBroken } = administratorsPolicy(log);
  const extraFiles = switches.extraCa === null ? [] : [switches.extraCa];
  const bus = userBus(clock, log);
  const secrets = createKeychain({
    load: () => import('./electron/keychain/keytar.ts'),
    service: process.platform === 'linux' ? createSecretService(bus, clock) : null,
    longestBytes: longestSecret(process.platform),
    clock,
    log,
  });
  const proxyAccess = createProxyAccess(secrets, log);
  const http = createHttp({
    resolveProxy: createProxyResolver(shell.systemSession, log),
    credentialSources: [proxyAccess.typed, credentialsInEnvironment(process.env), proxyAccess.kept],
    onProxyTaken: proxyAccess.taken,
    secureContext: async () => (await import('./net/trust/trusted-roots.ts')).createClientContext({ extraFiles, log }),
  });
  const signIn = createSignIn({
    icon: folders.windowIcon,
    clock,
    trusts: http.trusts,
    proxyAccount: http.proxyAccount,
  });
  const media = createMediaProcess({
    fork: () => forkMedia(join(folders.bundles, 'media.cjs')),
    loopback: http.staysHere,
    clock,
    log,
  });
  const urls = createUrls();
  const discoveryUrl = switches.discoveryUrl ?? policy.discoveryUrl;
  const phone = createPhone(
    {
      http: routeHttp(http, signIn.http),
      urls,
      secrets,
      records,
      clock,
      random: createRandom(),
      log,
      media: afterCard(media, way),
      xml: createXml(),
      surroundings: createSurroundings({
        power: shell.powerMonitor,
        clock,
        onResume: http.dropConnections,
        onNetwork: ({ addresses }) => http.adapt(addresses),
      }),
      signInPages: signIn.pages,
      proxyAccess,
    },
    {
      discoveryUrl: switches.discoveryUrl,
      server: switches.server,
      userAgent: `Switchhook/${app.getVersion()}`,
      culture: app.getLocale(),
      policy,
      policyBroken,
    },
  );
  const desktop = createDesktop({
    shell,
    phone: answeringFirst(phone, way),
    clock,
    records,
    urls,
    places: createVouchedPlaces({
      records,
      discoveryUrl,
      domains: [...policy.trustedDomains, ...(switches.server === null ? [] : [switches.server.toLowerCase()])],
    }),
    way,
    bus,
    isSignInPage: signIn.isPage,
  });
  clock.after(trayHeadStartMs, () => {
    desktop.furnish();
    phone.start();
  });
  stopBeforeQuit({
    app,
    clock,
    log,
    isHeld: () => secrets.hangs(),
    stop: async () => {
      await phone.stop();
      media.stop();
      http.close();
      await records.flush();
      await log.flush();
    },
  });
}

/** Read before anything is sent. A test build takes it from where a test can write. */
function administratorsPolicy(log: Log): { readonly policy: Policy; readonly policyBroken: boolean } {
  const elsewhere = __TEST_BUILD__ ? process.env.SWITCHHOOK_TEST_POLICY : undefined;
  const path = elsewhere ?? policyPath(process.platform, process.env);
  const { policy, faults, unknownKeys } = readPolicy(
    path,
    elsewhere === undefined ? [0] : [0, process.getuid?.() ?? 0],
  );
  if (faults.length > 0) log.error('The policy file is wrong', { path, faults });
  if (unknownKeys.length > 0) log.warn('The policy file has keys that are not known', { path, unknownKeys });
  return { policy, policyBroken: faults.length > 0 };
}

/** A new ring's card goes before its sound. */
function afterCard(media: Media, way: RightOfWay): Media {
  return {
    refusalOf: media.refusalOf,
    onEvent: media.onEvent,
    instruct: (instruction) => {
      if (instruction.type === 'prepare') way.claim(cardMs);
      way.yielding(() => media.instruct(instruction));
    },
  };
}

/** An answer goes to the server before anything else is drawn. */
function answeringFirst(phone: Phone, way: RightOfWay): Phone {
  return {
    ...phone,
    command: (command) => {
      if (command.type === 'answer') way.claim(answerMs);
      return phone.command(command);
    },
  };
}
