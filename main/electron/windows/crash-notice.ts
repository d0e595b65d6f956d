import type { Dialog } from 'electron';
import type { AnyWindow } from '../../../preload/contract/index.ts';
import type { Log } from '../../core/ports.ts';

export interface CrashNoticeDeps {
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly log: Log;
  quit(): void;
}

/** Tells in a window of the system, which needs no page, that a page keeps failing, and asks what to do: one at a time. */
export type CrashNotice = (name: AnyWindow, startOver: () => void) => void;

export function createCrashNotice({ dialog, log, quit }: CrashNoticeDeps): CrashNotice {
  const given = new Map<AnyWindow, () => void>();

  async function ask(name: AnyWindow): Promise<void> {
    const { response } = await dialog.showMessageBox({ ...usual, message: titles[name], detail: details(name) });
    log.info('A page that keeps failing', { name, choice: usual.buttons[response] });
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

const quitButton = 1;

const usual = {
  type: 'error' as const,
  title: 'Switchhook has a problem',
  buttons: ['Try again', 'Quit Switchhook'],
  defaultId: 0,
  // Whoever closes it without a choice still wants calls to ring.
  cancelId: 0,
  noLink: true,
};

const titles: Readonly<Record<AnyWindow, string>> = {
  sound: 'The sound failed four times in a minute.',
  main: 'The main window failed four times in a minute.',
  ring: 'The window of ringing calls failed four times in a minute.',
  call: 'The call window failed four times in a minute.',
  quit: 'The question whether to quit failed four times in a minute.',
};

const meanwhile: Readonly<Record<AnyWindow, string>> = {
  sound: 'Until it is back, calls show but do not sound, and cannot be talked on.',
  main: 'Calls go on ringing here.',
  ring: 'Until it is back, calls ring by sound, notification and tray. Answer there, or with the shortcut keys.',
  call: 'Until it is back, mute and hang up in the tray, or with the shortcut keys.',
  quit: 'Calls go on ringing here.',
};

function details(name: AnyWindow): string {
  return `${meanwhile[name]}\n\nTry again brings it back. If it fails again, quit Switchhook and start it anew.`;
}
