import fc from 'fast-check';
import { readBody } from '../../../main/core/ucwa/body.ts';
import { createXml } from '../../../main/parsing/xml.ts';
import { decodeAll } from '../shapes/decoded.ts';
import { changedValues, editedTexts } from '../shapes/mutations.ts';
import { batches, resources } from '../shapes/ucwa.ts';
import { fuzzTarget } from '../target.ts';

const xml = createXml();

function decode(text: string): void {
  const body = readBody('application/json', text, xml);
  if (body.kind === 'document') decodeAll(body.value);
}

const documents = changedValues(fc.oneof({ weight: 4, arbitrary: batches }, resources)).map(
  (value) => JSON.stringify(value) ?? '',
);
const pieces = ['{', '}', '[', ']', ',', ':', '"', '\\u0000', '"__proto__":', '\ufeff', '1e999', '{"_embedded":'];

const next = '"_links":{"next":{"href":"/n"}}';
const repeated = (unit: string, size: number): string =>
  Array(Math.ceil(size / unit.length))
    .fill(unit)
    .join(',');
const inBatch = (events: string): string => `{${next},"sender":[{"rel":"c","href":"/c","events":[${events}]}]}`;

export default fuzzTarget({
  about: 'answers of the event channel in JSON',
  inputs: fc.oneof({ weight: 3, arbitrary: documents }, editedTexts(documents, pieces)),
  run: decode,
  growing: {
    events: (size) => {
      const text = inBatch(
        repeated(
          '{"type":"updated","link":{"rel":"audioVideo","href":"/a"},"_embedded":{"audioVideo":{"state":"Connected"}}}',
          size,
        ),
      );
      return () => decode(text);
    },
    links: (size) => {
      const text = inBatch(
        `{"type":"added","link":{"rel":"x","href":"/x"},"_embedded":{"x":{"_links":{"y":[${repeated('{"href":"/y"}', size)}]}}}}`,
      );
      return () => decode(text);
    },
    properties: (size) => {
      const members = Array.from({ length: Math.ceil(size / 12) }, (_, index) => `"p${index}":"${index}"`);
      const text = `{${members.join(',')}}`;
      return () => decode(text);
    },
    nesting: (size) => {
      const depth = Math.ceil(size / 20);
      const text = `${'{"_embedded":{"x":['.repeat(depth)}${']}}'.repeat(depth)}`;
      return () => decode(text);
    },
    brackets: (size) => {
      const text = '['.repeat(size);
      return () => decode(text);
    },
  },
});
