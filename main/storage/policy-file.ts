import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { decidedHook } from '../core/call-hook/decided.ts';
import { isRecord } from '../core/schema/record.ts';
import { read, type Schema } from '../core/schema/schema.ts';
import { openPolicy, type Policy } from '../core/session/policy.ts';
import { decidedKeys } from '../core/shortcuts/state.ts';
import { readLockedSettings } from './locked-settings.ts';

const longestBytes = 64 * 1024;

/** At least two labels: a top-level domain would trust half of the world. */
const domainName = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/** Keys that stand for themselves; the settings have names of their own. */
type OwnKey = Exclude<keyof Policy, 'settings'>;

/** What each key can have. */
const values: { readonly [Key in OwnKey]: Schema<NonNullable<Policy[Key]>> } = {
  discoveryUrl: v.pipe(
    v.string(),
    v.url(),
    v.transform((text) => new URL(text)),
    v.check(({ protocol, username, password }) => protocol === 'https:' && username === '' && password === ''),
    v.transform(({ href }) => href),
  ),
  httpDiscovery: v.boolean(),
  trustedDomains: v.pipe(v.array(v.pipe(v.string(), v.trim(), v.toLowerCase(), v.regex(domainName))), v.maxLength(100)),
  oauthClientId: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,200}$/)),
  mediaRelayOnly: v.boolean(),
  callHook: decidedHook,
  shortcuts: decidedKeys,
};

/** What came of the administrator's file. */
export interface PolicyReading {
  /** What holds: each key that is missing or wrong has its default. */
  readonly policy: Policy;
  /** What is wrong with the file, for the log; empty where nothing is, or where there is no file. */
  readonly faults: readonly string[];
  /** Keys that this version does not know. */
  readonly unknownKeys: readonly string[];
}

const nothing: PolicyReading = { policy: openPolicy, faults: [], unknownKeys: [] };

/** Where only an administrator may write. */
export function policyPath(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string {
  if (platform === 'win32') return join(env.ProgramData ?? 'C:\\ProgramData', 'Switchhook', 'policy.json');
  if (platform === 'darwin') return '/Library/Application Support/Switchhook/policy.json';
  return '/etc/switchhook/policy.json';
}

/** Reads the file once, before anything is asked of the network. Never throws; `owners` may have written it. */
export function readPolicy(path: string, owners: readonly number[] = [0]): PolicyReading {
  try {
    const text = readTrusted(path, owners);
    return parsePolicy(JSON.parse(text));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return nothing;
    return { ...nothing, faults: [error instanceof Error ? error.message : 'unreadable'] };
  }
}

/** A file that somebody else could have written is nobody's policy. Windows says nothing of that by numbers. */
function readTrusted(path: string, owners: readonly number[]): string {
  const file = openSync(path, 'r');
  try {
    const { uid, mode, size } = fstatSync(file);
    if (process.platform !== 'win32' && (!owners.includes(uid) || (mode & 0o022) !== 0)) {
      throw new Error('Others than the administrator may write it');
    }
    if (size > longestBytes) throw new Error(`It is over ${longestBytes} bytes`);
    const buffer = Buffer.alloc(longestBytes);
    return buffer.toString('utf8', 0, readSync(file, buffer)).replace(/^\ufeff/, '');
  } finally {
    closeSync(file);
  }
}

/** Takes what is right of a parsed file. */
export function parsePolicy(document: unknown): PolicyReading {
  return isRecord(document) ? policyIn(document) : { ...nothing, faults: ['It is not an object'] };
}

function policyIn(given: Readonly<Record<string, unknown>>): PolicyReading {
  const faults: string[] = [];
  function take<Key extends OwnKey>(key: Key): Policy[Key] {
    if (!Object.hasOwn(given, key)) return openPolicy[key];
    const taken = read(values[key], given[key]);
    if (taken === null) faults.push(`${key} has a value that it cannot have`);
    return taken ?? openPolicy[key];
  }
  const locked = readLockedSettings(Object.hasOwn(given, 'settings') ? given.settings : {});
  const policy: Policy = {
    discoveryUrl: take('discoveryUrl'),
    httpDiscovery: take('httpDiscovery'),
    trustedDomains: take('trustedDomains'),
    oauthClientId: take('oauthClientId'),
    mediaRelayOnly: take('mediaRelayOnly'),
    settings: locked.settings,
    callHook: take('callHook'),
    shortcuts: take('shortcuts'),
  };
  const unknownKeys = Object.keys(given).filter((key) => !Object.hasOwn(policy, key));
  return { policy, faults: [...faults, ...locked.faults], unknownKeys: [...unknownKeys, ...locked.unknownKeys] };
}
