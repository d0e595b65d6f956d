import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readBody } from '../../../../main/core/ucwa/body.ts';
import { createXml } from '../../../../main/parsing/xml.ts';

const read = (type: string, text: string) => readBody(type, text, createXml());

describe('by its content type', () => {
  for (const [type, text, kind] of [
    ['application/json', '{}', 'document'],
    ['application/json; charset=utf-8', '\ufeff{"a":1}', 'document'],
    ['Application/JSON;odata=verbose', '[]', 'document'],
    ['application/vnd.microsoft.com.ucwa+json', '{}', 'document'],
    ['application/vnd.microsoft.com.ucwa+xml; charset=utf-8', '<resource/>', 'document'],
    ['application/xml', '\ufeff<?xml version="1.0" encoding="utf-8"?><events/>', 'document'],
    ['text/xml', '<reason/>', 'document'],
    ['application/xml', '<operationsQueued/>', 'document'],
    ['application/json', '', 'empty'],
    ['', '', 'empty'],
    ['application/json', '{"a":', 'broken'],
    ['application/xml', '<resource>', 'broken'],
    ['application/xml', '<input/>', 'broken'],
    ['application/xml', '{}', 'document'],
    ['application/xml', '{ not JSON }', 'broken'],
    ['application/json', '\ufeff\ufeff{"a":1}', 'document'],
    ['application/xml', '\ufeff\ufeff<events/>', 'document'],
    ['application/json', '<resource xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa"/>', 'document'],
    ['text/html', '\n<?xml version="1.0"?><reason xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa"/>', 'document'],
    ['text/html', '<html xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa"/>', 'foreign'],
    ['application/json', '<html></html>', 'broken'],
    ['application/xml', '<!DOCTYPE resource><resource/>', 'broken'],
    ['text/html', '<html></html>', 'foreign'],
    ['application/xhtml+xml', '<html/>', 'foreign'],
    ['text/html', '\n <!DOCTYPE html><html>{}</html>', 'foreign'],
    ['text/html', '{ not JSON }', 'foreign'],
    ['text/html', '[<html>', 'foreign'],
    ['text/html', '"text"', 'foreign'],
    ['text/plain', '7', 'foreign'],
    ['text/plain', 'OK', 'foreign'],
    ['application/octet-stream', 'null', 'foreign'],
    ['text/plain', '{}', 'document'],
    ['text/plain; charset=utf-8', '\ufeff {"a":1}', 'document'],
    ['text/html', '\r\n{"_links":{}}', 'document'],
    ['application/octet-stream', '[]', 'document'],
    ['', '{}', 'document'],
    ['application/jsonp', '{}', 'document'],
    ['text/html; x=application/json', '{}', 'document'],
    ['text/javascript', '{}', 'document'],
  ] as const) {
    test(`${type}, ${JSON.stringify(text)}: ${kind}`, () => assert.equal(read(type, text).kind, kind));
  }
});

test('JSON and XML give the same value for what makeMeAvailable took', () => {
  const json = read('application/json', '{"operations":["Audio","Messaging"]}');
  for (const list of [
    '<operations><item>Audio</item><item>Messaging</item></operations>',
    '<propertyList name="operations"><item>Audio</item><item>Messaging</item></propertyList>',
    '<operation>Audio</operation><operation>Messaging</operation>',
  ]) {
    const xml = read('application/xml', `<?xml version="1.0"?><operationsQueued>${list}</operationsQueued>`);
    assert.ok(json.kind === 'document' && xml.kind === 'document');
    assert.deepEqual(JSON.parse(JSON.stringify(xml.value)), json.value);
  }
});

test('JSON and XML give the same value for the same reason', () => {
  const json = read(
    'application/json',
    '{"code":"BadRequest","subcode":"ParameterValidationFailure","message":"Nein","parameters":[{"name":"to","reason":"Bad"}],"debugInfo":{"id":"7"}}',
  );
  const xml = read(
    'application/xml',
    `<reason xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa"><code>BadRequest</code><subcode>ParameterValidationFailure</subcode>
      <message>Nein</message><parameters><property name="to">Bad</property></parameters><debugInfo><property name="id">7</property></debugInfo></reason>`,
  );
  assert.ok(json.kind === 'document' && xml.kind === 'document');
  assert.deepEqual(JSON.parse(JSON.stringify(xml.value)), json.value);
});
