import type { Command, CommandResult, DevicePurpose, MediaReport, SignInRequest } from '../../preload/contract.ts';
import { createComparison } from './calls/compare.ts';
import { type CallCommand, decide, isUp } from './calls/dispatch.ts';
import type { CallEvent } from './calls/event.ts';
import { callEventOf, type Resolve } from './calls/from-ucwa.ts';
import { createKeptRings } from './calls/kept-rings.ts';
import { reduceCalls } from './calls/reduce.ts';
import { createEffectRunner } from './calls/run-effects.ts';
import type { Call } from './calls/state.ts';
import { addMissed, createMissedReader, giveReasons, withoutLogOf } from './health/missed.ts';
import { projectDiagnostics } from './health/report.ts';
import { createHealthWatch } from './health/watch.ts';
import { emptyModel, type Model } from './model.ts';
import type { CreatePhone } from './phone.ts';
import type { CompleteEvent } from './session/intake.ts';
import { decodeAccount } from './session/kept-sign-in.ts';
import { createSession, type SessionOutput } from './session/session.ts';
import {
  type Account,
  endsWithSigningIn,
  isSigningIn,
  reduceSession,
  type SessionModel,
  type SignInFailureKind,
} from './session/state.ts';
import { decodeChoices } from './view/choices.ts';
import { microphoneState, removedDevice } from './view/devices.ts';
import { addToHistory, decodeHistory } from './view/history.ts';
import { projectMedia, projectView } from './view/project.ts';

/** How long stopping waits for the server, in milliseconds. */
const longestStopMs = 2_000;

/** How long what rings waits for the user to sign in again, in milliseconds. */
const signInAgainMs = 60_000;

/** Joins session, calls and views over the ports. State moves here and nowhere else. */
export const createPhone: CreatePhone = (ports, options) => {
  const { clock, random, log, media, records, proxyAccess } = ports;
  const listeners = new Set<() => void>();
  let model: Model = {
    ...emptyModel,
    policyBroken: options.policyBroken === true,
    history: decodeHistory(records.read('history')),
    devices: { ...emptyModel.devices, wanted: decodeChoices(records.read('devices')) },
    session: { ...emptyModel.session, account: startingAccount(records.read('account'), options.server) },
  };

  const session = createSession(ports, options, onSession);
  const resolve: Resolve = (href) => (href === null ? null : session.resolve(href));

  const runEffect = createEffectRunner({
    media,
    clock,
    log,
    perform: session.perform,
    resolve,
    callOf: (callId) => model.calls.find(({ id }) => id === callId),
    apply: applyToCalls,
    record,
    onTold: (call) => comparison.told(call),
    onUntold: () => comparison.again(),
  });
  const missed = createMissedReader({
    perform: session.perform,
    log,
    onMissed: (calls) => keepHistory(giveReasons(addMissed(model.history, calls), model.session.outages)),
    onUnlisted: (count) => change({ health: watch.withUnlisted(count) }),
  });
  const watch = createHealthWatch({ clock, random, model: () => model, change });
  const rings = createKeptRings(records);
  const comparison = createComparison({
    clock,
    random,
    log,
    perform: session.perform,
    resolve,
    calls: () => model.calls,
    apply: applyToCalls,
    withdraw,
    left: rings.left,
  });
  media.onEvent((event) => {
    switch (event.type) {
      case 'prepared':
        applyToCalls({ ...event, type: 'media-prepared' });
        break;
      case 'failed':
        log.warn('media failed', { callId: event.callId, failure: event.failure, message: event.message });
        applyToCalls({ type: 'media-failed', callId: event.callId, failure: event.failure });
        break;
      case 'far-silent':
        applyToCalls({ type: 'far-silent', callId: event.callId });
        break;
      default:
        log.debug(`media ${event.type}`, { callId: event.callId });
    }
  });

  let together = 0;
  let untold = false;

  function change(part: Partial<Model>): void {
    model = { ...model, ...part };
    untold = true;
    if (together === 0) tellAll();
  }

  function tellAll(): void {
    untold = false;
    watch.changed();
    for (const listener of listeners) tell(listener);
  }

  /** What changes together is told once, when it is all done. */
  function atOnce(work: () => void): void {
    together += 1;
    try {
      work();
    } finally {
      together -= 1;
      if (together === 0 && untold) tellAll();
    }
  }

  /** A window or tray that fails must not keep the others from the news, nor a call from its next step. */
  function tell(listener: () => void): void {
    try {
      listener();
    } catch (error) {
      log.error('a listener failed', { error });
    }
  }

  function applyToCalls(event: CallEvent): void {
    const step = reduceCalls(model.calls, event, clock.now());
    if (step.dropped !== undefined) log.debug('call event dropped', { why: step.dropped });
    if (step.unseen) comparison.overUnseen(event);
    const before = model.calls;
    model = { ...model, calls: step.calls, health: watch.afterCalls(before, step.calls) };
    for (const effect of step.effects) runEffect(effect);
    if (step.calls !== before) {
      logMoves(before, step.calls);
      rings.keep(step.calls);
      change({});
    }
  }

  function logMoves(before: readonly Call[], after: readonly Call[]): void {
    for (const call of after) {
      const was = before.find(({ id }) => id === call.id)?.state;
      if (was !== call.state) log.info('call', { id: call.id, from: was, to: call.state, ending: call.ending?.reason });
    }
  }

  /** Also for a call whose ending became known better: it keeps its one entry. */
  function record(call: Call): void {
    comparison.ended(call);
    keepHistory(addToHistory(withoutLogOf(model.history, call), call));
  }

  /** A ring that goes on was not missed. */
  function withdraw(callId: string): void {
    applyToCalls({ type: 'forget', callId });
    keepHistory(model.history.filter(({ id }) => id !== callId));
  }

  function keepHistory(history: Model['history']): void {
    records.write('history', history);
    change({ history });
  }

  function onSession(output: SessionOutput): void {
    switch (output.type) {
      case 'ucwa': {
        atOnce(() => {
          for (const event of output.events) take(event);
        });
        return;
      }
      case 'application-lost':
        comparison.applicationLost();
        return;
      case 'network-dropped':
        loseCalls(({ state }) => state === 'ringing', 'network-dropped');
        return;
      case 'compare-calls':
        comparison.run(output.application);
        missed.look(output.application);
        return;
      default:
        log.info('session', { event: output.type });
        changeSession(reduceSession(model.session, output));
        if (output.type === 'outage-over') explainMissed();
        if (output.type === 'sign-in-failed') afterFailure(output.failure.kind);
    }
  }

  function changeSession(session: SessionModel): void {
    if (session.state === 'signed-out') missed.forget();
    change({ session, health: watch.afterSession(model.session, session) });
  }

  function explainMissed(): void {
    const history = giveReasons(model.history, model.session.outages);
    if (history !== model.history) keepHistory(history);
  }

  /**
   * Voice that is up needs no session. What rings can still be answered where the user only has to sign in again, so it stays for as
   * long as that may take them.
   */
  function afterFailure(kind: SignInFailureKind): void {
    const loseRings = (): void => loseCalls(({ state }) => state === 'ringing', 'server-lost');
    if (!endsWithSigningIn(kind)) {
      loseRings();
      return;
    }
    clock.after(signInAgainMs, () => {
      if (model.session.state === 'signed-out') loseRings();
    });
  }

  function take(ucwa: CompleteEvent): void {
    const resolveThere: Resolve = (href) => (href === null ? null : session.resolve(href, ucwa.base));
    const event = callEventOf(ucwa, resolveThere, random, clock.wall());
    if (event === null) return;
    if (event.type === 'offered') comparison.offer(event);
    else if (event.type === 'invitation-completed') comparison.complete(event);
    else applyToCalls(event);
  }

  function loseCalls(which: (call: Call) => boolean, reason: 'server-lost' | 'network-dropped' | 'signed-out'): void {
    for (const call of model.calls) {
      if (call.state !== 'ended' && which(call)) applyToCalls({ type: 'lost', callId: call.id, reason });
    }
  }

  function command(given: Command): CommandResult {
    switch (given.type) {
      case 'sign-in':
        return signIn(given.request);
      case 'cancel-sign-in':
        if (!isSigningIn(model.session)) return { ok: false, refusal: 'stale' };
        session.cancelSignIn();
        return { ok: true };
      case 'trust-domain':
        return session.trustDomain(given.domain, given.trusted) ? { ok: true } : { ok: false, refusal: 'stale' };
      case 'sign-out':
        if (model.session.state === 'signed-out') return { ok: false, refusal: 'stale' };
        comparison.clear();
        loseCalls(() => true, 'signed-out');
        void session.signOut();
        return { ok: true };
      case 'reconnect':
        session.reconnect();
        return { ok: true };
      case 'unlock-keychain':
        return session.unlockKeychain() ? { ok: true } : { ok: false, refusal: 'stale' };
      case 'choose-device':
        return chooseDevice(given.purpose, given.deviceId);
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
    if (isSigningIn(model.session)) return { ok: false, refusal: 'repeated' };
    if (model.session.state !== 'signed-out') return { ok: false, refusal: 'stale' };
    if (/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(request.address.trim())) {
      const { failure } = model.session;
      if (request.proxy !== undefined && failure?.kind === 'proxy-auth') {
        proxyAccess.offer(failure.host, request.proxy, request.keep);
      }
      session.signIn(request);
      return { ok: true };
    }
    const { address, userName, keep, server } = request;
    const failure = { kind: 'address', host: '', code: 'no address' } as const;
    const account: Account = { address, userName, keep, server };
    change({ session: { ...model.session, account, failure, failedAt: clock.wall() } });
    return { ok: false, refusal: 'invalid' };
  }

  function commandCall(given: CallCommand): CommandResult {
    const decision = decide(model.calls, given, microphoneState(model.devices));
    if (decision.kind === 'refuse') {
      log.info('command refused', { command: given.type, callId: given.callId, refusal: decision.refusal });
      return { ok: false, refusal: decision.refusal };
    }
    applyToCalls(decision.event);
    return { ok: true };
  }

  function chooseDevice(purpose: DevicePurpose, deviceId: string): CommandResult {
    const { devices } = model;
    const device = (purpose === 'microphone' ? devices.inputs : devices.outputs).find(({ id }) => id === deviceId);
    if (device === undefined) return { ok: false, refusal: 'stale' };
    const wanted = { ...devices.wanted, [purpose]: device };
    records.write('devices', wanted);
    change({ devices: { ...devices, wanted } });
    return { ok: true };
  }

  function seeHistory(): CommandResult {
    if (Object.keys(model.health.unlisted).length > 0) change({ health: { ...model.health, unlisted: {} } });
    if (model.history.some(({ seen }) => !seen)) {
      const history = model.history.map((entry) => ({ ...entry, seen: true }));
      records.write('history', history);
      change({ history });
    }
    return { ok: true };
  }

  function mediaReport(report: MediaReport): void {
    watch.mediaReported(report);
    switch (report.type) {
      case 'leg-answer':
        if (model.calls.some(({ id, media: { state } }) => id === report.callId && state === 'ready')) {
          media.instruct({ type: 'near-answer', callId: report.callId, sdp: report.sdp });
        }
        return;
      case 'leg-failed':
        log.warn('the renderer could not set up sound', { callId: report.callId, message: report.message });
        applyToCalls({ type: 'media-failed', callId: report.callId, failure: 'near-leg' });
        return;
      case 'microphone':
        applyToCalls({ type: 'microphone', callId: report.callId, outcome: report.outcome });
        return;
      case 'devices':
        devicesChanged({ ...model.devices, known: true, inputs: report.inputs, outputs: report.outputs });
        return;
      case 'ring-tone':
        if (!report.playing) log.info('ring tone is silent', { callId: report.callId });
        return;
      case 'levels':
        return;
    }
  }

  function devicesChanged(devices: Model['devices']): void {
    const before = model.devices;
    change({ devices });
    for (const device of ['microphone', 'speaker'] as const) {
      const label = removedDevice(before, devices, device);
      for (const { id } of label === null ? [] : model.calls.filter(isUp)) {
        applyToCalls({ type: 'device-removed', callId: id, device, label: label ?? '' });
      }
    }
  }

  return {
    view: () => projectView(model, clock.now(), clock.wall()),
    mediaView: () => projectMedia(model),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    command,
    mediaReport,
    mayOpenMicrophone: () => model.calls.some(isUp),
    shortcutsRegistered: (shortcuts) => change({ shortcuts }),
    desktopReported: watch.desktopReported,
    diagnostics: () => projectDiagnostics(model, clock.now(), clock.wall()),
    start: () => void session.start(),
    async stop() {
      watch.stop();
      comparison.clear();
      loseCalls(() => true, 'signed-out');
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
