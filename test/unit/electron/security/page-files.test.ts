import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { mayLoad } from '../../../../main/electron/security/network-lock.ts';
import { contentSecurityPolicy, pageFile, soundSecurityPolicy } from '../../../../main/electron/security/page-files.ts';

const folder = '/opt/switchhook/renderer';

test('a page is served from the folder, with its type and the policy', () => {
  const file = pageFile(folder, 'switchhook://app/main.html');
  assert.equal(file?.path, '/opt/switchhook/renderer/main.html');
  assert.equal(file?.headers['Content-Type'], 'text/html; charset=utf-8');
  assert.equal(file?.headers['Content-Security-Policy'], contentSecurityPolicy);
  assert.equal(file?.headers['X-Content-Type-Options'], 'nosniff');
  assert.equal(pageFile(folder, 'switchhook://app/tones/own-line.wav')?.path, `${folder}/tones/own-line.wav`);
});

const refused = [
  'switchhook://app/',
  'switchhook://app/main',
  'switchhook://app/main.cjs',
  'switchhook://app/main.html?x',
  'switchhook://app/main.html#x',
  'switchhook://app/../main.html',
  'switchhook://app/..%2fmain.html',
  'switchhook://app/a/../../main.html',
  'switchhook://app//etc/passwd.html',
  'switchhook://app/main.html/',
  'switchhook://app/main.html\n',
  'switchhook://app/.hidden.html',
  'switchhook://app/main.html.map',
  'switchhook://other/main.html',
  'switchhook://app.evil/main.html',
  'switchhook://user@app/main.html',
  'SWITCHHOOK://app/main.html',
  'file:///opt/switchhook/renderer/main.html',
  'https://app/main.html',
];

for (const url of refused) {
  test(`${JSON.stringify(url)} is not served`, () => assert.equal(pageFile(folder, url), null));
}

test('the policy has the form that browsers read: names and values without colons between', () => {
  for (const policy of [contentSecurityPolicy, soundSecurityPolicy]) {
    for (const directive of policy.split('; ')) assert.match(directive, /^[a-z-]+( '[a-z]+'| blob:)+$/);
    assert.ok(policy.startsWith("default-src 'none'; script-src 'self';"));
  }
});

test('sound is loaded by the page of the sound window alone, and nothing to look at', () => {
  const policyOf = (page: string) =>
    pageFile(folder, `switchhook://app/${page}.html`)?.headers['Content-Security-Policy'];
  for (const page of ['main', 'ring', 'call', 'quit']) assert.match(policyOf(page) ?? '', /media-src 'none'/);
  assert.equal(policyOf('sound'), soundSecurityPolicy);
  assert.match(soundSecurityPolicy, /media-src 'self'/);
  assert.doesNotMatch(soundSecurityPolicy, /style-src|img-src|font-src/);
});

test('pages load themselves and what they made, nothing else', () => {
  assert.ok(mayLoad('switchhook://app/main.js'));
  assert.ok(mayLoad('blob:switchhook://app/905b2e03'));
  for (const url of [
    'https://example.org/',
    'ws://localhost/',
    'file:///etc/passwd',
    'data:text/html,x',
    'blob:null/x',
    'switchhook://app.evil/',
    'devtools://devtools/',
  ]) {
    assert.ok(!mayLoad(url), url);
  }
});

test('the built pages ask for nothing that is not served', () => {
  for (const name of ['main', 'ring', 'call', 'quit', 'sound']) {
    const html = readFileSync(new URL(`../../../../assets/html/${name}.html`, import.meta.url), 'utf8');
    for (const [, reference = ''] of html.matchAll(/(?:src|href)="([^"]+)"/g)) {
      assert.ok(pageFile(folder, `switchhook://app/${reference}`), reference);
    }
    assert.ok(!/<script(?![^>]*\bsrc=)|style=|\son\w+=/.test(html), 'no inline code or style');
  }
});

test('headsets are for the page of the sound alone', () => {
  const of = (page: string) => pageFile(folder, `switchhook://app/${page}.html`)?.headers['Permissions-Policy'];
  assert.equal(of('sound'), 'hid=(self)');
  for (const page of ['main', 'ring', 'call', 'quit', 'pictures']) assert.equal(of(page), 'hid=()');
});
