import { type BrowserWindow, dialog } from 'electron';
import type { CommandResult, Words } from '../../../preload/contract/index.ts';
import type { Phone } from '../../core/phone.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { createHookRunner } from '../../system/hook-runner.ts';
import { createAskOutside } from '../consent/ask-outside.ts';
import { createProgramChoice } from './choose-program.ts';
import { createCallFollower } from './follow-calls.ts';

/** The program of the user's that is run with each call. */
export interface CallHook {
  /** Asks which it is. */
  choose(): CommandResult;
  /** To be called after each change of the phone. */
  follow(): void;
}

export interface CallHookDeps {
  readonly phone: Phone;
  readonly clock: Clock;
  readonly words: Words;
  readonly log: Log;
  /** The main window; null while it is not on the screen. */
  parent(): BrowserWindow | null;
}

export function createCallHook({ phone, clock, words, log, parent }: CallHookDeps): CallHook {
  const runner = createHookRunner({ clock, log, env: process.env });
  const ask = createAskOutside({ dialog, words, parent });
  return {
    choose: createProgramChoice({ dialog, ask, runner, phone, words, log, parent }),
    follow: createCallFollower({ phone, runner }),
  };
}
