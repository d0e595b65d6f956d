import { ipcRenderer, webFrame } from 'electron';
import { channels } from './contract/index.ts';

/** Listens on a channel from main; returns the end of it. */
export function listen<Payload>(channel: string, listener: (payload: Payload) => void): () => void {
  const receive = (_event: unknown, payload: Payload) => listener(payload);
  ipcRenderer.on(channel, receive);
  return () => ipcRenderer.removeListener(channel, receive);
}

/**
 * Has the page's garbage collected when main says so. It tells the page's process that memory is short, for which V8 makes a full
 * collection; there is no other way to ask for one.
 */
export function collectGarbageWhenTold(): void {
  listen<void>(channels.collectGarbage, () => webFrame.clearCache());
}
