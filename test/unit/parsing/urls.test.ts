import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createUrls } from '../../../main/parsing/urls.ts';

const urls = createUrls();

test('a reference is resolved against its base', () => {
  assert.deepEqual(urls.parse('/ucwa/v1', 'https://pool.example:8443/a?b'), {
    href: 'https://pool.example:8443/ucwa/v1',
    origin: 'https://pool.example:8443',
    protocol: 'https:',
    host: 'pool.example',
    hasUserInfo: false,
  });
});

test('what is no URL is null, and user info is told', () => {
  assert.equal(urls.parse('/no/base'), null);
  assert.equal(urls.parse('https://'), null);
  assert.equal(urls.parse('https://user@pool.example/')?.hasUserInfo, true);
  assert.equal(urls.parse('https://:pw@pool.example/')?.hasUserInfo, true);
});

test('query parameters are added, and those with the same name replaced', () => {
  assert.equal(
    urls.withQuery('https://pool.example/events?ack=2&low=5', { low: '60', timeout: '180' }),
    'https://pool.example/events?ack=2&low=60&timeout=180',
  );
});
