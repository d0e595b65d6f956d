import type { Dialog, MessageBoxOptions } from 'electron';
import type { AnyWindow, Words } from '../../../preload/contract/index.ts';
import type { Log } from '../../core/ports.ts';

export interface CrashNoticeDeps {
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly words: Words;
  readonly log: Log;
  quit(): void;
}

/** Without pictures a call goes on. */
export type NoticedWindow = Exclude<AnyWindow, 'pictures'>;

/** Tells in a window of the system, which needs no page, that a page keeps failing, and asks what to do: one at a time. */
export type CrashNotice = (name: NoticedWindow, startOver: () => void) => void;

export function createCrashNotice({ dialog, words, log, quit }: CrashNoticeDeps): CrashNotice {
  const given = new Map<NoticedWindow, () => void>();

  async function ask(name: NoticedWindow): Promise<void> {
    const { response } = await dialog.showMessageBox(boxFor(name, words));
    log.info('A page that keeps failing', { name, choice: response === quitButton ? 'quit' : 'try again' });
    const waiting = [...given.values()];
    given.clear();
    if (response === quitButton) quit();
    else for (const startOver of waiting) startOver();
  }

  return (name, startOver) => {
    const open = given.size > 0;
    given.set(name, startOver);
    if (!open) ask(name).catch((error: unknown) => log.error('The notice of a failing page failed', { error }));
  };
}

const [tryAgainButton, quitButton] = [0, 1];

function boxFor(name: NoticedWindow, { say }: Words): MessageBoxOptions {
  return {
    type: 'error',
    title: say('failing-page.window'),
    message: say(`failing-page.${name}.title`),
    detail: `${say(`failing-page.${name}.help`)}\n\n${say('failing-page.what-to-do')}`,
    buttons: [say('failing-page.try-again'), say('failing-page.quit')],
    defaultId: tryAgainButton,
    // Whoever closes it without a choice still wants calls to ring.
    cancelId: tryAgainButton,
    noLink: true,
  };
}
