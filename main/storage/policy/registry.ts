import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { isRecord } from '../../core/schema/record.ts';
import { type PolicyPart, readPolicyDocument } from './read-document.ts';
import { groupValues, ownValues } from './values.ts';

/** Where group policies are written. Ordinary users cannot write in either; the computer's goes first. */
export const registryKeys = ['HKLM\\Software\\Policies\\Switchhook', 'HKCU\\Software\\Policies\\Switchhook'] as const;

const longestMs = 5_000;
const longestBytes = 256 * 1024;

/** What group policies say. Windows alone has them. Never throws. */
export function readRegistry(env: NodeJS.ProcessEnv): readonly PolicyPart[] {
  const program = join(env.SystemRoot ?? 'C:\\Windows', 'System32', 'reg.exe');
  return registryKeys.flatMap((key) => {
    try {
      const text = execFileSync(program, ['query', key, '/s'], {
        encoding: 'utf8',
        timeout: longestMs,
        maxBuffer: longestBytes,
        windowsHide: true,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      return [readPolicyDocument(documentOf(parseQuery(text)), key)];
    } catch {
      // reg.exe ends with 1 where the key is not there, which is how it usually is.
      return [];
    }
  });
}

/** A value as reg.exe prints it. `below`: the names of keys between the one asked for and the value. */
export interface RegistryValue {
  readonly below: readonly string[];
  readonly name: string;
  readonly type: string;
  readonly data: string;
}

/**
 * Reads what `reg query KEY /s` prints: a line with the key, then its values, each `    NAME    TYPE    DATA`. The first key is the one asked for, or below it
 * where it has no values of its own.
 */
export function parseQuery(text: string): readonly RegistryValue[] {
  let below: readonly string[] = [];
  const values: RegistryValue[] = [];
  for (const line of text.split(/\r?\n/)) {
    const key = /^HKEY_[A-Z_]+\\Software\\Policies\\Switchhook(?:\\(.+))?$/i.exec(line);
    if (key) below = key[1]?.split('\\') ?? [];
    const value = /^ {4}(\S.*?) {4}(REG_[A-Z_]+)(?: {4}(.*))?$/.exec(line);
    if (!value) continue;
    const [, name = '', type = '', data = ''] = value;
    values.push({ below, name, type, data });
  }
  return values;
}

type Document = Record<string, unknown>;

/** The document that a file would have in place of these values. */
export function documentOf(values: readonly RegistryValue[]): Readonly<Document> {
  const document: Document = Object.create(null);
  for (const value of values) {
    const [outer, inner, ...deeper] = value.below;
    if (inner !== undefined && outer !== 'callHook') continue;
    if (outer === undefined) document[value.name] = valueFrom(value, kindOf(ownValues, value.name));
    else if (inner === undefined && kindOf(ownValues, outer) === 'array') addTo(document, outer, value.data);
    else if (inner === undefined) {
      const kind = kindOf(tables[outer] ?? {}, value.name);
      within(document, outer)[value.name] = valueFrom(value, kind);
    } else if (deeper.length === 0) addTo(within(document, outer), inner, value.data);
  }
  return document;
}

/** Group policies write a list as values of a key of its own, whatever their names. */
function addTo(holder: Document, name: string, text: string): void {
  const before: unknown = holder[name];
  holder[name] = [...(Array.isArray(before) ? before : []), text];
}

/** The object of that name, which goes before a value of the same name. */
function within(document: Document, name: string): Document {
  const before = document[name];
  const holder: Document = isRecord(before) ? before : Object.create(null);
  document[name] = holder;
  return holder;
}

interface Kind {
  readonly type: string;
  readonly options?: readonly unknown[];
}

type Table = Readonly<Record<string, Kind>>;

const number: Kind = { type: 'number' };
const tables: Readonly<Record<string, Table>> = Object.assign(Object.create(null), groupValues, {
  mediaPorts: { first: number, last: number },
});

function kindOf(table: Table, name: string): string {
  if (!Object.hasOwn(table, name)) return 'string';
  const { type, options } = table[name] as Kind;
  return type === 'picklist' && options?.every((one) => typeof one === 'number') ? 'number' : type;
}

/**
 * A number for what is on or off (`union`: what is off, or an object), and for what is counted; several texts for a list; an empty text for null. What does
 * not fit is left to the decoder to refuse.
 */
function valueFrom({ type, data }: RegistryValue, kind: string): unknown {
  const counted = /^(?:0x[0-9a-f]{1,8}|\d{1,10})$/i.test(data) ? Number(data) : null;
  if ((kind === 'boolean' || kind === 'union') && (counted === 0 || counted === 1)) return counted === 1;
  if (kind === 'number' && counted !== null) return counted;
  if (kind === 'nullable' && data === '') return null;
  if (type === 'REG_MULTI_SZ') return data.split('\\0').filter((text) => text !== '');
  return data;
}
