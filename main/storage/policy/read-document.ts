import * as v from 'valibot';
import type { RefusedPolicy } from '../../../preload/contract/index.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { isRecord } from '../../core/schema/record.ts';
import { groups, groupValues, ownValues } from './values.ts';

/** What one source says: the keys that it has and that fit, and what of it does not hold. */
export interface PolicyPart {
  readonly source: string;
  readonly said: Partial<Policy>;
  readonly refused: readonly RefusedPolicy[];
}

/** Names are cut: they are shown. */
const longestName = 60;
/** More are not told of. */
const mostRefused = 50;

/** Takes what is right of a document of the administrator's: a key with a wrong value costs no other. */
export function readPolicyDocument(document: unknown, source: string): PolicyPart {
  if (!isRecord(document)) return { source, said: {}, refused: [{ source, key: null, why: 'no-object' }] };
  // By `$schema` an editor finds the schema.
  const own = Object.entries(document).filter(([key]) => key !== '$schema' && !Object.hasOwn(groupValues, key));
  const reading = createReading(source);
  const said = reading.take(own, ownValues, '');
  for (const group of groups) {
    const given = Object.hasOwn(document, group) ? document[group] : {};
    if (!isRecord(given)) reading.refuse(group, 'wrong-value');
    else if (Object.hasOwn(document, group)) {
      said[group] = reading.take(Object.entries(given), groupValues[group], `${group}.`);
    }
  }
  return { source, said, refused: reading.refused.slice(0, mostRefused) };
}

type Values = Readonly<Record<string, v.GenericSchema>>;

function createReading(source: string) {
  const refused: RefusedPolicy[] = [];
  const refuse = (key: string, why: RefusedPolicy['why']): void => {
    refused.push({ source, key: shownName(key), why });
  };
  return {
    refused,
    refuse,
    /** Those that are in the table, each with what its schema makes of it. */
    take(given: readonly (readonly [string, unknown])[], values: Values, before: string): Record<string, unknown> {
      const taken: Record<string, unknown> = {};
      for (const [name, value] of given) {
        const schema = Object.hasOwn(values, name) ? values[name] : undefined;
        const result = schema && v.safeParse(schema, value, { abortEarly: true });
        if (result?.success) taken[name] = result.output;
        else refuse(before + name, result === undefined ? 'unknown-key' : 'wrong-value');
      }
      return taken;
    },
  };
}

/** Printable and short, whatever somebody wrote. */
function shownName(key: string): string {
  return key.slice(0, longestName).replace(/[^\x20-\x7e]/g, '?');
}
