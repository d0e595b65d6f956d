import { contextBridge, ipcRenderer, webFrame } from 'electron';
import {
  type AppView,
  type CommandResult,
  channels,
  type Levels,
  type MediaView,
  type PageName,
  type PhoneApi,
  type SoundApi,
} from './contract/index.ts';
import { followSnapshots } from './snapshots.ts';

const phone: PhoneApi = {
  subscribe: followSnapshots<AppView>({
    ask: () => ipcRenderer.invoke(channels.subscribe) as Promise<Partial<AppView> | null>,
    onNext: (next) => listen<Partial<AppView>>(channels.view, next),
  }),
  send: (command) => ipcRenderer.invoke(channels.command, command).catch(() => unavailable) as Promise<CommandResult>,
  report: (report) => ipcRenderer.send(channels.windowReport, report),
  onLevels: (listener) => listen<Levels>(channels.levels, listener),
  onCloseRequest: (listener) => listen<void>(channels.closeRequest, () => listener()),
  onPageRequest: (listener) => listen<PageName>(channels.pageRequest, listener),
};

const sound: SoundApi = {
  subscribe: followSnapshots<MediaView>({
    ask: () => ipcRenderer.invoke(channels.subscribeMedia) as Promise<Partial<MediaView> | null>,
    onNext: (next) => listen<Partial<MediaView>>(channels.mediaView, next),
  }),
  report: (report) => ipcRenderer.send(channels.mediaReport, report),
};

const unavailable: CommandResult = { ok: false, refusal: 'unavailable' };

function listen<Payload>(channel: string, listener: (payload: Payload) => void): () => void {
  const receive = (_event: unknown, payload: Payload) => listener(payload);
  ipcRenderer.on(channel, receive);
  return () => ipcRenderer.removeListener(channel, receive);
}

// It tells the page's process that memory is short, for which V8 makes a full collection; there is no other way to ask for one.
listen<void>(channels.collectGarbage, () => webFrame.clearCache());
contextBridge.exposeInMainWorld('phone', phone);
if (location.pathname === '/main.html') contextBridge.exposeInMainWorld('sound', sound);
