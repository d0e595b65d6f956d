import { Notification } from 'electron';
import type { Words } from '../../../preload/contract/index.ts';
import type { DesktopFacts } from '../../core/health/state.ts';
import type { Clock, Log, Records } from '../../core/ports.ts';
import type { SessionBus } from '../dbus/session-bus.ts';
import { watchDoNotDisturb } from '../notifications/do-not-disturb.ts';
import { createElectronBoard } from '../notifications/electron-board.ts';
import { createFreedesktopBoard } from '../notifications/freedesktop-board.ts';
import type { NoticeBoard, OnNoticeChoice, OnNoticeResult } from '../notifications/notice-board.ts';
import type { Notice } from '../notifications/notices.ts';
import { watchNotificationService } from '../notifications/notification-service.ts';
import { createPostedNotices } from '../notifications/posted-notices.ts';
import { windowSystem } from '../start/window-system.ts';
import { createTrayHost } from '../tray/tray-host.ts';

/** What the desktop around the app offers. */
export interface DesktopEnvironment {
  readonly board: NoticeBoard;
  /** Whether a hidden window can be found again by the tray. */
  hasTray(): boolean;
  /** Calls back when a place for tray icons appears that was not there before: an icon made earlier is not in it. */
  onTrayAppearance(listener: () => void): void;
  /** Looks again at what is there; what changed is told as ever. */
  look(): void;
}

export interface DesktopEnvironmentDeps {
  /** The session's message bus; null where there is none. */
  readonly bus: SessionBus | null;
  readonly clock: Clock;
  readonly records: Records;
  readonly words: Words;
  readonly log: Log;
  readonly onChoice: OnNoticeChoice;
  readonly onResult: OnNoticeResult;
  /** Told at the first look and whenever something came or went. */
  readonly onFacts: (facts: Partial<DesktopFacts>) => void;
}

/** On Linux by the session's message bus, elsewhere by Electron. Without a bus there are no notifications and no tray. */
export function createDesktopEnvironment(deps: DesktopEnvironmentDeps): DesktopEnvironment {
  const { bus, clock, records, words, log, onChoice, onResult, onFacts } = deps;
  onFacts({ windows: windowSystem() });
  if (process.platform !== 'linux') {
    onFacts({ notifications: Notification.isSupported() ? 'working' : 'missing', tray: 'shown' });
    const board = createElectronBoard(onChoice, onResult);
    return { board, hasTray: () => true, onTrayAppearance: () => {}, look: () => {} };
  }
  if (bus === null) {
    onFacts({ notifications: 'missing', tray: 'no-host' });
    const board = { show: (notice: Notice) => onResult(notice, false), withdraw: () => {} };
    return { board, hasTray: () => false, onTrayAppearance: () => {}, look: () => {} };
  }
  const host = createTrayHost(bus);
  host.onChange((present) => onFacts({ tray: present ? 'shown' : 'no-host' }));
  const quiet = watchDoNotDisturb(bus, (doNotDisturb) => onFacts({ doNotDisturb }));
  const service = watchNotificationService(bus, clock, log, (notifications) => {
    onFacts({ notifications });
    if (notifications === 'working') quiet.look();
    else quiet.gone();
  });
  const posts = createPostedNotices(bus, records);
  void posts.closeStale();
  return {
    board: createFreedesktopBoard({ bus, posts, words, log, onChoice, onResult }),
    hasTray: () => host.present(),
    onTrayAppearance: (listener) => host.onAppearance(listener),
    look: () => {
      host.look();
      service.look();
    },
  };
}
