/** Fields of a payload that crossed IPC. Only own properties count; each reader gives null for what it does not accept. */
export type Fields = Readonly<Record<string, unknown>>;

/** A plain object's fields; null for arrays, functions and primitives. */
export function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

/** Entries of a list that are looked at, whatever they are. */
const mostLooks = 4096;

function own(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** A string of at most `limit` UTF-16 units; may be empty. */
export function text(fields: Fields, name: string, limit: number): string | null {
  const value = own(fields, name);
  return typeof value === 'string' && value.length <= limit ? value : null;
}

/** A string that is not empty. */
export function identifier(fields: Fields, name: string): string | null {
  const value = text(fields, name, 256);
  return value === '' ? null : value;
}

export function flag(fields: Fields, name: string): boolean | null {
  const value = own(fields, name);
  return typeof value === 'boolean' ? value : null;
}

export function numberWithin(fields: Fields, name: string, least: number, most: number): number | null {
  const value = own(fields, name);
  return typeof value === 'number' && value >= least && value <= most ? value : null;
}

export function oneOf<Choice extends string | number | boolean>(
  fields: Fields,
  name: string,
  choices: readonly Choice[],
): Choice | null {
  const value = own(fields, name);
  return choices.find((choice) => choice === value) ?? null;
}

export function nested(fields: Fields, name: string): Fields | null {
  return fieldsOf(own(fields, name));
}

/** The first `limit` units of a string; no character is left half. */
export function cutText(fields: Fields, name: string, limit: number): string | null {
  const value = own(fields, name);
  if (typeof value !== 'string') return null;
  return value.length > limit ? value.slice(0, limit).replace(/[\ud800-\udbff]$/, '') : value;
}

/** The entries that parse, as many as `limit`: one that does not costs no other. Null where it is no list. */
export function list<Entry>(
  fields: Fields,
  name: string,
  limit: number,
  parse: (value: unknown) => Entry | null,
): readonly Entry[] | null {
  const value = own(fields, name);
  if (!Array.isArray(value)) return null;
  const entries: Entry[] = [];
  for (let index = 0; index < value.length && index < mostLooks && entries.length < limit; index += 1) {
    const entry = parse(value[index]);
    if (entry !== null) entries.push(entry);
  }
  return entries;
}
