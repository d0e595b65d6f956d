import type { Page } from '@playwright/test';
import { type MessagesModel, noMessages } from '../../../main/core/messages/state.ts';
import type { PeopleModel } from '../../../main/core/people/state.ts';
import { answer } from '../../../main/core/queries.ts';
import type {
  AppView,
  Command,
  CommandResult,
  HistoryView,
  Levels,
  PageRequest,
  Query,
  QueryResult,
  WindowReport,
  WordsView,
} from '../../../preload/contract/index.ts';
import { answersFrom } from '../../views/past-calls.ts';
import { answersOf } from '../../views/said.ts';
import { soundingAnswers } from '../../views/sounding.ts';

/** What the windows said, and how a test speaks to them: the other end of the wire that preload offers. */
export interface Wire {
  readonly commands: Command[];
  readonly reports: WindowReport[];
  /** What it asked for. */
  readonly queries: Query[];
  /** What came of that. */
  readonly answers: QueryResult[];
  /** What the content security policy refused. */
  readonly violations: string[];
  answer: CommandResult;
  show(view: AppView): void;
  /** What is shown at present. */
  shown(): AppView;
  /** Goes over to another language, with everything else as it is. */
  speak(words: WordsView): void;
  levels(levels: Levels): void;
  askToClose(): void;
  askForPage(page: PageRequest): void;
}

declare global {
  interface Window {
    wire: Wire;
    answerQuery(query: Query): Promise<QueryResult>;
  }
}

/** Runs in the page, before its own scripts. */
function installWire(first: AppView): void {
  const listeners = new Set<(view: AppView) => void>();
  const levelListeners = new Set<(levels: Levels) => void>();
  const pageListeners = new Set<(page: PageRequest) => void>();
  const closeListeners = new Set<() => void>();
  const listen = <T>(all: Set<T>, listener: T): (() => void) => {
    all.add(listener);
    return () => all.delete(listener);
  };
  let present = first;
  const wire: Wire = {
    commands: [],
    reports: [],
    queries: [],
    answers: [],
    violations: [],
    answer: { ok: true },
    show: (view) => {
      present = view;
      for (const listener of listeners) listener(view);
    },
    shown: () => present,
    speak: (words) => {
      present = { ...present, words };
      for (const listener of listeners) listener({ words } as AppView);
    },
    levels: (levels) => {
      for (const listener of levelListeners) listener(levels);
    },
    askToClose: () => {
      for (const listener of closeListeners) listener();
    },
    askForPage: (page) => {
      for (const listener of pageListeners) listener(page);
    },
  };
  document.addEventListener('securitypolicyviolation', (event) => {
    wire.violations.push(`${event.violatedDirective} ${event.blockedURI}`);
  });
  Object.assign(window, {
    wire,
    phone: {
      subscribe: (listener: (view: AppView) => void) => {
        queueMicrotask(() => listener(present));
        return listen(listeners, listener);
      },
      send: (command: Command) => {
        wire.commands.push(command);
        return Promise.resolve(wire.answer);
      },
      ask: async (query: Query) => {
        wire.queries.push(query);
        const answer = await window.answerQuery(query);
        wire.answers.push(answer);
        return answer;
      },
      report: (report: WindowReport) => {
        wire.reports.push(report);
      },
      onLevels: (listener: (levels: Levels) => void) => listen(levelListeners, listener),
      onCloseRequest: (listener: () => void) => listen(closeListeners, listener),
      onPageRequest: (listener: (page: PageRequest) => void) => listen(pageListeners, listener),
    },
  });
}

/** The history and the messages that are behind what each page shows. */
const histories = new WeakMap<Page, ShownView>();

/** A snapshot, with the whole history, all messages and everybody where it has the beginning of them. */
export type ShownView = AppView & {
  readonly past?: readonly HistoryView[];
  readonly said?: MessagesModel;
  readonly book?: PeopleModel;
};

/** Opens a window on its first snapshot. */
export async function openWindow(page: Page, url: string, first: ShownView): Promise<void> {
  histories.set(page, first);
  await page.exposeFunction('answerQuery', (query: Query) => {
    const { past = [], said = noMessages, book, history, messages, session } = histories.get(page) ?? first;
    const own = answersFrom(past, history, book);
    const answers = { ...own, ...answersOf(said, messages, session.status), ...soundingAnswers };
    return answer(answers, query);
  });
  await page.addInitScript(installWire, snapshotOf(first));
  await page.goto(url);
}

/** The next snapshot. */
export async function show(page: Page, view: ShownView): Promise<void> {
  histories.set(page, view);
  await page.evaluate((next) => window.wire.show(next), snapshotOf(view));
}

function snapshotOf({ past: _, said: __, book: ___, ...view }: ShownView): AppView {
  return view;
}

/** The same state in another language, drawn. */
export async function speak(page: Page, words: WordsView): Promise<void> {
  await page.evaluate(async (next) => {
    window.wire.speak(next);
    // A task that waits for no clock: a test may have stopped it.
    const { port1, port2 } = new MessageChannel();
    await new Promise((drawn) => {
      port1.onmessage = drawn;
      port2.postMessage(null);
    });
  }, words);
}

/** What was sent so far. */
export function commands(page: Page): Promise<Command[]> {
  return page.evaluate(() => window.wire.commands);
}

/** What the window told about itself so far. */
export function reports(page: Page): Promise<WindowReport[]> {
  return page.evaluate(() => window.wire.reports);
}
