import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeCustomContent } from '../../../../main/core/ucwa/custom-content.ts';

const cases: Readonly<Record<string, readonly [string | null, unknown]>> = {
  none: [null, null],
  'no data URI': ['https://evil.example/x', null],
  'text as a form has it': ['data:text/plain;charset=utf-8,a+b%2Bc', { mediaType: 'text/plain', text: 'a b+c' }],
  'text in base64': ['data:application/json;base64,eyJhIjoxfQ==', { mediaType: 'application/json', text: '{"a":1}' }],
  'a type by suffix': ['data:application/vnd.x+xml,<a/>', { mediaType: 'application/vnd.x+xml', text: '<a/>' }],
  'a script is text of a type that is read as it is': [
    'data:text/html,<script>x</script>',
    { mediaType: 'text/html', text: '<script>x</script>' },
  ],
  'no type': ['data:,x', { mediaType: 'text/plain', text: 'x' }],
  'what people cannot read': ['data:image/png;base64,AAAA', { mediaType: 'image/png', text: null }],
};

for (const [name, [href, content]] of Object.entries(cases)) {
  test(name, () => assert.deepEqual(decodeCustomContent(href), content));
}

test('it is bounded', () => {
  const long = decodeCustomContent(`data:text/plain,${'x'.repeat(5_000)}`);
  assert.equal(long?.text?.length, 4_096);
  assert.equal(decodeCustomContent(`data:${'x'.repeat(500)},y`)?.mediaType.length, 100);
  assert.equal(decodeCustomContent(`data:text/plain,${'x'.repeat(300_000)}`), null);
});
