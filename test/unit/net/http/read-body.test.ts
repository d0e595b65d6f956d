import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { readBody } from '../../../../main/net/http/read-body.ts';

const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

for (const [name, end] of [
  ['is cut', (source: PassThrough) => source.destroy(new Error('reset'))],
  ['is cancelled', (source: PassThrough) => source.destroy()],
] as const) {
  test(`a body that ${name} in the middle fails at once and leaves no timer behind`, async () => {
    const before = timers();
    const source = new PassThrough();
    source.on('error', () => {});
    const body = readBody(source, '', 60_000);
    source.write('{"_links":');
    await new Promise(setImmediate);
    assert.equal(timers(), before + 1, 'its time runs from the first byte');
    end(source);
    const result = await body;
    assert.equal(result.ok ? 'whole' : result.failure.kind, 'network');
    assert.equal(timers(), before);
  });
}

test('a body that ends is whole, although its source closes before it is inflated', async () => {
  const before = timers();
  const source = new PassThrough();
  const text = JSON.stringify({ text: 'é'.repeat(20_000) });
  const body = readBody(source, 'gzip', 60_000);
  source.end(gzipSync(text));
  const result = await body;
  assert.equal(result.ok && result.value, text);
  assert.equal(timers(), before);
});

for (const name of ['gzip', 'x-gzip', 'X-GZIP', ' gzip ', 'gzip, identity', 'identity,gzip,']) {
  test(`a body in "${name}" is read`, async () => {
    const source = new PassThrough();
    const body = readBody(source, name, 60_000);
    source.end(gzipSync('{}'));
    assert.deepEqual(await body, { ok: true, value: '{}' });
  });
}
