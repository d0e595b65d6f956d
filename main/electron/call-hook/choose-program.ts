import { basename } from 'node:path';
import type { BrowserWindow, Dialog } from 'electron';
import type { CommandResult, HookProblem, Words } from '../../../preload/contract/index.ts';
import type { Phone } from '../../core/phone.ts';
import type { Log } from '../../core/ports.ts';
import type { HookRunner } from '../../system/hook-runner.ts';
import type { AskOutside } from '../consent/ask-outside.ts';

export interface ChooseProgramDeps {
  readonly dialog: Pick<Dialog, 'showOpenDialog' | 'showMessageBox'>;
  readonly ask: AskOutside;
  readonly runner: Pick<HookRunner, 'inspect'>;
  readonly phone: Pick<Phone, 'callHook' | 'callHookChosen'>;
  readonly words: Words;
  readonly log: Log;
  /** The main window; null while it is not on the screen. */
  parent(): BrowserWindow | null;
}

/** Asks the user for a program, in windows of the system: a page that was taken over can neither name one nor agree to it. */
export function createProgramChoice(deps: ChooseProgramDeps): () => CommandResult {
  const { dialog, ask, runner, phone, words, log, parent } = deps;
  const { say } = words;
  let isOpen = false;

  async function choose(window: BrowserWindow): Promise<void> {
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      title: say('call-hook.choose'),
      properties: ['openFile', 'dontAddToRecent'],
    });
    const path = filePaths[0];
    if (canceled || path === undefined) return;
    const problem = await runner.inspect(path);
    if (problem !== null) return refuse(window, path, problem);
    const question = {
      message: say('call-hook.question', { program: basename(path) }),
      detail: say('call-hook.question-detail', { path }),
      yes: say('call-hook.yes'),
    };
    const yes = await ask(question, new AbortController().signal);
    log.info('Asked about a program for calls', { yes });
    if (yes) phone.callHookChosen(path);
  }

  async function refuse(window: BrowserWindow, path: string, problem: HookProblem): Promise<void> {
    const message = say('call-hook.refused', { program: basename(path) });
    await dialog.showMessageBox(window, { type: 'error', message, detail: say(`call-hook.problem.${problem}`) });
  }

  return () => {
    const window = parent();
    if (phone.callHook().locked) return { ok: false, refusal: 'locked' };
    if (isOpen) return { ok: false, refusal: 'repeated' };
    if (window === null) return { ok: false, refusal: 'unavailable' };
    isOpen = true;
    void choose(window)
      .catch((error: unknown) => log.error('No program could be chosen', { error }))
      .finally(() => {
        isOpen = false;
      });
    return { ok: true };
  };
}
