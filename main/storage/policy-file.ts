import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { openPolicy, type Policy } from '../core/session/policy.ts';

const longestBytes = 64 * 1024;

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
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    return { ...nothing, faults: ['It is not an object'] };
  }
  const given = new Map<string, unknown>(Object.entries(document));
  const faults: string[] = [];
  function take<Key extends keyof Policy>(key: Key, read: (value: unknown) => Policy[Key] | undefined): Policy[Key] {
    const value = given.get(key);
    if (value === undefined) return openPolicy[key];
    const taken = read(value);
    if (taken === undefined) faults.push(`${key} has a value that it cannot have`);
    return taken ?? openPolicy[key];
  }
  const policy: Policy = {
    discoveryUrl: take('discoveryUrl', httpsUrl),
    httpDiscovery: take('httpDiscovery', (value) => (typeof value === 'boolean' ? value : undefined)),
    trustedDomains: take('trustedDomains', domains),
    oauthClientId: take('oauthClientId', clientId),
  };
  return { policy, faults, unknownKeys: [...given.keys()].filter((key) => !Object.hasOwn(policy, key)) };
}

function httpsUrl(value: unknown): string | undefined {
  try {
    const { protocol, username, password, href } = new URL(String(value));
    return protocol === 'https:' && username === '' && password === '' ? href : undefined;
  } catch {
    return undefined;
  }
}

/** At least two labels: a top-level domain would trust half of the world. */
const domainName = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

function domains(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length > 100) return undefined;
  const names = value.map((name) => (typeof name === 'string' ? name.trim().toLowerCase() : ''));
  return names.every((name) => domainName.test(name)) ? names : undefined;
}

function clientId(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\x21-\x7e]{1,200}$/.test(value) ? value : undefined;
}
