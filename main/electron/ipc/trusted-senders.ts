import type { AnyWindow } from '../../../preload/contract/index.ts';
import { pageUrl } from '../security/page-files.ts';

/** What is looked at in a frame. */
export interface SenderFrame {
  readonly url: string;
  readonly processId: number;
  readonly routingId: number;
}

/** What is looked at in an IPC event; Electron's events fit. */
export interface SenderEvent {
  readonly sender: { readonly id: number; readonly mainFrame: SenderFrame };
  /** Null where the frame is gone, in newer Electrons. */
  readonly senderFrame: SenderFrame | null;
}

/** Knows our windows by the identity of their web contents. */
export interface TrustedSenders {
  /** Returns the end of the trust. */
  trust(webContentsId: number, name: AnyWindow): () => void;
  /** The window whose own page sent this; null for everybody else. Ask before anything is awaited. */
  identify(event: SenderEvent): AnyWindow | null;
}

export function createTrustedSenders(): TrustedSenders {
  const names = new Map<number, AnyWindow>();
  return {
    trust: (webContentsId, name) => {
      names.set(webContentsId, name);
      return () => names.delete(webContentsId);
    },
    identify: ({ sender, senderFrame }) => {
      const name = names.get(sender.id);
      if (name === undefined || senderFrame === null) return null;
      const { mainFrame } = sender;
      const ownFrame = senderFrame.processId === mainFrame.processId && senderFrame.routingId === mainFrame.routingId;
      return ownFrame && senderFrame.url === pageUrl(`${name}.html`) ? name : null;
    },
  };
}
