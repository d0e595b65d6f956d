import type { XmlElement } from '../ports.ts';

/** A value as JSON has it, but without a prototype, so that no name from the wire means anything. */
type Value = Record<string, unknown>;

/**
 * Turns a UCWA document in XML into the value that the same document is in JSON, for the decoders that both share (UCWA reference:
 * "Resource representation", "Event channel details", "Errors and informational messages"). Roots are `resource`, `events`,
 * `reason` and `operationsQueued`; undefined for any other. Elements that are not known are left out.
 */
export function documentOf(root: XmlElement): unknown {
  switch (root.name) {
    case 'resource':
      return resourceValue(root);
    case 'events':
      return eventsValue(root);
    case 'reason':
      return reasonValue(root);
    case 'operationsQueued':
      return queuedValue(root);
    default:
      return undefined;
  }
}

/**
 * A nested resource's `rel` attribute names its place in the outer one; where the two differ, a property called `rel` says what it is
 * (an `acceptedByParticipant` is a `participant`).
 */
function resourceValue(element: XmlElement): Value {
  const value = emptyValue();
  const embedded = emptyValue();
  const rel = element.attributes.get('rel');
  if (rel !== undefined) value.rel = rel;
  for (const child of element.children) {
    const name = child.attributes.get('name');
    if (child.name === 'property' && name !== undefined) value[name] = propertyValue(name, child.text);
    else if (child.name === 'propertyList' && name !== undefined) value[name] = itemsIn(child);
    else if (child.name === 'resource') append(embedded, child.attributes.get('rel') ?? '', resourceValue(child));
  }
  value._links = linksIn(element);
  value._embedded = embedded;
  return value;
}

function linksIn(element: XmlElement): Value {
  const links = emptyValue();
  const self = element.attributes.get('href');
  if (self !== undefined) links.self = linkValue(element.attributes);
  for (const child of element.children) {
    if (child.name === 'link') append(links, child.attributes.get('rel') ?? '', linkValue(child.attributes));
  }
  return links;
}

function eventsValue(element: XmlElement): Value {
  const value = emptyValue();
  value._links = linksIn(element);
  const senders = element.children.filter(({ name }) => name === 'sender');
  value.sender = senders.map((sender) => {
    const sent = linkValue(sender.attributes);
    sent.events = sender.children.map(eventValue);
    return sent;
  });
  return value;
}

/** In XML an event's type is the element's name, and its link the element's attributes. */
function eventValue(element: XmlElement): Value {
  const value = emptyValue();
  value.type = element.name;
  value.link = linkValue(element.attributes);
  value.status = element.attributes.get('status') ?? textIn(element, 'status');
  const rel = element.attributes.get('rel') ?? '';
  const embedded = emptyValue();
  for (const child of element.children) {
    if (child.name === 'resource') append(embedded, rel, resourceValue(child));
    else if (child.name === 'in' || child.attributes.get('rel') === 'in') value.in = linkValue(child.attributes);
    else if (child.name === 'reason') value.reason = reasonValue(child);
  }
  value._embedded = embedded;
  return value;
}

/** What makeMeAvailable of revision 2 took of what was asked for: its names, however they are listed. */
function queuedValue(element: XmlElement): Value {
  const value = emptyValue();
  value.operations = leavesOf(element);
  return value;
}

function leavesOf({ children, text }: XmlElement): readonly string[] {
  if (children.length > 0) return children.flatMap(leavesOf);
  return text.trim() === '' ? [] : [text.trim()];
}

function reasonValue(element: XmlElement): Value {
  const value = emptyValue();
  for (const { name, text } of element.children) {
    if (name === 'code' || name === 'subcode' || name === 'message') value[name] = text;
  }
  value.parameters = pairsIn(element, 'parameters').map(([name, reason]) => ({ name, reason }));
  const debugInfo = emptyValue();
  for (const [name, text] of pairsIn(element, 'debugInfo')) debugInfo[name] = text;
  value.debugInfo = debugInfo;
  return value;
}

/** A property bag: each entry a `property`, or an element that carries its name and text in whatever of the usual ways. */
function pairsIn(element: XmlElement, name: string): (readonly [name: string, text: string])[] {
  const bag = element.children.find((child) => child.name === name);
  return (bag?.children ?? []).map((entry) => [
    entry.attributes.get('name') ?? textIn(entry, 'name') ?? entry.name,
    textIn(entry, 'reason') ?? textIn(entry, 'value') ?? entry.text,
  ]);
}

function linkValue(attributes: XmlElement['attributes']): Value {
  const value = emptyValue();
  for (const name of ['rel', 'href', 'title', 'revision']) {
    const text = attributes.get(name);
    if (text !== undefined) value[name] = text;
  }
  return value;
}

function itemsIn(element: XmlElement): readonly string[] {
  return element.children.filter(({ name }) => name === 'item').map(({ text }) => text);
}

function textIn(element: XmlElement, name: string): string | undefined {
  return element.children.find((child) => child.name === name)?.text;
}

/** XML has only text. Of these names the reference says that they are true or false; a subject may well be "True". */
const flags: ReadonlySet<string> = new Set([
  'anonymous',
  'audienceMessaging',
  'audienceMute',
  'audioMuted',
  'includeInContactCard',
  'inLobby',
  'joinAudioMuted',
  'joinVideoMuted',
  'local',
  'organizer',
  'privateLine',
  'publishEndpointLocation',
  'readLocally',
  'recording',
  'supportsReplaces',
]);

function propertyValue(name: string, text: string): string | boolean {
  if (!flags.has(name)) return text;
  const word = text.toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : text;
}

function append(record: Value, name: string, entry: Value): void {
  const before = record[name];
  if (Array.isArray(before)) before.push(entry);
  else record[name] = [entry];
}

function emptyValue(): Value {
  return Object.create(null) as Value;
}
