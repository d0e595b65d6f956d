import type {
  Command,
  CommandResult,
  DevicePurpose,
  MediaReport,
  SignInRequest,
  TextSize,
} from '../../preload/contract/index.ts';
import { type CallEngine, createCallEngine } from './calls/call-engine.ts';
import { type CallCommand, decide } from './calls/dispatch.ts';
import { isUp } from './calls/state.ts';
import { addMissed, createMissedReader, giveReasons } from './health/missed.ts';
import { projectDiagnostics } from './health/report.ts';
import { createHealthWatch } from './health/watch.ts';
import { emptyModel, type Model } from './model.ts';
import type { CreatePhone } from './phone.ts';
import { createSession } from './session/create-session.ts';
import { decodeAccount } from './session/keeping/kept-sign-in.ts';
import type { SessionOutput } from './session/session.ts';
import { endsWithSigningIn, type SignInFailureKind } from './session/sign-in-failure.ts';
import { accountOf } from './session/sign-in-place.ts';
import { type Account, isSigningIn, reduceSession, type SessionModel } from './session/state.ts';
import { typedAddress } from './session/typed.ts';
import { createStore } from './store.ts';
import { decodeChoices, decodeTextSize } from './view/choices.ts';
import { isPresent, microphoneState, namedDevices, removedDevice } from './view/devices.ts';
import { decodeHistory } from './view/history.ts';
import { homeDomains, readyToProject } from './view/party.ts';
import { createProjection, projectView } from './view/projection.ts';

/** How long stopping waits for the server, in milliseconds. */
const longestStopMs = 2_000;

/** No server lets a call ring longer, and writes it down soon after. */
const longestRingMs = 190_000;

/** How long what rings waits for the user to sign in again, in milliseconds. */
const signInAgainMs = 60_000;

/** Joins session, calls and views over the ports. State moves here and nowhere else. */
export const createPhone: CreatePhone = (ports, options) => {
  const { clock, random, log, media, records, proxyAccess } = ports;
  const store = createStore(
    {
      ...emptyModel,
      policyBroken: options.policyBroken === true,
      history: decodeHistory(records.read('history')),
      devices: { ...emptyModel.devices, wanted: decodeChoices(records.read('devices')) },
      textSize: decodeTextSize(records.read('appearance')),
      session: { ...emptyModel.session, account: startingAccount(records.read('account'), options.server) },
    },
    log,
  );
  const { change } = store;
  let stopLooking = (): void => {};
  const projection = createProjection(() => ({ now: clock.now(), wall: clock.wall() }));
  const session = createSession(ports, options, onSession, () => calls.lastWords());
  const watch = createHealthWatch({ clock, random, model: () => store.model, change });
  store.subscribe(watch.changed);
  const calls: CallEngine = createCallEngine({ ports, session, store, watch, keepHistory });
  const missed = createMissedReader({
    perform: session.perform,
    log,
    onMissed: (logged) =>
      keepHistory(
        giveReasons(
          addMissed(store.model.history, logged, homeDomains(store.model.session)),
          store.model.session.outages,
        ),
      ),
    onUnlisted: (count) => change({ health: watch.withUnlisted(count) }),
  });

  function keepHistory(history: Model['history']): void {
    records.write('history', history);
    change({ history });
  }

  function onSession(output: SessionOutput): void {
    switch (output.type) {
      case 'ucwa':
        store.atOnce(() => {
          for (const event of output.events) calls.take(event);
        });
        return;
      case 'application-lost':
        calls.applicationLost();
        return;
      case 'network-dropped':
        calls.lose(({ state }) => state === 'ringing', 'network-dropped');
        return;
      case 'compare-calls':
        void calls.compare(output.application).then(output.compared);
        lookForMissed(output.application);
        return;
      default:
        log.info('session', { event: output.type });
        changeSession(reduceSession(store.model.session, output));
        if (output.type === 'online') readyToProject();
        if (output.type === 'outage-over') explainMissed();
        if (output.type === 'sign-in-failed') afterFailure(output.failure.kind);
    }
  }

  /** The server counts a call as missed only once it is over, and one of which nothing was heard here rings on for a while. */
  function lookForMissed(application: string): void {
    missed.look(application);
    stopLooking();
    stopLooking = clock.after(longestRingMs, () => missed.look(application));
  }

  function changeSession(session: SessionModel): void {
    if (session.state === 'signed-out') {
      stopLooking();
      missed.forget();
    }
    change({ session, health: watch.afterSession(store.model.session, session) });
  }

  function explainMissed(): void {
    const history = giveReasons(store.model.history, store.model.session.outages);
    if (history !== store.model.history) keepHistory(history);
  }

  /**
   * Voice that is up needs no session. What rings can still be answered where the user only has to sign in again, so it stays for as
   * long as that may take them.
   */
  function afterFailure(kind: SignInFailureKind): void {
    const loseRings = (): void => calls.lose(({ state }) => state === 'ringing', 'server-lost');
    if (!endsWithSigningIn(kind)) {
      loseRings();
      return;
    }
    clock.after(signInAgainMs, () => {
      if (store.model.session.state === 'signed-out') loseRings();
    });
  }

  function command(given: Command): CommandResult {
    switch (given.type) {
      case 'sign-in':
        return signIn(given.request);
      case 'cancel-sign-in':
        if (!isSigningIn(store.model.session)) return { ok: false, refusal: 'stale' };
        session.cancelSignIn();
        return { ok: true };
      case 'trust-domain':
        return session.trustDomain(given.domain, given.trusted) ? { ok: true } : { ok: false, refusal: 'stale' };
      case 'sign-out':
        if (store.model.session.state === 'signed-out') return { ok: false, refusal: 'stale' };
        calls.clear();
        calls.lose(() => true, 'signed-out');
        void session.signOut();
        return { ok: true };
      case 'reconnect':
        session.reconnect();
        return { ok: true };
      case 'unlock-keychain':
        return session.unlockKeychain() ? { ok: true } : { ok: false, refusal: 'stale' };
      case 'choose-device':
        return chooseDevice(given.purpose, given.deviceId);
      case 'choose-text-size':
        return chooseTextSize(given.textSize);
      case 'see-history':
        return seeHistory();
      case 'ring-test':
        return watch.ringTest();
      case 'check-again':
      case 'copy-report':
      case 'export-diagnostics':
        // The desktop's to do.
        return { ok: false, refusal: 'unavailable' };
      default:
        return watch.commandTest(given) ?? commandCall(given);
    }
  }

  function signIn(request: SignInRequest): CommandResult {
    if (isSigningIn(store.model.session)) return { ok: false, refusal: 'repeated' };
    if (store.model.session.state !== 'signed-out') return { ok: false, refusal: 'stale' };
    const typed = accountOf(request, ports.urls);
    if (typed !== null) {
      const { failure } = store.model.session;
      if (request.proxy !== undefined && failure?.kind === 'proxy-auth') {
        proxyAccess.offer(failure.host, request.proxy, request.keep);
      }
      session.signIn({ ...request, ...typed });
      return { ok: true };
    }
    const { address, userName, keep, server } = request;
    const failure =
      typedAddress(address, ports.urls) === null
        ? ({ kind: 'address', host: '', code: 'no address' } as const)
        : ({ kind: 'server-address', host: '', code: 'no server address' } as const);
    const account: Account = { address, userName, keep, server };
    change({ session: { ...store.model.session, account, failure, failedAt: clock.wall() } });
    return { ok: false, refusal: 'invalid' };
  }

  function commandCall(given: CallCommand): CommandResult {
    const decision = decide(store.model.calls, given, microphoneState(store.model.devices));
    if (decision.kind === 'refuse') {
      log.info('command refused', { command: given.type, callId: given.callId, refusal: decision.refusal });
      return { ok: false, refusal: decision.refusal };
    }
    calls.apply(decision.event);
    return { ok: true };
  }

  function chooseDevice(purpose: DevicePurpose, deviceId: string): CommandResult {
    const { devices } = store.model;
    const device = (purpose === 'microphone' ? devices.inputs : devices.outputs).find(({ id }) => id === deviceId);
    if (device === undefined) return { ok: false, refusal: 'stale' };
    const wanted = { ...devices.wanted, [purpose]: device };
    records.write('devices', wanted);
    change({ devices: { ...devices, wanted } });
    return { ok: true };
  }

  function chooseTextSize(textSize: TextSize): CommandResult {
    records.write('appearance', { textSize });
    change({ textSize });
    return { ok: true };
  }

  function seeHistory(): CommandResult {
    if (Object.keys(store.model.health.unlisted).length > 0)
      change({ health: { ...store.model.health, unlisted: {} } });
    if (store.model.history.some(({ seen }) => !seen)) {
      const history = store.model.history.map((entry) => ({ ...entry, seen: true }));
      records.write('history', history);
      change({ history });
    }
    return { ok: true };
  }

  function mediaReport(report: MediaReport): void {
    watch.mediaReported(report);
    switch (report.type) {
      case 'leg-answer':
        if (store.model.calls.some(({ id, media: { state } }) => id === report.callId && state === 'ready')) {
          media.instruct({ type: 'near-answer', callId: report.callId, sdp: report.sdp });
        }
        return;
      case 'leg-failed':
        log.warn('the renderer could not set up sound', { callId: report.callId, message: report.message });
        calls.apply({ type: 'media-failed', callId: report.callId, failure: 'near-leg' });
        return;
      case 'microphone':
        calls.apply({ type: 'microphone', callId: report.callId, outcome: report.outcome });
        return;
      case 'devices':
        devicesChanged({
          ...store.model.devices,
          known: true,
          inputs: namedDevices(report.inputs),
          outputs: namedDevices(report.outputs),
        });
        return;
      case 'ring-tone':
        if (!report.playing) log.info('ring tone is silent', { callId: report.callId });
        return;
      case 'levels':
        return;
    }
  }

  function devicesChanged(devices: Model['devices']): void {
    const before = store.model.devices;
    change({ devices });
    for (const device of ['microphone', 'speaker'] as const) {
      const label = removedDevice(before, devices, device);
      if (label === null) continue;
      for (const { id, removed } of store.model.calls.filter(isUp)) {
        // What the call lost first is what the user misses, even if what else hung on it goes a moment later.
        const lost = removed[device];
        const missesAnother = lost !== undefined && !isPresent(devices, device, lost);
        if (!missesAnother) calls.apply({ type: 'device-removed', callId: id, device, label });
      }
    }
  }

  return {
    view: () => projection.view(store.model),
    viewAsOfNow: () => projectView(store.model, clock.now(), clock.wall()),
    mediaView: () => projection.mediaView(store.model),
    subscribe: store.subscribe,
    command,
    mediaReport,
    mayOpenMicrophone: () => store.model.calls.some(isUp),
    shortcutsRegistered: (shortcuts) => change({ shortcuts }),
    desktopReported: watch.desktopReported,
    diagnostics: () => projectDiagnostics(store.model, clock.now(), clock.wall()),
    start: () => void session.start(),
    async stop() {
      watch.stop();
      stopLooking();
      calls.clear();
      calls.lose(() => true, 'signed-out');
      await new Promise<void>((resolveStop) => {
        const cancel = clock.after(longestStopMs, resolveStop);
        void session.stop().then(() => {
          cancel();
          resolveStop();
        });
      });
    },
  };
};

/** The form's first content: who signed in last, or a domain from the command line. */
function startingAccount(document: unknown, server: string | null): Account {
  const { account } = emptyModel.session;
  const known = decodeAccount(document, account.keep);
  if (known !== null) return known;
  return server === null ? account : { ...account, address: `@${server}` };
}
