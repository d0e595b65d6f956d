import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { XmlElement } from '../../../main/core/ports.ts';
import { createXml } from '../../../main/parsing/xml.ts';

const { parse } = createXml();
const flat = (element: XmlElement | null): unknown =>
  element && [element.name, Object.fromEntries(element.attributes), element.text, element.children.map(flat)];

test('elements, attributes and text, in order', () => {
  assert.deepEqual(flat(parse('<?xml version="1.0" encoding="utf-8"?>\n<a b="1" c=\'2\'>x<d/>y<e f="g">h</e></a>\n')), [
    'a',
    { b: '1', c: '2' },
    'xy',
    [
      ['d', {}, '', []],
      ['e', { f: 'g' }, 'h', []],
    ],
  ]);
});

test('the five entities, and characters by number', () => {
  const element = parse('<a b="&lt;&amp;&quot;&apos;&gt;&#233;&#x1F44B;">&lt;&amp;amp;&#10;</a>');
  assert.equal(element?.attributes.get('b'), '<&"\'>é👋');
  assert.equal(element.text, '<&amp;\n');
});

test('what is just within the limits', () => {
  assert.equal(parse(`<a>${'&lt;'.repeat(50_000)}</a>`)?.text.length, 50_000);
  assert.equal(parse(`<a>${'<b/>'.repeat(99_999)}</a>`)?.children.length, 99_999);
});

test('a prefix is left out, a namespace means nothing', () => {
  assert.deepEqual(flat(parse('<u:a xmlns:u="x"><u:b/></u:a>')), ['a', { 'xmlns:u': 'x' }, '', [['b', {}, '', []]]]);
});

test('hostile names are names like any other', () => {
  const element = parse('<__proto__ constructor="a" __proto__="b"><prototype/></__proto__>');
  assert.equal(element?.name, '__proto__');
  assert.equal(element.attributes.get('constructor'), 'a');
  assert.equal(element.attributes.get('toString'), undefined);
  assert.equal(({} as Record<string, unknown>).b, undefined);
});

const laughs = `<!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, index) => `<!ENTITY lol${index + 1} "${`&lol${index || ''};`.repeat(10)}">`).join('')}]><a>&lol9;</a>`;

describe('null for', () => {
  for (const [name, text] of [
    ['nothing', ''],
    ['text', 'hello'],
    ['JSON', '{"a":1}'],
    ['an element that is not closed', '<a><b></b>'],
    ['elements that cross', '<a><b></a></b>'],
    ['two roots', '<a/><b/>'],
    ['an attribute twice', '<a b="1" b="2"/>'],
    ['an attribute without quotes', '<a b=1/>'],
    ['an entity that is not one of the five', '<a>&nbsp;</a>'],
    ['a character that XML does not have', '<a>&#0;</a>'],
    ['a DOCTYPE', '<!DOCTYPE a><a/>'],
    ['a comment', '<a><!-- b --></a>'],
    ['a CDATA section', '<a><![CDATA[x]]></a>'],
    ['more than 50,000 entities', `<a>${'&lt;'.repeat(50_001)}</a>`],
    ['more than 100,000 elements', `<a>${'<b/>'.repeat(100_000)}</a>`],
    ['an external entity', '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'],
    ['a billion laughs', laughs],
    ['a page', '<!DOCTYPE html><html><body><br></body></html>'],
    ['65 attributes', `<a ${Array.from({ length: 65 }, (_, index) => `a${index}=""`).join(' ')}/>`],
    ['more than 2 MiB', `<a>${' '.repeat(2 * 1024 * 1024)}</a>`],
  ] as const) {
    test(name, () => assert.equal(parse(text), null));
  }

  test('nesting deeper than 64, and not for 64', () => {
    const nested = (depth: number) => `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`;
    assert.notEqual(parse(nested(64)), null);
    assert.equal(parse(nested(65)), null);
    assert.equal(parse('<a>'.repeat(500_000)), null);
  });
});
