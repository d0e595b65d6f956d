import { join } from 'node:path';
import { createWords, type SettingsView, type Words } from '../preload/contract/index.ts';
import { createPhone } from './core/create-phone.ts';
import { withChosenLanguage } from './core/language/chosen-language.ts';
import { chooseLanguage } from './core/language/language.ts';
import type { PhoneOptions } from './core/phone.ts';
import type { Clock, Log, Records, SecretStore } from './core/ports.ts';
import { startingSettings } from './core/settings/settings.ts';
import { createVouchedPlaces, type VouchedPlaces } from './electron/consent/vouched-places.ts';
import type { SessionBus } from './electron/dbus/session-bus.ts';
import { userBus } from './electron/dbus/user-bus.ts';
import { createDesktop } from './electron/desktop/desktop.ts';
import { createKeychain, type Keychain, longestSecret } from './electron/keychain/keychain.ts';
import { createSecretService } from './electron/keychain/secret-service.ts';
import { forkMedia } from './electron/media-fork.ts';
import { createProxyAccess, type KeptProxyAccess } from './electron/proxy/access.ts';
import { decidedProxy } from './electron/proxy/decided.ts';
import { createProxyResolver } from './electron/proxy/resolver.ts';
import { createRightOfWay } from './electron/right-of-way.ts';
import { createMediaWay } from './electron/security/network-lock.ts';
import { createSignIn, type SignIn } from './electron/sign-in/sign-in.ts';
import { stopBeforeQuit } from './electron/start/quit.ts';
import type { Shell } from './electron/start/shell.ts';
import { wantedLocales } from './electron/start/wanted-locales.ts';
import { createSurroundings } from './electron/surroundings.ts';
import { createUpdater } from './electron/updates/updater.ts';
import { answerBeforeDrawing, soundAfterCard, untilAnswerIsSent } from './electron/urgent-first.ts';
import { whereVoiceIs } from './electron/voice-networks.ts';
import { createMediaProcess } from './media/media-process.ts';
import { credentialsInEnvironment } from './net/connect/proxy/proxy-credentials.ts';
import { createHttp, type NodeHttp } from './net/http/http.ts';
import { routeHttp } from './net/http/routed-http.ts';
import type { NetworkState } from './net/network-watch.ts';
import { createUrls } from './parsing/urls.ts';
import { createXml } from './parsing/xml.ts';
import { installedCatalogues } from './storage/catalogues.ts';
import { administratorsPolicy } from './storage/policy/administrators-policy.ts';
import type { PolicyReading } from './storage/policy/merge.ts';
import { createRecords } from './storage/records.ts';
import { createClock } from './system/clock.ts';
import { createRandom } from './system/random.ts';

/** The panel gives the tray icon its place in several turns of this thread, which making windows would hold up. */
const trayHeadStartMs = 40;

/** The composition root: makes every part and joins them. Called once Electron is ready. */
export function compose(shell: Shell): void {
  const { log, folders } = shell;
  const clock = createClock();
  const way = createRightOfWay(clock);
  const records = createRecords(folders.records, {
    log,
    clock,
    onUnsaved: (unsaved) => phone.desktopReported({ type: 'facts', facts: { unsaved } }),
  });
  const administrators = administratorsPolicy(log);
  log.keepFrom(administrators.policy.logLevel);
  const said = wordsFor(shell, startingSettings(records, administrators.policy).settings);
  const bus = userBus(clock, log);
  const secrets = keychainFor(bus, clock, log);
  const { http, proxyAccess, signIn } = networkFor(shell, administrators, said.words, secrets, clock);
  const media = createMediaProcess({
    fork: () => forkMedia(join(folders.bundles, 'media.cjs')),
    openWay: createMediaWay({ session: shell.session, clock, log }),
    loopback: http.staysHere,
    clock,
    log,
  });
  const urls = createUrls();
  const updater = createUpdater({
    ...{ shell, http, resources: process.resourcesPath, publisher: administrators.policy.updatePublisher },
    leaveScreen: () => desktop.leave(),
  });
  const phone = createPhone(
    {
      http: untilAnswerIsSent(routeHttp(http, signIn.http), way),
      urls,
      secrets,
      records,
      clock,
      random: createRandom(),
      log,
      media: soundAfterCard(media, way),
      xml: createXml(),
      surroundings: createSurroundings({
        power: shell.powerMonitor,
        clock,
        onResume: http.dropConnections,
        onNetwork(state) {
          http.adapt(state.addresses);
          tellVoiceNetworks(state);
        },
      }),
      signInPages: signIn.pages,
      proxyAccess,
      updater,
    },
    phoneOptions(shell, administrators, said),
  );
  const tellVoiceNetworks = (state?: NetworkState): void => {
    const voiceNetworks = whereVoiceIs(administrators.policy.mediaNetworks, state);
    phone.desktopReported({ type: 'facts', facts: { voiceNetworks } });
  };
  const desktop = createDesktop({
    shell,
    phone: answerBeforeDrawing(phone, way),
    clock,
    records,
    urls,
    words: said.words,
    places: vouchedPlacesFor(shell, administrators, records),
    way,
    bus,
    isSignInPage: signIn.isPage,
    quit: updater.quit,
  });
  clock.after(trayHeadStartMs, () => {
    desktop.complete();
    tellVoiceNetworks();
    phone.start();
  });
  stopBeforeQuit({
    app: shell.app,
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
    afterwards: () => updater.atEnd(phone.updateAtEnd),
  });
}

function keychainFor(bus: SessionBus | null, clock: Clock, log: Log): Keychain {
  return createKeychain({
    load: () => import('./electron/keychain/keytar.ts'),
    service: process.platform === 'linux' ? createSecretService(bus, clock) : null,
    longestBytes: longestSecret(process.platform),
    clock,
    log,
  });
}

interface Network {
  readonly http: NodeHttp;
  readonly proxyAccess: KeptProxyAccess;
  readonly signIn: SignIn;
}

/** The app's own HTTP and, for signing in by the platform and by pages, Chromium's. */
function networkFor(
  { log, switches, folders, systemSession }: Shell,
  { policy }: PolicyReading,
  words: Words,
  secrets: SecretStore,
  clock: Clock,
): Network {
  const extraFiles = [switches.extraCa, policy.certificateFile].filter((file) => file !== null);
  const proxy = decidedProxy(policy);
  const proxyAccess = createProxyAccess(secrets, log);
  const http = createHttp({
    resolveProxy: createProxyResolver({ session: systemSession, decided: proxy, log }),
    withoutProxyAnswer: proxy === null || proxy.mode === 'direct' ? 'direct' : 'nothing',
    credentialSources: [proxyAccess.typed, credentialsInEnvironment(process.env), proxyAccess.kept],
    onProxyTaken: proxyAccess.taken,
    secureContext: async () => (await import('./net/trust/trusted-roots.ts')).createClientContext({ extraFiles, log }),
  });
  const signIn = createSignIn({
    icon: folders.windowIcon,
    clock,
    words,
    proxy,
    trusts: http.trusts,
    proxyAccount: http.proxyAccount,
  });
  return { http, proxyAccess, signIn };
}

/** What is said to the user, and to those who read the diagnostics. */
function wordsFor({ app, folders }: Shell, { language }: SettingsView): Pick<PhoneOptions, 'words' | 'english'> {
  const catalogues = installedCatalogues(folders.bundles);
  const words = createWords(chooseLanguage(catalogues, withChosenLanguage(wantedLocales(app), language)));
  const english = createWords(chooseLanguage(catalogues, { languages: ['en'], time: 'en-GB', numeric: 'en-GB' }));
  return { words, english };
}

function phoneOptions(
  { app, switches }: Shell,
  { policy, told }: PolicyReading,
  said: Pick<PhoneOptions, 'words' | 'english'>,
): PhoneOptions {
  return {
    discoveryUrl: switches.discoveryUrl,
    server: switches.server,
    userAgent: `Switchhook/${app.getVersion()}`,
    version: app.getVersion(),
    culture: app.getLocale(),
    ...said,
    policy,
    policyTold: told,
    isMac: process.platform === 'darwin',
  };
}

/** The administrator and whoever starts the app vouch for what they name. */
function vouchedPlacesFor({ switches }: Shell, { policy }: PolicyReading, records: Records): VouchedPlaces {
  return createVouchedPlaces({
    records,
    discoveryUrl: switches.discoveryUrl ?? policy.discoveryUrl,
    domains: [...policy.trustedDomains, ...(switches.server === null ? [] : [switches.server.toLowerCase()])],
  });
}
