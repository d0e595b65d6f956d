import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import {
  dateOf,
  decodeResource,
  embeddedOf,
  flagOf,
  linkOf,
  parseJson,
  textOf,
} from '../../../../main/core/ucwa/resource.ts';

const decode = (text: string) => decodeResource(parseJson(text));

test('a link and an embedded resource may stand alone or in an array', () => {
  for (const [link, embedded] of [
    [{ href: '/a' }, { name: 'Ana' }],
    [
      [{ href: '/a' }, { href: '/b' }],
      [{ name: 'Ana' }, { name: 'Bo' }],
    ],
  ]) {
    const resource = decodeResource({ rel: 'x', _links: { self: link }, _embedded: { from: embedded } });
    assert.ok(resource !== null);
    assert.equal(linkOf(resource, 'self'), '/a');
    const from = embeddedOf(resource, 'from');
    assert.equal(from?.rel, 'from');
    assert.equal(from === null ? null : textOf(from, 'name'), 'Ana');
  }
});

test('an embedded resource that names its own rel keeps it', () => {
  const resource = decodeResource({ _embedded: { localParticipant: { rel: 'participant' } } });
  assert.equal(resource === null ? null : embeddedOf(resource, 'localParticipant')?.rel, 'participant');
});

test('what is missing is null, not a throw', () => {
  const resource = decodeResource({});
  assert.ok(resource !== null);
  assert.deepEqual(
    [linkOf(resource, 'self'), embeddedOf(resource, 'from'), textOf(resource, 'name')],
    [null, null, null],
  );
  assert.equal(resource.rel, '');
});

describe('values that are no resource', () => {
  for (const text of ['null', '3', '"x"', '[]', '[{}]', 'true', '', '{', 'undefined']) {
    test(JSON.stringify(text), () => assert.equal(decode(text), null));
  }
});

describe('links that are none', () => {
  for (const link of [null, 'x', 7, [], {}, { href: 7 }, { href: '' }, { href: null }, [null, {}]]) {
    test(JSON.stringify(link), () => {
      const resource = decodeResource({ _links: { self: link } });
      assert.equal(resource === null ? 'none' : linkOf(resource, 'self'), null);
    });
  }
});

test('of an array the links that are none are left out', () => {
  const resource = decodeResource({ _links: { self: [null, { href: 3 }, { href: '/b', title: 'B' }] } });
  assert.deepEqual(resource?.links.get('self'), [{ href: '/b', title: 'B' }]);
});

test('texts and flags in both spellings; a number is no text', () => {
  const resource = decodeResource({ a: 'x', b: '', c: 5, yes: true, also: 'True', no: 'False', none: 1 });
  assert.ok(resource !== null);
  assert.deepEqual([textOf(resource, 'a'), textOf(resource, 'b'), textOf(resource, 'c')], ['x', null, null]);
  assert.deepEqual(
    ['yes', 'also', 'no', 'none', 'absent'].map((name) => flagOf(resource, name)),
    [true, true, false, false, false],
  );
});

test('__proto__ and constructor from the wire are names like any other', () => {
  const resource = decode(
    '{"__proto__":{"polluted":1},"constructor":"c","_links":{"__proto__":{"href":"/p"},"self":{"__proto__":{"href":"/q"}}},"_embedded":{"__proto__":{"name":"n"}}}',
  );
  assert.ok(resource !== null);
  assert.equal(linkOf(resource, '__proto__'), '/p');
  assert.equal(linkOf(resource, 'self'), null);
  assert.equal(linkOf(resource, 'toString'), null);
  assert.equal(embeddedOf(resource, 'constructor'), null);
  assert.equal(textOf(resource, 'constructor'), 'c');
  assert.equal(({} as Record<string, unknown>).polluted, undefined);
});

test('nesting ends at depth 64', () => {
  let value: object = { name: 'deepest' };
  for (let depth = 0; depth < 100_000; depth += 1) value = { _embedded: { x: value } };
  let resource = decodeResource(value);
  let depth = 0;
  for (; resource !== null; depth += 1) resource = embeddedOf(resource, 'x');
  assert.equal(depth, 65);
});

test('JSON that is cut or no JSON is undefined; byte order marks are dropped', () => {
  assert.deepEqual(parseJson('\ufeff{"a":1}'), { a: 1 });
  assert.deepEqual(parseJson('\ufeff\ufeff{"a":1}'), { a: 1 });
  for (const text of ['', '{"a":', '<html>', '\ufeff<html>']) assert.equal(parseJson(text), undefined);
});

test('no JSON value makes it throw or pollutes a prototype', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (links, embedded) => {
      decodeResource({ _links: links, _embedded: embedded });
      decodeResource(links);
      assert.deepEqual(Object.keys({}), []);
    }),
    { numRuns: 500 },
  );
});

test('dates of .NET and of ISO 8601, and nothing else', () => {
  const date = (moment: unknown) => dateOf(decodeResource({ moment }) ?? assert.fail(), 'moment');
  assert.equal(date('/Date(1426174620000)/'), 1_426_174_620_000);
  assert.equal(date('/Date(1426174620000+0100)/'), 1_426_174_620_000);
  assert.equal(date('2015-03-12T15:37:00Z'), 1_426_174_620_000);
  for (const none of ['/Date(-62135596800000)/', '0001-01-01T00:00:00', '/Date(0)/']) assert.equal(date(none), null);
  for (const other of [null, '', 'Date(1)', '/Date(x)/', '12 March', 'x'.repeat(1_000)])
    assert.equal(date(other), null);
});
