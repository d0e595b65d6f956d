import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import {
  type AnyWindow,
  type AppView,
  type Command,
  type CommandResult,
  channels,
  type HeadsetReport,
  type MediaReport,
  type PictureReport,
  type PicturesView,
  type QueryResult,
  type SoundView,
  type WindowName,
  type WindowReport,
  windowParts,
} from '../../../preload/contract/index.ts';
import type { Phone } from '../../core/phone.ts';
import type { Log } from '../../core/ports.ts';
import type { RightOfWay } from '../right-of-way.ts';
import { commandGuard } from './command-guard.ts';
import { type Guard, readGuarded } from './guard.ts';
import { queryGuard } from './query-guard.ts';
import { mediaReportGuard, pictureReportGuard, windowReportGuard } from './report-guards.ts';
import { createSnapshotFeed, type SnapshotFeed } from './snapshot-feed.ts';
import type { SenderEvent, TrustedSenders } from './trusted-senders.ts';

export interface IpcDeps {
  readonly ipcMain: Pick<IpcMain, 'handle' | 'on'>;
  readonly phone: Pick<Phone, 'view' | 'viewAsOfNow' | 'query'>;
  /** What the sound window is told; a part that did not change is the same value as before. */
  soundView(): SoundView;
  /** What the page of pictures is told, in the same way. */
  picturesView(): PicturesView;
  readonly senders: TrustedSenders;
  readonly log: Log;
  /** A command of a window that may give it. Some are done only once the user said so. */
  command(command: Command): CommandResult | Promise<CommandResult>;
  /** Sends to a window; does nothing where it is gone. */
  send(name: AnyWindow, channel: string, payload: unknown): void;
  onWindowReport(name: WindowName, report: WindowReport): void;
  onMediaReport(report: MediaReport | HeadsetReport): void;
  onPictureReport(report: PictureReport): void;
  /** Runs work that is to wait for what is more urgent. */
  readonly yielding: RightOfWay['yielding'];
}

export interface Ipc {
  /** Pushes the present snapshots to the windows that subscribed: to the ring window within this tick, unless an answer is on its way. */
  changed(): void;
  /** The window's page is gone or starts anew: it gets nothing until it subscribes. */
  forget(name: AnyWindow): void;
}

/** Something that a renderer said. */
type Said = { readonly type: string };

const drawing: readonly WindowName[] = ['main', 'ring', 'call', 'quit'];
const sounding = ['sound'] as const;
const picturing = ['pictures'] as const;
const everyWindow: readonly AnyWindow[] = [...drawing, ...sounding, ...picturing];
const invalid: CommandResult & QueryResult = { ok: false, refusal: 'invalid' };

/** Opens the channels of contract.ts. Nothing a renderer sends makes a handler throw; what does not fit is logged and dropped. */
export function createIpc({ ipcMain, phone, soundView, picturesView, senders, log, send, ...on }: IpcDeps): Ipc {
  const { ringViews, views, soundViews, pictureViews } = createFeeds({ phone, soundView, picturesView, send });

  function allowed<Name extends AnyWindow>(event: SenderEvent, channel: string, names: readonly Name[]): Name | null {
    const sender = senders.identify(event);
    const name = names.find((one) => one === sender);
    if (name !== undefined) return name;
    log.warn('Refused a message from a stranger', { channel });
    return null;
  }

  /** What a window sent, where it parses and that window may say it. */
  function permitted<Message extends Said>(
    name: AnyWindow,
    value: unknown,
    channel: string,
    guard: Guard<Message>,
  ): Message | null {
    const message = readGuarded(guard, value);
    if (message === null) {
      log.warn('Refused a message that does not parse', { channel });
      return null;
    }
    const type: Message['type'] = message.type;
    if (guard[type].windows.includes(name)) return message;
    log.warn('Refused a message that is another window’s', { channel, name, type });
    return null;
  }

  function answerSubscription<View extends object, Name extends AnyWindow>(
    channel: string,
    names: readonly Name[],
    feedOf: (name: Name) => SnapshotFeed<View, Name>,
  ): void {
    ipcMain.handle(channel, (event: IpcMainInvokeEvent) => {
      const name = allowed(event, channel, names);
      return name === null ? null : feedOf(name).add(name);
    });
  }

  function receive<Message extends Said, Name extends AnyWindow>(
    channel: string,
    names: readonly Name[],
    guard: Guard<Message>,
    take: (name: Name, message: Message) => void,
  ): void {
    ipcMain.on(channel, (event: IpcMainEvent, value: unknown) => {
      const name = allowed(event, channel, names);
      const message = name === null ? null : permitted(name, value, channel, guard);
      if (name !== null && message !== null) take(name, message);
    });
  }

  answerSubscription(channels.subscribe, drawing, (name) => (name === 'ring' ? ringViews : views));
  answerSubscription(channels.subscribeMedia, sounding, () => soundViews);
  answerSubscription(channels.subscribePictures, picturing, () => pictureViews);
  ipcMain.handle(channels.command, (event: IpcMainInvokeEvent, value: unknown) => {
    const name = allowed(event, channels.command, everyWindow);
    const command = name && permitted(name, value, channels.command, commandGuard);
    return command === null ? invalid : on.command(command);
  });
  ipcMain.handle(channels.query, (event: IpcMainInvokeEvent, value: unknown) => {
    const name = allowed(event, channels.query, everyWindow);
    const query = name && permitted(name, value, channels.query, queryGuard);
    return query === null ? invalid : phone.query(query);
  });
  receive(channels.windowReport, drawing, windowReportGuard, on.onWindowReport);
  receive(channels.mediaReport, everyWindow, mediaReportGuard, (_name, report) => on.onMediaReport(report));

  receive(channels.pictureReport, everyWindow, pictureReportGuard, (_name, report) => on.onPictureReport(report));

  return {
    changed: () => {
      on.yielding(() => ringViews.changed(), 'card');
      on.yielding(() => {
        // A microphone and a tone end before anything else is drawn: two cores do not do all at the same time.
        soundViews.changed();
        pictureViews.changed();
        views.changed();
      });
    },
    forget: (name) => {
      if (name === 'sound') return soundViews.remove(name);
      if (name === 'pictures') return pictureViews.remove(name);
      ringViews.remove(name);
      views.remove(name);
    },
  };
}

/** What each page is sent of the snapshots. */
function createFeeds({
  phone,
  soundView,
  picturesView,
  send,
}: Pick<IpcDeps, 'phone' | 'soundView' | 'picturesView' | 'send'>) {
  const viewFeed = () =>
    createSnapshotFeed<AppView, WindowName>({
      read: phone.view,
      readAsOfNow: phone.viewAsOfNow,
      partsOf: (name) => windowParts[name],
      send: (name, parts) => send(name, channels.view, parts),
    });
  const soundViews = createSnapshotFeed<SoundView, 'sound'>({
    read: soundView,
    readAsOfNow: soundView,
    partsOf: () => ['ring', 'legs', 'deviceInterest', 'headset'],
    send: (name, parts) => send(name, channels.mediaView, parts),
  });

  const pictureViews = createSnapshotFeed<PicturesView, 'pictures'>({
    read: picturesView,
    readAsOfNow: picturesView,
    partsOf: () => ['pictures'],
    send: (name, parts) => send(name, channels.picturesView, parts),
  });
  return { ringViews: viewFeed(), views: viewFeed(), soundViews, pictureViews };
}
