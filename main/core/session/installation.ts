import * as v from 'valibot';
import type { Random, Records } from '../ports.ts';
import { read } from '../schema/schema.ts';
import type { Endpoint } from './discovery/connect.ts';

/** What this installation calls itself at the server. */
export interface Installation {
  endpoint(): Endpoint;
  /** Another endpoint in place of one that somebody else uses too. */
  renew(): Endpoint;
}

export interface InstallationDeps {
  readonly records: Records;
  readonly random: Random;
}

const endpointId = v.pipe(v.string(), v.nonEmpty());

export function createInstallation(deps: InstallationDeps, words: Omit<Endpoint, 'endpointId'>): Installation {
  const { userAgent, culture } = words;
  let id = keptId(deps);
  const endpoint = (): Endpoint => ({ userAgent, culture, endpointId: id });
  return {
    endpoint,
    renew() {
      id = freshId(deps);
      return endpoint();
    },
  };
}

/** Random and kept: two processes with the same one would fight for one event channel. */
function keptId(deps: InstallationDeps): string {
  return read(endpointId, deps.records.read('endpoint')) ?? freshId(deps);
}

function freshId({ records, random }: InstallationDeps): string {
  const fresh = random.uuid();
  records.write('endpoint', fresh);
  return fresh;
}
