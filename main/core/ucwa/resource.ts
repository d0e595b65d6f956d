import { isRecord } from '../schema/record.ts';
import { isWithinJsonLimits } from './json-limits.ts';

/**
 * A UCWA resource as the wire has it: HAL-like JSON with `rel`, properties, `_links` and `_embedded`, where a link or an
 * embedded resource may stand alone or in an array. Decoded into maps, so that no name from the wire reaches a prototype.
 */
export interface Resource {
  readonly rel: string;
  readonly properties: ReadonlyMap<string, Property>;
  readonly links: ReadonlyMap<string, readonly Link[]>;
  readonly embedded: ReadonlyMap<string, readonly Resource[]>;
}

/** What a property may be. From XML a number or a date is text; see {@link flagOf} and {@link dateOf}. */
export type Property = Scalar | readonly Scalar[];
export type Scalar = string | number | boolean;

export interface Link {
  readonly href: string;
  readonly title: string | null;
  /** Absent for the first one. */
  readonly revision?: number;
}

const maximumDepth = 64;
/** No resource has a tenth of it. An object with more names is no resource, and takes long to copy. */
const mostNames = 1_000;

const nothing: ReadonlyMap<string, never> = new Map<string, never>();

/**
 * Decodes a resource; null where the value is not one, is nested deeper than 64 or has more than 1,000 properties, links or
 * embedded resources by name. Parts that do not fit are left out, never thrown over. Written with loops: it runs for each event.
 */
export function decodeResource(value: unknown, rel = '', depth = 0): Resource | null {
  if (!isRecord(value) || depth > maximumDepth) return null;
  const names = Object.keys(value);
  if (names.length > mostNames) return null;
  const properties = new Map<string, Property>();
  for (const name of names) {
    if (name === 'rel' || name === '_links' || name === '_embedded') continue;
    const property = decodeProperty(value[name]);
    if (property !== undefined) properties.set(name, property);
  }
  return {
    rel: typeof value.rel === 'string' ? value.rel : rel,
    properties,
    links: decodeLinks(value._links),
    embedded: decodeEmbedded(value._embedded, depth + 1),
  };
}

/** The `href` of the first link of that rel; a link that is absent means: not allowed or not available now. */
export function linkOf(resource: Resource, rel: string): string | null {
  return resource.links.get(rel)?.[0]?.href ?? null;
}

/** The first href of each of these links. */
export function linksOf<Rel extends string>(
  resource: Resource,
  rels: readonly Rel[],
): Readonly<Record<Rel, string | null>> {
  const hrefs: Partial<Record<Rel, string | null>> = {};
  for (const rel of rels) hrefs[rel] = linkOf(resource, rel);
  return hrefs as Record<Rel, string | null>;
}

export function embeddedOf(resource: Resource, rel: string): Resource | null {
  return resource.embedded.get(rel)?.[0] ?? null;
}

/** Where a resource is that stands by a link, whole, or both. */
export function hrefOf(resource: Resource, rel: string): string | null {
  const embedded = embeddedOf(resource, rel);
  return linkOf(resource, rel) ?? (embedded === null ? null : linkOf(embedded, 'self'));
}

/** A property that is a non-empty string. */
export function textOf(resource: Resource, name: string): string | null {
  const value = resource.properties.get(name);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A property that is true in JSON (`true`) or came from XML (`"True"`). */
export function flagOf(resource: Resource, name: string): boolean {
  const value = resource.properties.get(name);
  return value === true || value === 'True' || value === 'true';
}

/**
 * A property that is a date, `/Date(1521733099230)/` (also with an offset, which says nothing about the moment) or ISO 8601; in ms since 1970. What
 * is before, such as the first moment of .NET's calendar, is how a server writes that it knows none.
 */
export function dateOf(resource: Resource, name: string): number | null {
  const value = textOf(resource, name);
  const moment = value === null ? Number.NaN : momentOf(value);
  return moment > 0 ? moment : null;
}

function momentOf(value: string): number {
  const ticks = /^\\?\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\\?\/$/.exec(value)?.[1];
  if (ticks !== undefined) return Number(ticks);
  return /^\d{4}-\d\d-\d\dT[\d:.]{5,20}(?:Z|[+-]\d\d:\d\d)?$/.test(value) ? Date.parse(value) : Number.NaN;
}

/** `JSON.parse` that gives undefined for what is no JSON, or of a shape that is made to keep it busy; leading byte order marks are dropped. */
export function parseJson(text: string): unknown {
  if (!isWithinJsonLimits(text)) return undefined;
  try {
    return JSON.parse(withoutMark(text));
  } catch {
    return undefined;
  }
}

/** A text without the byte order marks before it: who joins a file to a stream may write a second one. */
export function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.replace(/^\ufeff+/, '') : text;
}

/** UCWA has no objects among its properties, and what is null is as if it were absent. */
function decodeProperty(value: unknown): Property | undefined {
  if (isScalar(value)) return value;
  return Array.isArray(value) ? value.filter(isScalar) : undefined;
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function decodeLinks(value: unknown): ReadonlyMap<string, readonly Link[]> {
  if (!isRecord(value)) return nothing;
  const names = Object.keys(value);
  if (names.length > mostNames) return nothing;
  const links = new Map<string, readonly Link[]>();
  for (const name of names) {
    const entry = value[name];
    if (Array.isArray(entry)) {
      const decoded = entry.flatMap((one) => decodeLink(one) ?? []);
      if (decoded.length > 0) links.set(name, decoded);
    } else {
      const link = decodeLink(entry);
      if (link !== null) links.set(name, [link]);
    }
  }
  return links;
}

function decodeLink(value: unknown): Link | null {
  if (!isRecord(value)) return null;
  const { href, title, revision } = value;
  if (typeof href !== 'string' || href === '') return null;
  const number = Number(typeof revision === 'string' || typeof revision === 'number' ? revision : Number.NaN);
  const link = { href, title: typeof title === 'string' ? title : null };
  return number > 1 ? { ...link, revision: number } : link;
}

function decodeEmbedded(value: unknown, depth: number): ReadonlyMap<string, readonly Resource[]> {
  if (!isRecord(value)) return nothing;
  const names = Object.keys(value);
  if (names.length > mostNames) return nothing;
  const embedded = new Map<string, readonly Resource[]>();
  for (const name of names) {
    const decoded = decodeResources(value[name], name, depth);
    if (decoded.length > 0) embedded.set(name, decoded);
  }
  return embedded;
}

/** Those that stand alone or in an array. */
function decodeResources(value: unknown, rel: string, depth: number): readonly Resource[] {
  if (Array.isArray(value)) return value.flatMap((one) => decodeResource(one, rel, depth) ?? []);
  const resource = decodeResource(value, rel, depth);
  return resource === null ? [] : [resource];
}

/** The first resource of that rel in an event's `_embedded`; the others are not decoded. */
export function decodeEmbeddedOf(value: unknown, rel: string): Resource | null {
  if (!isRecord(value) || !Object.hasOwn(value, rel)) return null;
  return decodeResources(value[rel], rel, 1)[0] ?? null;
}
