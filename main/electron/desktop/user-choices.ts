import type { ShortcutAction } from '../../../preload/contract/index.ts';
import type { Phone } from '../../core/phone.ts';
import type { Notice, NoticeChoice } from '../notifications/notices.ts';
import { commandForShortcut } from '../shortcuts/shortcut-command.ts';
import type { TrayChoice } from '../tray/tray-menu.ts';
import type { Windows } from '../windows/windows.ts';

/** What the user chooses outside of the windows: it opens a window, or is a command for the phone. */
export interface UserChoices {
  inTray(choice: TrayChoice): void;
  /** `text`: what was typed into it. */
  inNotice(notice: Pick<Notice, 'kind' | 'callId' | 'threadId' | 'page'>, choice: NoticeChoice, text?: string): void;
  byShortcut(action: ShortcutAction): void;
  /** Who is signed out gets no calls here anyway. Other ends of the app, such as the session's, come without a question. */
  quit(): void;
}

export interface UserChoicesDeps {
  readonly phone: Pick<Phone, 'view' | 'command' | 'desktopReported'>;
  /** Null until there are any, shortly after the tray icon. */
  windows(): Pick<Windows, 'openMain' | 'openCall' | 'askToQuit'> | null;
  /** Ends the app without a question. */
  quitNow(): void;
  /** Whether a global key that arrives now would have arrived in any other program too. */
  keysProve(): boolean;
}

export function createUserChoices({ phone, windows, quitNow, keysProve }: UserChoicesDeps): UserChoices {
  function quit(): void {
    const present = windows();
    if (present === null || phone.view().session.status === 'Signed out') quitNow();
    else present.askToQuit();
  }

  /** What cannot be called without a question or a look is on the page of calls. */
  function callBack(callId: string): void {
    if (!phone.command({ type: 'call-back', callId }).ok) windows()?.openMain('calls');
  }

  /** A reply is sent as it was typed; a click beside the buttons opens the thread too. */
  function inMessage(threadId: string | undefined, choice: NoticeChoice, text = ''): void {
    if (threadId !== undefined && choice === 'reply') phone.command({ type: 'send-message', threadId, text });
    else if (threadId !== undefined && choice === 'put-off') phone.command({ type: 'put-off-thread', threadId });
    else {
      if (threadId !== undefined) phone.command({ type: 'show-thread', threadId });
      windows()?.openMain('messages');
    }
  }

  return {
    inTray(choice) {
      if (choice === 'open') windows()?.openMain();
      else if (choice === 'diagnostics' || choice === 'missed-calls') windows()?.openMain(choice);
      else if (choice === 'quit') quit();
      else phone.command(choice);
    },
    inNotice({ kind, callId, threadId, page }, choice, text) {
      if (kind === 'message') inMessage(threadId, choice, text);
      else if (choice === 'call-back') callBack(callId);
      else if (choice === 'answer' || choice === 'decline') phone.command({ type: choice, callId });
      else if (kind === 'alert') windows()?.openMain(page);
      else windows()?.openCall();
    },
    byShortcut(action) {
      if (keysProve()) phone.desktopReported({ type: 'shortcut-pressed', action });
      const wanted = commandForShortcut(phone.view(), action);
      if (action === 'show-call') windows()?.openCall();
      else if (wanted) phone.command(wanted);
    },
    quit,
  };
}
