/** Writes UCWA's resources, errors and event batches in its two media types: HAL-like JSON and XML. */

export type Format = 'json' | 'xml';

export interface Link {
  readonly href: string;
  readonly title?: string;
  readonly revision?: string;
}

export type Property = string | number | boolean | readonly string[];

/** A resource as the protocol has it, before it is written down. */
export interface Resource {
  readonly rel: string;
  readonly properties?: Readonly<Record<string, Property | undefined>>;
  readonly links?: Readonly<Record<string, string | Link | readonly Link[] | undefined>>;
  readonly embedded?: Readonly<Record<string, Resource | readonly Resource[] | undefined>>;
}

/** UCWA's error body. */
export interface ErrorBody {
  readonly code: string;
  readonly subcode?: string;
  readonly message?: string;
  readonly parameters?: readonly { readonly name: string; readonly reason: string }[];
}

export interface EventItem {
  readonly link: { readonly rel: string; readonly href: string; readonly title?: string };
  readonly type: 'added' | 'updated' | 'deleted' | 'started' | 'completed';
  readonly in?: { readonly rel: string; readonly href: string };
  readonly embedded?: Resource;
  readonly status?: 'Success' | 'Failure';
  readonly reason?: ErrorBody;
}

export interface EventBatch {
  readonly links: Readonly<Record<string, string>>;
  readonly senders: readonly { readonly rel: string; readonly href: string; readonly events: readonly EventItem[] }[];
}

const namespace = 'http://schemas.microsoft.com/rtc/2012/03/ucwa';

export function resourceText(resource: Resource, format: Format): string {
  return format === 'json' ? JSON.stringify(resourceJson(resource)) : xmlDocument(resourceXml(resource, true));
}

export function errorText(error: ErrorBody, format: Format): string {
  return format === 'json' ? JSON.stringify(error) : xmlDocument(errorXml(error, ` xmlns="${namespace}"`));
}

function errorXml(error: ErrorBody, scope = ''): string {
  const parameters = error.parameters?.map(
    ({ name, reason }) => `<parameter><name>${escaped(name)}</name><reason>${escaped(reason)}</reason></parameter>`,
  );
  const fields = (['code', 'subcode', 'message'] as const).map((name) => element(name, error[name]));
  const list = parameters === undefined ? '' : `<parameters>${parameters.join('')}</parameters>`;
  return `<reason${scope}>${fields.join('')}${list}</reason>`;
}

export function batchText(batch: EventBatch, format: Format): string {
  return format === 'json' ? JSON.stringify(batchJson(batch)) : xmlDocument(batchXml(batch));
}

function resourceJson(resource: Resource): object {
  const { rel, properties = {}, links = {}, embedded = {} } = resource;
  const halLinks = Object.entries(links).map(([name, link]) => [
    name,
    typeof link === 'string' ? { href: link } : link,
  ]);
  const children = Object.entries(embedded).map(([name, child]) => [name, each(child, resourceJson)]);
  return {
    ...properties,
    rel,
    ...(halLinks.length > 0 && { _links: Object.fromEntries(halLinks) }),
    ...(children.length > 0 && { _embedded: Object.fromEntries(children) }),
  };
}

function each<Item, Out>(value: Item | readonly Item[] | undefined, map: (item: Item) => Out): Out | Out[] | undefined {
  if (value === undefined) return undefined;
  return Array.isArray(value) ? (value as Item[]).map(map) : map(value as Item);
}

function batchJson(batch: EventBatch): object {
  const links = Object.entries(batch.links).map(([rel, href]) => [rel, { href }]);
  const sender = batch.senders.map(({ rel, href, events }) => ({
    rel,
    href,
    events: events.map(({ embedded, ...event }) => ({
      ...event,
      ...(embedded !== undefined && { _embedded: { [event.link.rel]: resourceJson(embedded) } }),
    })),
  }));
  return { _links: Object.fromEntries(links), ...(sender.length > 0 && { sender }) };
}

function resourceXml(resource: Resource, outermost = false, name = resource.rel): string {
  const { rel, properties = {}, links = {}, embedded = {} } = resource;
  const self = links.self;
  const href = typeof self === 'string' ? ` href="${escaped(self)}"` : '';
  const others = Object.entries(links).filter(([link]) => link !== 'self');
  const children = Object.entries(embedded).flatMap(([child, value]) =>
    [value ?? []].flat().map((item) => resourceXml(item as Resource, false, child)),
  );
  const inside = [
    ...others.flatMap(([link, value]) => linksXml(link, value)),
    `<property name="rel">${escaped(rel)}</property>`,
    ...Object.entries(properties).map(([key, value]) => propertyXml(key, value)),
    ...children,
  ];
  const scope = outermost ? ` xmlns="${namespace}"` : '';
  return `<resource rel="${escaped(name)}"${href}${scope}>${inside.join('')}</resource>`;
}

function linksXml(rel: string, value: string | Link | readonly Link[] | undefined): string[] {
  const links = (typeof value === 'string' ? [{ href: value }] : [value ?? []].flat()) as readonly Link[];
  return links.map(({ href, title, revision }) => {
    const extra = [title && ` title="${escaped(title)}"`, revision && ` revision="${escaped(revision)}"`];
    return `<link rel="${escaped(rel)}" href="${escaped(href)}"${extra.filter(Boolean).join('')} />`;
  });
}

function propertyXml(name: string, value: Property | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'object') {
    return `<propertyList name="${escaped(name)}">${value.map((item) => element('item', item)).join('')}</propertyList>`;
  }
  const text = typeof value === 'boolean' ? (value ? 'True' : 'False') : dateOr(String(value));
  return `<property name="${escaped(name)}">${escaped(text)}</property>`;
}

/** Dates are written in another way than in JSON. */
function dateOr(text: string): string {
  const ms = /^\/Date\((\d+)\)\/$/.exec(text)?.[1];
  return ms === undefined ? text : new Date(Number(ms)).toISOString();
}

function batchXml(batch: EventBatch): string {
  const { self = '', ...links } = batch.links;
  const senders = batch.senders.map(({ rel, href, events }) => {
    return `<sender rel="${escaped(rel)}" href="${escaped(href)}">${events.map(eventXml).join('')}</sender>`;
  });
  const inside = [...Object.entries(links).flatMap(([rel, href]) => linksXml(rel, href)), ...senders];
  return `<events href="${escaped(self)}" xmlns="${namespace}">${inside.join('')}</events>`;
}

function eventXml(event: EventItem): string {
  const { link, type, embedded, status, reason } = event;
  const extra = [link.title && ` title="${escaped(link.title)}"`, status && ` status="${status}"`].filter(Boolean);
  const attributes = `rel="${escaped(link.rel)}" href="${escaped(link.href)}"${extra.join('')}`;
  const inside = event.in ? linksXml('in', event.in.href).join('') : '';
  const content = `${inside}${embedded ? resourceXml(embedded, false, link.rel) : ''}${reason ? errorXml(reason) : ''}`;
  return content === '' ? `<${type} ${attributes} />` : `<${type} ${attributes}>${content}</${type}>`;
}

function element(name: string, text: string | undefined): string {
  return text === undefined ? '' : `<${name}>${escaped(text)}</${name}>`;
}

function xmlDocument(root: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>${root}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
