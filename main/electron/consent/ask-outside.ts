import type { BrowserWindow, Dialog } from 'electron';
import type { Words } from '../../../preload/contract/index.ts';
import type { Question } from './questions.ts';

/** Asks the user where no page can answer. False for everything but a yes, also where the question is withdrawn. */
export type AskOutside = (question: Question, withdrawn: AbortSignal) => Promise<boolean>;

export interface AskOutsideDeps {
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly words: Words;
  /** The main window; null while it is not on the screen, where nobody can have pressed a button in it. */
  parent(): BrowserWindow | null;
}

const [yes, cancel] = [0, 1];

/** By the system's message box: Enter, Esc and closing it are the harmless answer. */
export function createAskOutside({ dialog, words: { say }, parent }: AskOutsideDeps): AskOutside {
  return async ({ message, detail, yes: label }, withdrawn) => {
    const window = parent();
    if (window === null || withdrawn.aborted) return false;
    const end = new AbortController();
    const withdraw = (): void => end.abort();
    withdrawn.addEventListener('abort', withdraw);
    window.once('hide', withdraw);
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      title: say('consent.window'),
      message,
      detail,
      buttons: [label, say('consent.cancel')],
      defaultId: cancel,
      cancelId: cancel,
      noLink: true,
      signal: end.signal,
    });
    window.removeListener('hide', withdraw);
    return response === yes && !end.signal.aborted;
  };
}
