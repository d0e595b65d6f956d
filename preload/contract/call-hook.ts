/**
 * What became of the program when it was run last. `missing`: it is not there, or nothing that can be run. `unsafe`: others than the user and the
 * administrator could change it. `failed`: it ended with an error. `slow`: it did not end in time, and was ended.
 */
export const hookProblems = ['missing', 'unsafe', 'failed', 'slow'] as const;

export type HookProblem = (typeof hookProblems)[number];

/** A program of the user's, or the administrator's, that is run as calls ring, are answered and end. */
export interface CallHookView {
  /** Its path; null: none is run. */
  readonly program: string | null;
  /** The administrator decided it. */
  readonly locked: boolean;
  readonly problem: HookProblem | null;
}

/** A page says neither which program, nor that it is to be run: both are asked for outside of it. */
export type CallHookCommand = { readonly type: 'choose-hook' } | { readonly type: 'forget-hook' };
