import * as v from 'valibot';
import { type DecidedHook, programPath } from './state.ts';

const argument = v.pipe(v.string(), v.maxLength(1_024), v.regex(/^[^\p{Cc}]*$/u));

/** How the policy file says it: false, or a program with what it is started with. */
export const decidedHook = v.union([
  v.pipe(
    v.literal(false),
    v.transform((): DecidedHook => ({ program: null })),
  ),
  v.pipe(
    v.strictObject({ program: programPath, arguments: v.optional(v.pipe(v.array(argument), v.maxLength(32)), []) }),
    v.transform((given): DecidedHook => ({ program: { path: given.program, arguments: given.arguments } })),
  ),
]);
