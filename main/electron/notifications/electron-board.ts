import { Notification } from 'electron';
import type { NoticeBoard, OnNoticeChoice, OnNoticeResult } from './notice-board.ts';
import type { Notice } from './notices.ts';

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
        const action = buttonsOf(notice)[index];
        if (action) onChoice(notice, action.key);
      });
      notification.on('reply', (_event, text) => onChoice(notice, 'reply', text));
      notification.on('close', () => {
        if (shown.get(notice.id) === notification) shown.delete(notice.id);
      });
      shown.set(notice.id, notification);
      notification.show();
    },
    withdraw: close,
  };
}

/** A reply is typed into a field of its own, where the system has one. */
function buttonsOf({ actions }: Notice): Notice['actions'] {
  return actions.filter(({ key }) => key !== 'reply');
}

function toast(notice: Notice): Notification {
  const { kind, title, body, actions } = notice;
  const reply = actions.find(({ key }) => key === 'reply');
  const canReply = reply !== undefined && process.platform === 'darwin';
  return new Notification({
    title,
    body,
    silent: true,
    ...(canReply ? { hasReply: true, replyPlaceholder: reply.label } : {}),
    urgency: kind === 'ring' ? 'critical' : 'normal',
    timeoutType: kind === 'ring' ? 'never' : 'default',
    actions: buttonsOf(notice).map(({ label }) => ({ type: 'button', text: label })),
  });
}
