import * as v from 'valibot';
import type { HookProblem } from '../../../preload/contract/index.ts';
import type { Records } from '../ports.ts';
import { fields } from '../schema/fields.ts';
import { text } from '../schema/pieces.ts';
import { read } from '../schema/schema.ts';

/** A program, and what it is started with. */
export interface HookProgram {
  /** An absolute path. */
  readonly path: string;
  readonly arguments: readonly string[];
}

/** What an administrator decided about the program; with null none is run, whatever the user wants. */
export interface DecidedHook {
  readonly program: HookProgram | null;
}

/** What is run as calls ring, are answered and end. */
export interface CallHookModel {
  readonly program: HookProgram | null;
  readonly locked: boolean;
  /** What became of it when it was run last; null: all was well, or it was not run yet. */
  readonly problem: HookProblem | null;
}

export const noCallHook: CallHookModel = { program: null, locked: false, problem: null };

/** The document that holds what the user chose. */
export const record = 'call-hook';

/** A path of POSIX, or one of a drive of Windows: nothing on the network, and nothing that depends on where one is. */
const absolute = /^(?:\/|[A-Za-z]:\\)[^\p{Cc}]+$/u;

/** The path of a program; also where it may not be there. */
export const programPath = v.pipe(text(1_024), v.regex(absolute));

const kept = fields({ program: programPath });

/** What is known at the start; the administrator's word goes before the user's. */
export function startingCallHook(records: Records, decided: DecidedHook | null): CallHookModel {
  if (decided !== null) return { ...noCallHook, program: decided.program, locked: true };
  const path = read(kept, records.read(record))?.program;
  return path === undefined ? noCallHook : { ...noCallHook, program: { path, arguments: [] } };
}
