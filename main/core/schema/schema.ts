import type * as v from 'valibot';

/** Takes whatever comes, and gives an output of that type where it fits. */
export type Schema<Output> = v.GenericSchema<unknown, Output>;

/** Nobody is told what did not fit, so the first of it is enough. */
const firstIssue = { abortEarly: true } as const;

/**
 * What a schema makes of a value; null where that does not fit. Schemas are run by hand and not by `safeParse`, which makes two objects
 * more for each value: a long history is read before the first window is there.
 */
export function read<Output extends NonNullable<unknown>>(schema: Schema<Output>, value: unknown): Output | null {
  const dataset = schema['~run']({ typed: false, value, issues: undefined }, firstIssue);
  return dataset.issues === undefined ? dataset.value : null;
}
