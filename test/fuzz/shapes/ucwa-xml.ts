import type { BatchValue, EventValue, LinkValue, ResourceValue, SenderValue } from './ucwa.ts';

const namespace = 'http://schemas.microsoft.com/rtc/2012/03/ucwa';
const declaration = '<?xml version="1.0" encoding="utf-8"?>';

/** What a server would send of the same batch in XML. */
export function batchInXml({ _links, sender = [] }: BatchValue): string {
  const { self, ...others } = _links;
  const inside = [linkElements(others), ...sender.map(senderElement)].join('');
  return `${declaration}<events${attributes({ href: self?.href ?? '', xmlns: namespace })}>${inside}</events>`;
}

export function resourceInXml(resource: ResourceValue): string {
  return `${declaration}${resourceElement(resource, resource.rel, namespace)}`;
}

function senderElement({ rel, href, events }: SenderValue): string {
  return `<sender${attributes({ rel, href })}>${events.map(eventElement).join('')}</sender>`;
}

function eventElement(event: EventValue): string {
  const resource = event._embedded?.[event.link.rel];
  const inside = [
    event.in === undefined ? '' : `<in${attributes(event.in)} />`,
    resource === undefined ? '' : resourceElement(resource, event.link.rel),
    event.reason === undefined ? '' : reasonElement(event.reason),
  ].join('');
  const { rel, href } = event.link;
  return `<${event.type}${attributes({ rel, href, ...(event.status === undefined ? {} : { status: event.status }) })}>${inside}</${event.type}>`;
}

function resourceElement(resource: ResourceValue, place: string, xmlns?: string): string {
  const { rel, _links, _embedded = {}, ...properties } = resource;
  const { self, ...others } = _links;
  const href = [self].flat().find((link) => link !== undefined && link.href !== '')?.href;
  const inside = [
    linkElements(others),
    propertyElement('rel', rel),
    ...Object.entries(properties).map(([name, value]) => propertyElement(name, value)),
    ...Object.entries(_embedded).flatMap(([name, entries]) =>
      [entries].flat().map((each) => resourceElement(each, name)),
    ),
  ].join('');
  const given = { rel: place, ...(href === undefined ? {} : { href }), ...(xmlns === undefined ? {} : { xmlns }) };
  return `<resource${attributes(given)}>${inside}</resource>`;
}

function linkElements(links: Readonly<Record<string, LinkValue | readonly LinkValue[]>>): string {
  return Object.entries(links)
    .flatMap(([rel, entries]) => [entries].flat().map(({ href }) => `<link${attributes({ rel, href })} />`))
    .join('');
}

function propertyElement(name: string, value: unknown): string {
  if (Array.isArray(value)) {
    return `<propertyList${attributes({ name })}>${value.map((item) => `<item>${escaped(String(item))}</item>`).join('')}</propertyList>`;
  }
  const text = value === true ? 'True' : value === false ? 'False' : String(value);
  return `<property${attributes({ name })}>${escaped(text)}</property>`;
}

function reasonElement(reason: Readonly<Record<string, unknown>>): string {
  const texts = ['code', 'subcode', 'message'].flatMap((name) =>
    reason[name] === undefined ? [] : `<${name}>${escaped(String(reason[name]))}</${name}>`,
  );
  return `<reason>${texts.join('')}</reason>`;
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(
      ([name, value]) =>
        ` ${name}="${escaped(value).replaceAll('\n', '&#10;').replaceAll('\r', '&#13;').replaceAll('\t', '&#9;')}"`,
    )
    .join('');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}
