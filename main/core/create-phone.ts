import { isTalking } from './calls/state.ts';
import { carryOut } from './commands.ts';
import { projectDiagnostics } from './health/report.ts';
import type { CreatePhone } from './phone.ts';
import { withoutFeatures } from './policy/features.ts';
import type { Clock } from './ports.ts';
import { answer } from './queries.ts';
import { createSlices } from './slices.ts';
import { startingModel } from './starting-model.ts';
import { createStore } from './store.ts';
import { usesCamera } from './view/pictures.ts';
import { createProjection, projectView } from './view/projection.ts';

/** How long stopping waits for the server, in milliseconds. */
const longestStopMs = 2_000;

/** Joins the slices, the model and its pictures over the ports. State moves in the slices and nowhere else. */
export const createPhone: CreatePhone = (ports, options) => {
  const { clock } = ports;
  const store = createStore(startingModel(ports.records, options, clock.wall()), ports.log);
  const projection = createProjection(options.words, () => ({ now: clock.now(), wall: clock.wall() }));
  const slices = createSlices(ports, options, store);
  const { session, calls, followers, devices, watch, history, quality, people, messages, queries, updates } = slices;
  const commands = withoutFeatures(slices.commands, store.model.featuresOff);

  return {
    view: () => projection.view(store.model),
    viewAsOfNow: () => projectView(store.model, options.words, clock.now(), clock.wall()),
    mediaView: () => projection.mediaView(store.model),
    picturesView: () => projection.picturesView(store.model),
    subscribe: store.subscribe,
    command: (command) => carryOut(commands, command),
    query: (query) => answer(queries, query),
    picture: (name) => people.picture(name),
    missedAnew: history.missedAnew,
    historyTable: history.table,
    messagesAnew: messages.messagesAnew,
    mediaReport(report) {
      watch.mediaReported(report);
      if (report.type === 'devices') devices.found(report);
      else if (report.type === 'heard') quality.heard(report.figures);
      else if ('callId' in report && quality.test.owns(report.callId)) quality.test.reported(report);
      else slices.callReported(report);
    },
    pictureReport(report) {
      if (report.type === 'cameras') devices.camerasFound(report.cameras);
      else slices.pictureReported(report);
    },
    mayOpenMicrophone: () => store.model.calls.some(isTalking) || quality.test.isOn(),
    mayOpenCamera: () => store.model.calls.some(usesCamera),
    callHook: () => store.model.callHook,
    callHookChosen: slices.callHook.chosen,
    callHookTold: slices.callHook.told,
    wantedShortcuts: () => store.model.shortcutKeys,
    autostartFound: (autostart) => store.change({ autostart }),
    filesReplaced: updates.replaced,
    updateAtEnd: updates.atEnd,
    isTestCall: quality.test.owns,
    shortcutsRegistered: (shortcuts) => store.change({ shortcuts }),
    shortcutTried: slices.shortcuts.tried,
    desktopReported: watch.desktopReported,
    attends: calls.attend,
    diagnostics: () => projectDiagnostics(store.model, options.english, clock.now(), clock.wall()),
    start() {
      void session.start();
      updates.start();
    },
    async stop() {
      watch.stop();
      quality.stop();
      updates.stop();
      for (const follower of Object.values(followers)) follower.stop?.();
      calls.endAll();
      await atMost(longestStopMs, session.stop(), clock);
    },
  };
};

/** Resolves when the work is done, or else when the time is over. */
function atMost(ms: number, work: Promise<void>, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, resolve);
    void work.then(() => {
      cancel();
      resolve();
    });
  });
}
