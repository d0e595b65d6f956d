import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import {
  type AppView,
  type Command,
  type CommandResult,
  channels,
  type MediaReport,
  type MediaView,
  type WindowName,
  type WindowReport,
  windowParts,
} from '../../../preload/contract/index.ts';
import { parseCommand, parseMediaReport, parseWindowReport } from '../../../preload/guard.ts';
import type { Phone } from '../../core/phone.ts';
import type { Log } from '../../core/ports.ts';
import { commandWindows, mediaReportWindows, windowReportWindows } from './permitted.ts';
import { createSnapshotFeed, type SnapshotFeed } from './snapshot-feed.ts';
import type { SenderEvent, TrustedSenders } from './trusted-senders.ts';

export interface IpcDeps {
  readonly ipcMain: Pick<IpcMain, 'handle' | 'on'>;
  readonly phone: Pick<Phone, 'view' | 'viewAsOfNow' | 'mediaView'>;
  readonly senders: TrustedSenders;
  readonly log: Log;
  /** A command of a window that may give it. Some are done only once the user said so. */
  command(command: Command): CommandResult | Promise<CommandResult>;
  /** Sends to a window; does nothing where it is gone. */
  send(name: WindowName, channel: string, payload: unknown): void;
  onWindowReport(name: WindowName, report: WindowReport): void;
  onMediaReport(report: MediaReport): void;
  /** Runs work that is to wait for what is more urgent: everything but the ring window's snapshots. */
  yielding(work: () => void): void;
}

export interface Ipc {
  /** Pushes the present snapshots to the windows that subscribed: to the ring window within this tick. */
  changed(): void;
  /** The window's page is gone or starts anew: it gets nothing until it subscribes. */
  forget(name: WindowName): void;
}

const everyWindow: readonly WindowName[] = ['main', 'ring', 'call', 'quit'];
const soundWindow: readonly WindowName[] = ['main'];
const invalid: CommandResult = { ok: false, refusal: 'invalid' };

/** Opens the channels of contract.ts. Nothing a renderer sends makes a handler throw; what does not fit is logged and dropped. */
export function createIpc({ ipcMain, phone, senders, log, send, ...on }: IpcDeps): Ipc {
  const viewFeed = () =>
    createSnapshotFeed<AppView, WindowName>({
      read: phone.view,
      readAsOfNow: phone.viewAsOfNow,
      partsOf: (name) => windowParts[name],
      send: (name, parts) => send(name, channels.view, parts),
    });
  const ringViews = viewFeed();
  const views = viewFeed();
  const mediaViews = createSnapshotFeed<MediaView, WindowName>({
    read: phone.mediaView,
    readAsOfNow: phone.mediaView,
    partsOf: () => ['ring', 'legs'],
    send: (name, parts) => send(name, channels.mediaView, parts),
  });

  function allowed(event: SenderEvent, channel: string, names: readonly WindowName[]): WindowName | null {
    const name = senders.identify(event);
    if (name !== null && names.includes(name)) return name;
    log.warn('Refused a message from a stranger', { channel });
    return null;
  }

  function parsed<Payload>(payload: Payload | null, channel: string): Payload | null {
    if (payload === null) log.warn('Refused a message that does not parse', { channel });
    return payload;
  }

  /** What a window sent, where it parses and that window may say it. */
  function permitted<Said extends string, Payload extends { readonly type: Said }>(
    name: WindowName,
    payload: Payload | null,
    channel: string,
    windows: Readonly<Record<Said, readonly WindowName[]>>,
  ): Payload | null {
    const told = parsed(payload, channel);
    if (told === null || windows[told.type].includes(name)) return told;
    log.warn('Refused a message that is another window’s', { channel, name, type: told.type });
    return null;
  }

  function answerSubscription<View extends object>(
    channel: string,
    names: readonly WindowName[],
    feedOf: (name: WindowName) => SnapshotFeed<View, WindowName>,
  ): void {
    ipcMain.handle(channel, (event: IpcMainInvokeEvent) => {
      const name = allowed(event, channel, names);
      return name === null ? null : feedOf(name).add(name);
    });
  }

  function receive<Said extends string, Payload extends { readonly type: Said }>(
    channel: string,
    parse: (value: unknown) => Payload | null,
    windows: Readonly<Record<Said, readonly WindowName[]>>,
    take: (name: WindowName, payload: Payload) => void,
  ): void {
    ipcMain.on(channel, (event: IpcMainEvent, value: unknown) => {
      const name = allowed(event, channel, everyWindow);
      const payload = name === null ? null : permitted(name, parse(value), channel, windows);
      if (name !== null && payload !== null) take(name, payload);
    });
  }

  answerSubscription(channels.subscribe, everyWindow, (name) => (name === 'ring' ? ringViews : views));
  answerSubscription(channels.subscribeMedia, soundWindow, () => mediaViews);
  ipcMain.handle(channels.command, (event: IpcMainInvokeEvent, value: unknown) => {
    const name = allowed(event, channels.command, everyWindow);
    const command = name && permitted(name, parseCommand(value), channels.command, commandWindows);
    return command === null ? invalid : on.command(command);
  });
  receive(channels.windowReport, parseWindowReport, windowReportWindows, on.onWindowReport);
  receive(channels.mediaReport, parseMediaReport, mediaReportWindows, (_name, report) => on.onMediaReport(report));

  return {
    changed: () => {
      ringViews.changed();
      on.yielding(() => {
        // A microphone and a tone end before the main window draws anything; it does both on one thread.
        mediaViews.changed();
        views.changed();
      });
    },
    forget: (name) => {
      ringViews.remove(name);
      views.remove(name);
      mediaViews.remove(name);
    },
  };
}
