import type { LogDetails } from './ports.ts';
import { accounts } from './redaction/accounts.ts';
import { placeholderOf, redactNamed } from './redaction/named-secrets.ts';
import { numbers } from './redaction/numbers.ts';
import { opaqueSecrets } from './redaction/opaque-secrets.ts';
import { people } from './redaction/people.ts';
import { readable } from './redaction/readable.ts';
import { applyRules, type Rule } from './redaction/rule.ts';

/** Deepest nesting that is written; what lies below is cut. */
const depthLimit = 8;
const textLimit = 16 * 1024;
/** What was cut out may bring together what is to be cut out too. */
const mostTurns = 6;
/** Fields of digits that may be somebody's, where digits are no text. */
const dialled = /phone|number|tel$|caller|callee|^from$|^to$|uri$/i;

/** In this order: what names people may hold what looks like a folder or a number. */
const rules: readonly Rule[] = [...opaqueSecrets, ...people, ...accounts, ...numbers];

/**
 * The text without tokens, passwords, keys, home folders, accounts, addresses of people and telephone numbers; cut at 16 KiB. What
 * was redacted once stays as it is.
 */
export function redactText(text: string): string {
  return redactWhole(text.length > textLimit ? `${text.slice(0, textLimit)} [cut]` : text);
}

/** The same for a text of any length, in time that grows with it. */
export function redactWhole(text: string): string {
  let current = text;
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const next = applyRules(redactNamed(readable(current)), rules);
    if (next === current) break;
    current = next;
  }
  return current;
}

/** A copy fit for the log: each string redacted, each field with a telling name emptied, errors as name, message, stack and cause. */
export function redactDetails(details: LogDetails): LogDetails {
  return redactObject(details, 0);
}

function redactObject(object: Readonly<Record<string, unknown>>, depth: number): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  // Lists of headers, cookies and form fields have the name beside the value.
  const beside = typeof object.name === 'string' ? placeholderOf(object.name, object.value) : null;
  for (const [name, value] of Object.entries(object)) {
    const placeholder = name === 'value' && beside !== null ? beside : placeholderOf(name, value);
    copy[redactText(name)] = placeholder ?? redactField(name, value, depth + 1);
  }
  return copy;
}

function redactField(name: string, value: unknown, depth: number): unknown {
  const digits = (typeof value === 'number' || typeof value === 'bigint') && dialled.test(name) ? String(value) : null;
  return redactValue(digits ?? value, depth);
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint' || typeof value === 'symbol') return redactText(String(value));
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? '[function]' : value;
  if (depth > depthLimit) return '[deep]';
  if (value instanceof Error) return redactError(value, depth);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return '[bytes]';
  if (Array.isArray(value)) return redactList(value, depth);
  if (value instanceof Map) return redactObject(Object.fromEntries(value), depth);
  if (value instanceof Set) return redactList([...value], depth);
  return redactObject(value as Record<string, unknown>, depth);
}

/** Raw headers are a list in which each value follows its name. */
function redactList(list: readonly unknown[], depth: number): unknown[] {
  return list.map((item, index) => {
    const name = list[index - 1];
    const placeholder = typeof name === 'string' && typeof item === 'string' ? placeholderOf(name, '') : null;
    return placeholder ?? redactValue(item, depth + 1);
  });
}

/** Own fields of an error are left out: libraries keep whole requests there, headers and all. */
function redactError(error: Error, depth: number): Record<string, unknown> {
  const written: Record<string, unknown> = { name: redactText(error.name), message: redactText(error.message) };
  if ('code' in error && typeof error.code === 'string') written.code = redactText(error.code);
  if (error.cause !== undefined) written.cause = redactValue(error.cause, depth + 1);
  if ('errors' in error && Array.isArray(error.errors)) written.errors = redactList(error.errors, depth + 1);
  return { ...written, stack: redactText(error.stack ?? '') };
}
