import type { Log, Records } from '../core/ports.ts';
import type { SessionBus } from './dbus/session-bus.ts';
import { createElectronBoard } from './notifications/electron-board.ts';
import { createFreedesktopBoard } from './notifications/freedesktop-board.ts';
import type { NoticeBoard, OnNoticeChoice } from './notifications/notifier.ts';
import { createPostedNotices } from './notifications/posted-notices.ts';
import { createTrayHost } from './tray/tray-host.ts';

/** What the desktop around the app offers. */
export interface Surroundings {
  readonly board: NoticeBoard;
  /** Whether a hidden window can be found again by the tray. */
  hasTray(): boolean;
  /** Calls back when a place for tray icons appears that was not there before: an icon made earlier is not in it. */
  onTrayAppearance(listener: () => void): void;
}

/** On Linux by the session's message bus, elsewhere by Electron. Without a bus there are no notifications and no tray. */
export function createSurroundings(
  bus: SessionBus | null,
  records: Records,
  log: Log,
  onChoice: OnNoticeChoice,
): Surroundings {
  if (process.platform !== 'linux')
    return { board: createElectronBoard(onChoice), hasTray: () => true, onTrayAppearance: () => {} };
  if (bus === null) {
    return { board: { show: () => {}, withdraw: () => {} }, hasTray: () => false, onTrayAppearance: () => {} };
  }
  const host = createTrayHost(bus);
  const posts = createPostedNotices(bus, records);
  void posts.closeStale();
  return {
    board: createFreedesktopBoard(bus, posts, log, onChoice),
    hasTray: () => host.present(),
    onTrayAppearance: (listener) => host.onAppearance(listener),
  };
}
