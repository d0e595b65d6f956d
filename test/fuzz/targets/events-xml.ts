import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readBody } from '../../../main/core/ucwa/body.ts';
import { decodeEventBatch, type UcwaEvent } from '../../../main/core/ucwa/events.ts';
import { createXml } from '../../../main/parsing/xml.ts';
import { decodeAll } from '../shapes/decoded.ts';
import { editedTexts } from '../shapes/mutations.ts';
import { type BatchValue, batches, resources } from '../shapes/ucwa.ts';
import { batchInXml, resourceInXml } from '../shapes/ucwa-xml.ts';
import { fuzzTarget } from '../target.ts';

const xml = createXml();

function decode(text: string): void {
  const body = readBody('application/xml', text, xml);
  if (body.kind !== 'document') return;
  assert.ok(!/<!(?:DOCTYPE|ENTITY)[\s>]/.test(text), 'a DOCTYPE was taken');
  decodeAll(body.value);
}

/** Both forms of one batch say the same, where XML can say it at all. */
function compare(batch: BatchValue): void {
  const text = batchInXml(batch);
  const body = readBody('application/xml', text, xml);
  if (body.kind !== 'document') {
    // What XML 1.0 cannot hold.
    assert.match(JSON.stringify(batch), /\\u00[01]|[\ufffe\uffff]|\\ud[89a-f]|\\[bf]/, `not taken: ${text}`);
    return;
  }
  const [fromXml, fromJson] = [decodeAll(body.value), decodeEventBatch(batch)];
  assert.equal(fromXml?.events.length ?? null, fromJson?.events.length ?? null);
  for (const [index, event] of (fromXml?.events ?? []).entries()) {
    const other = fromJson?.events[index];
    assert.deepEqual(
      [event.type, event.rel, event.href, event.container, event.status, event.reason?.code, event.resource?.rel],
      [
        other?.type,
        other?.rel,
        other?.href,
        other?.container,
        other?.status,
        other?.reason?.code,
        other?.resource?.rel,
      ],
    );
    assert.deepEqual(linksOf(event), linksOf(other));
  }
}

/** In XML a resource has one address, so the first counts. */
function linksOf(event: UcwaEvent | undefined): unknown {
  const links = new Map(event?.resource?.links);
  const self = links.get('self')?.slice(0, 1);
  if (self !== undefined) links.set('self', self);
  return links;
}

const texts = fc.oneof({ weight: 4, arbitrary: batches.map(batchInXml) }, resources.map(resourceInXml));
const pieces = [
  ...[
    '<',
    '>',
    '</',
    '/>',
    '&',
    '&amp;',
    '&lol;',
    '&#0;',
    '&#x110000;',
    '<!DOCTYPE x [<!ENTITY lol "lol">]>',
    '<!ENTITY a "b">',
  ],
  ...[
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '?>',
    'xmlns:x="y"',
    ' rel="a"',
    '<resource rel="__proto__">',
    '</resource>',
  ],
  ...[
    '<property name="__proto__">',
    '<property name="constructor">',
    '<propertyList name="x"><item>',
    '<sender',
    '<added',
    '\ufeff',
  ],
];

const inEvents = (inside: string): string => `<events href="/e"><link rel="next" href="/n"/>${inside}</events>`;
const repeated = (unit: string, size: number): string => unit.repeat(Math.ceil(size / unit.length));

export default fuzzTarget<{ readonly text: string } | { readonly batch: BatchValue }>({
  about: 'answers of the event channel in XML',
  inputs: fc.oneof(
    { weight: 3, arbitrary: fc.record({ text: editedTexts(texts, pieces) }) },
    { weight: 1, arbitrary: fc.record({ batch: batches }) },
  ),
  run: (input) => ('text' in input ? decode(input.text) : compare(input.batch)),
  growing: {
    events: (size) => {
      const text = inEvents(
        `<sender rel="c" href="/c">${repeated('<updated rel="audioVideo" href="/a"><resource rel="audioVideo"><property name="state">Connected</property></resource></updated>', size)}</sender>`,
      );
      return () => decode(text);
    },
    links: (size) => {
      const text = inEvents(repeated('<link rel="x" href="/x"/>', size));
      return () => decode(text);
    },
    attributes: (size) => {
      const text = `<resource ${Array.from({ length: Math.ceil(size / 10) }, (_, index) => `a${index}="x"`).join(' ')}/>`;
      return () => decode(text);
    },
    text: (size) => {
      const text = `<resource><property name="x">${repeated('abc &amp; ', size)}</property></resource>`;
      return () => decode(text);
    },
    nesting: (size) => {
      const text = repeated('<resource>', size);
      return () => decode(text);
    },
    'open brackets': (size) => {
      const text = `<resource>${'<'.repeat(size)}`;
      return () => decode(text);
    },
    comments: (size) => {
      const text = `<resource>${repeated('<!-- - -->', size)}</resource>`;
      return () => decode(text);
    },
    'broken character data': (size) => {
      const text = `<resource><![CDATA[${repeated(']]', size)}`;
      return () => decode(text);
    },
  },
});
