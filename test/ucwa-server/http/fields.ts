/** Checks the fields of a request's JSON body against what the operation documents. */

import { type Incoming, type Read, readJson } from './incoming.ts';
import { badParameters, type Reply } from './reply.ts';

export type FieldRule =
  | { readonly kind: 'text'; readonly max: number; readonly required?: boolean }
  | { readonly kind: 'choice'; readonly of: readonly string[]; readonly required?: boolean }
  | { readonly kind: 'choices'; readonly of: readonly string[]; readonly required?: boolean }
  | { readonly kind: 'span'; readonly required?: boolean }
  | { readonly kind: 'number'; readonly least: number; readonly most: number; readonly required?: boolean }
  /** May be empty, which takes it away. */
  | { readonly kind: 'words'; readonly max: number; readonly required?: boolean }
  | { readonly kind: 'anything'; readonly required?: boolean };

/** By the field's documented name. */
export type FieldRules = Readonly<Record<string, FieldRule>>;

/**
 * A reply naming every field that is missing, unknown or wrong; null where all is well.
 * @param fields by name in lower case
 */
export function refuseFields(fields: ReadonlyMap<string, unknown>, rules: FieldRules): Reply | null {
  const known = new Map(Object.entries(rules).map(([name, rule]) => [name.toLowerCase(), { name, rule }]));
  const wrong: { name: string; reason: string }[] = [];
  for (const name of fields.keys()) if (!known.has(name)) wrong.push({ name, reason: 'no such field' });
  for (const [key, { name, rule }] of known) {
    const reason = complaint(fields.get(key), rule);
    if (reason !== null) wrong.push({ name, reason });
  }
  return wrong.length === 0 ? null : badParameters(wrong);
}

/** The fields of a JSON body that are as these rules have them, by name in lower case. */
export function readFields(incoming: Incoming, rules: FieldRules): Read<ReadonlyMap<string, unknown>> {
  const body = readJson(incoming);
  if (!body.ok) return body;
  const wrong = refuseFields(body.value, rules);
  return wrong === null ? body : { ok: false, reply: wrong };
}

/** The text of a field that was checked; undefined where it is absent. */
export function textField(fields: ReadonlyMap<string, unknown>, name: string): string | undefined {
  const value = fields.get(name.toLowerCase());
  return typeof value === 'string' ? value : undefined;
}

/** The number of a field that was checked; undefined where it is absent. */
export function numberField(fields: ReadonlyMap<string, unknown>, name: string): number | undefined {
  const value = fields.get(name.toLowerCase());
  return typeof value === 'number' ? value : undefined;
}

/** The texts of a list that was checked; undefined where it is absent. */
export function listField(fields: ReadonlyMap<string, unknown>, name: string): readonly string[] | undefined {
  const value = fields.get(name.toLowerCase());
  return Array.isArray(value) ? value.map(String) : undefined;
}

function complaint(value: unknown, rule: FieldRule): string | null {
  if (value === undefined) return rule.required === true ? 'required' : null;
  switch (rule.kind) {
    case 'text':
      if (typeof value !== 'string' || value === '') return 'not a text';
      return value.length > rule.max ? `longer than ${rule.max}` : null;
    case 'choice':
      return typeof value === 'string' && rule.of.includes(value) ? null : `not one of ${rule.of.join(', ')}`;
    case 'choices':
      return choicesComplaint(value, rule.of);
    case 'span':
      return typeof value === 'string' && /^(\d+\.)?\d\d:\d\d:\d\d$/.test(value) ? null : 'not a time span hh:mm:ss';
    case 'number':
      if (typeof value !== 'number' || !Number.isInteger(value)) return 'not a whole number';
      return value < rule.least || value > rule.most ? `not ${rule.least} to ${rule.most}` : null;
    case 'words':
      if (typeof value !== 'string') return 'not a text';
      return value.length > rule.max ? `longer than ${rule.max}` : null;
    case 'anything':
      return null;
  }
}

function choicesComplaint(value: unknown, of: readonly string[]): string | null {
  if (!Array.isArray(value)) return 'not a list';
  const strange = value.find((item) => typeof item !== 'string' || !of.includes(item));
  return strange === undefined ? null : `${String(strange)} is not one of ${of.join(', ')}`;
}
