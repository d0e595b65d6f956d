import { Notification } from 'electron';
import type { Notice } from './notices.ts';
import type { NoticeBoard, OnNoticeChoice, OnNoticeResult } from './notifier.ts';

/** Windows and macOS, by Electron's notifications. Windows shows no buttons before Electron 40. */
export function createElectronBoard(onChoice: OnNoticeChoice, onResult: OnNoticeResult): NoticeBoard {
  const shown = new Map<string, Notification>();

  function close(id: string): void {
    shown.get(id)?.close();
    shown.delete(id);
  }

  return {
    show: (notice) => {
      if (!Notification.isSupported()) return onResult(notice, false);
      close(notice.id);
      const notification = toast(notice);
      notification.on('show', () => onResult(notice, true));
      notification.on('failed', () => onResult(notice, false));
      notification.on('click', () => onChoice(notice, 'default'));
      notification.on('action', (_event, index) => {
        const action = notice.actions[index];
        if (action) onChoice(notice, action.key);
      });
      notification.on('close', () => {
        if (shown.get(notice.id) === notification) shown.delete(notice.id);
      });
      shown.set(notice.id, notification);
      notification.show();
    },
    withdraw: close,
  };
}

function toast({ kind, title, body, actions }: Notice): Notification {
  return new Notification({
    title,
    body,
    silent: true,
    urgency: kind === 'ring' ? 'critical' : 'normal',
    timeoutType: kind === 'ring' ? 'never' : 'default',
    actions: actions.map(({ label }) => ({ type: 'button', text: label })),
  });
}
