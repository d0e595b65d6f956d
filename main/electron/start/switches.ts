import { resolve } from 'node:path';
import { failed, ok, type Result } from '../../core/result.ts';
import { readPemFile } from '../../net/trust/pem-file.ts';
import { readArguments } from './arguments.ts';

/** What the command line asks of the app; docs/driving.md describes each. */
export interface AppSwitches {
  /** Absolute; null: where the system keeps the app's data. */
  readonly userDataDir: string | null;
  readonly discoveryUrl: string | null;
  /** Absolute path of a readable PEM file. */
  readonly extraCa: string | null;
  readonly hidden: boolean;
  /** Domain, host name or https address that prefills the sign-in form. */
  readonly server: string | null;
}

/** A label is letters, digits and inner hyphens (RFC 1123, 2.1), also of an internationalised name. */
const hostName =
  /^(?=.{1,253}$)[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?)*(?::\d{1,5})?$/u;

/** A PEM block of the right kind. Whether it is a certificate shows when it is used. */
const certificate = /-----BEGIN CERTIFICATE-----[\sA-Za-z0-9+/=]+-----END CERTIFICATE-----/;

/**
 * Reads the app's own switches out of `process.argv`, leaving alone what it does not know. A failure is a sentence for the
 * terminal.
 */
export function parseSwitches(
  argv: readonly string[],
  platform: NodeJS.Platform = process.platform,
): Result<AppSwitches, string> {
  const given = givenSwitches(argv, platform);
  const hidden = given.get('hidden');
  if (hidden !== undefined && hidden !== null) return failed('--hidden takes no value.');
  const userDataDir = readValue(given, 'user-data-dir', 'a folder', folder);
  const discoveryUrl = readValue(given, 'discovery-url', 'an http or https address without user name', address);
  const extraCa = readValue(given, 'extra-ca', 'a readable PEM file of certificates', certificateFile);
  const server = readValue(given, 'server', 'a domain, a host name or an https address', serverName);
  for (const value of [userDataDir, discoveryUrl, extraCa, server]) if (!value.ok) return value;
  return ok({
    userDataDir: valueOrNull(userDataDir),
    discoveryUrl: valueOrNull(discoveryUrl),
    extraCa: valueOrNull(extraCa),
    hidden: hidden === null,
    server: valueOrNull(server),
  });
}

/** Names with their values, null where none was written; the last of a name counts, nothing behind `--` does. */
function givenSwitches(argv: readonly string[], platform: NodeJS.Platform): ReadonlyMap<string, string | null> {
  const given = new Map<string, string | null>();
  for (const argument of readArguments(argv, platform).before) {
    if (argument.kind === 'switch') given.set(argument.name, argument.value);
  }
  return given;
}

function readValue(
  given: ReadonlyMap<string, string | null>,
  name: string,
  wanted: string,
  read: (value: string) => string | null,
): Result<string | null, string> {
  const value = given.get(name);
  if (value === undefined) return ok(null);
  const parsed = value ? read(value) : null;
  return parsed === null
    ? failed(`--${name}= needs ${wanted}${value ? `, not ${JSON.stringify(value)}` : ''}.`)
    : ok(parsed);
}

function valueOrNull(value: Result<string | null, string>): string | null {
  return value.ok ? value.value : null;
}

function folder(value: string): string | null {
  return value.includes('\0') ? null : resolve(value);
}

function address(value: string): string | null {
  try {
    const { protocol, username, password, href } = new URL(value);
    return /^https?:$/.test(protocol) && username === '' && password === '' ? href : null;
  } catch {
    return null;
  }
}

function serverName(value: string): string | null {
  if (value.startsWith('https://')) return address(value);
  return hostName.test(value) ? value : null;
}

function certificateFile(value: string): string | null {
  try {
    return certificate.test(readPemFile(value)) ? resolve(value) : null;
  } catch {
    return null;
  }
}
