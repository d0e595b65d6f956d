import * as v from 'valibot';
import type { Records } from '../../ports.ts';
import { list } from '../../schema/list.ts';
import { read } from '../../schema/schema.ts';
import type { Calls } from '../state.ts';

/**
 * The invitations that ring, kept in case the program is killed meanwhile: the server does not tell of them again, and its list of
 * conversations does not name them.
 */
export interface KeptRings {
  /** Absolute hrefs of those that rang when an earlier run ended. */
  readonly left: readonly string[];
  keep(calls: Calls): void;
}

const record = 'rings';
const most = 20;
const hrefs = list(v.string(), { most });

export function createKeptRings(records: Records): KeptRings {
  const left = read(hrefs, records.read(record)) ?? [];
  let kept = left.join();
  return {
    left,
    keep(calls) {
      const rings = calls.filter(({ state }) => state === 'ringing').map(({ invitation }) => invitation);
      if (rings.join() === kept) return;
      kept = rings.join();
      records.write(record, rings.slice(0, most));
    },
  };
}
