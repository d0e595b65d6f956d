/**
 * A UCWA resource as the wire has it: HAL-like JSON with `rel`, properties, `_links` and `_embedded`, where a link or an
 * embedded resource may stand alone or in an array. Decoded into maps, so that no name from the wire reaches a prototype.
 */
export interface Resource {
  readonly rel: string;
  readonly properties: ReadonlyMap<string, unknown>;
  readonly links: ReadonlyMap<string, readonly Link[]>;
  readonly embedded: ReadonlyMap<string, readonly Resource[]>;
}

export interface Link {
  readonly href: string;
  readonly title: string | null;
}

const maximumDepth = 64;

/** Decodes a resource; null where the value is not one. Parts that do not fit are left out, never thrown over. */
export function decodeResource(value: unknown, rel = '', depth = 0): Resource | null {
  if (!isRecord(value) || depth > maximumDepth) return null;
  const properties = new Map<string, unknown>();
  for (const [name, property] of Object.entries(value)) {
    if (name !== 'rel' && name !== '_links' && name !== '_embedded') properties.set(name, property);
  }
  return {
    rel: typeof value.rel === 'string' ? value.rel : rel,
    properties,
    links: decodeEach(value._links, decodeLink),
    embedded: decodeEach(value._embedded, (entry, name) => decodeResource(entry, name, depth + 1)),
  };
}

/** The `href` of the first link of that rel; a link that is absent means: not allowed or not available now. */
export function linkOf(resource: Resource, rel: string): string | null {
  return resource.links.get(rel)?.[0]?.href ?? null;
}

export function embeddedOf(resource: Resource, rel: string): Resource | null {
  return resource.embedded.get(rel)?.[0] ?? null;
}

/** A property that is a non-empty string. */
export function textOf(resource: Resource, name: string): string | null {
  const value = resource.properties.get(name);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A property that is true in JSON (`true`) or came from XML (`"True"`). */
export function flagOf(resource: Resource, name: string): boolean {
  const value = resource.properties.get(name);
  return value === true || value === 'True';
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `JSON.parse` that gives undefined for what is no JSON; a leading byte order mark is dropped. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}

function decodeEach<Entry>(
  value: unknown,
  decode: (entry: unknown, name: string) => Entry | null,
): ReadonlyMap<string, readonly Entry[]> {
  const entries = new Map<string, readonly Entry[]>();
  if (!isRecord(value)) return entries;
  for (const [name, one] of Object.entries(value)) {
    const decoded = (Array.isArray(one) ? one : [one]).flatMap((entry) => decode(entry, name) ?? []);
    if (decoded.length > 0) entries.set(name, decoded);
  }
  return entries;
}

function decodeLink(value: unknown): Link | null {
  if (!isRecord(value) || typeof value.href !== 'string' || value.href === '') return null;
  return { href: value.href, title: typeof value.title === 'string' ? value.title : null };
}
