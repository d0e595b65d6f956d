import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openPolicy } from '../../../main/core/session/policy.ts';
import { parsePolicy, policyPath, readPolicy } from '../../../main/storage/policy-file.ts';
import { settingNames, settingValues } from '../../../preload/contract/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'policy-'));
const path = join(folder, 'policy.json');
const me = [process.getuid?.() ?? 0];
after(() => rmSync(folder, { recursive: true }));

test('each key takes effect', () => {
  const document = {
    discoveryUrl: 'https://lync.contoso.com/root',
    httpDiscovery: false,
    trustedDomains: ['Fabrikam.com', 'lync.example'],
    oauthClientId: 'c3c0d7ae-1d20-4bd8-a6e5-0f5f5a3f4f61',
    mediaRelayOnly: true,
    settings: { textSize: 150 },
    shortcuts: { answer: 'Control+Shift+F5', decline: null },
    callHook: { program: '/opt/crm/call', arguments: ['--open'] },
  };
  writeFileSync(path, `\ufeff${JSON.stringify(document)}`, { mode: 0o644 });
  assert.deepEqual(readPolicy(path, me), {
    policy: {
      ...document,
      trustedDomains: ['fabrikam.com', 'lync.example'],
      callHook: { program: { path: '/opt/crm/call', arguments: ['--open'] } },
    },
    faults: [],
    unknownKeys: [],
  });
});

test('without a file everything is open and nothing is wrong', () => {
  assert.deepEqual(readPolicy(join(folder, 'none.json')), { policy: openPolicy, faults: [], unknownKeys: [] });
});

for (const [what, text] of [
  ['cut off', '{"httpDiscovery": fal'],
  ['empty', ''],
  ['a list', '[]'],
  ['null', 'null'],
  ['too long', `{"a":"${'x'.repeat(70_000)}"}`],
] as const) {
  test(`a file that is ${what} is left aside, and said to be wrong`, () => {
    writeFileSync(path, text, { mode: 0o644 });
    const { policy, faults } = readPolicy(path, me);
    assert.deepEqual(policy, openPolicy);
    assert.equal(faults.length, 1);
  });
}

test('a file that others may write, or that somebody else owns, is left aside', {
  skip: process.platform === 'win32',
}, () => {
  writeFileSync(path, '{"httpDiscovery": false}');
  chmodSync(path, 0o666);
  assert.equal(readPolicy(path, me).policy.httpDiscovery, true);
  assert.equal(readPolicy(path, me).faults.length, 1);
  chmodSync(path, 0o644);
  assert.equal(readPolicy(path, me).policy.httpDiscovery, false);
  assert.equal(readPolicy(path, [4_000_000]).policy.httpDiscovery, true);
});

const wrong: readonly (readonly [string, unknown])[] = [
  ['discoveryUrl', 'http://lync.contoso.com/'],
  ['discoveryUrl', 'https://user:pass@lync.contoso.com/'],
  ['discoveryUrl', 7],
  ['discoveryUrl', null],
  ['discoveryUrl', ['https://lync.contoso.com/']],
  ['httpDiscovery', 'no'],
  ['trustedDomains', 'contoso.com'],
  ['trustedDomains', ['com']],
  ['trustedDomains', ['contoso.com', '*.fabrikam.com']],
  ['trustedDomains', ['contoso.com', null]],
  ['oauthClientId', 'two words'],
  ['settings', 150],
  ['settings', null],
  ['settings', [150]],
  ['settings', { textSize: '150' }],
  ['settings', { textSize: 101 }],
  ['callHook', true],
  ['callHook', '/opt/crm/call'],
  ['callHook', { program: 'call' }],
  ['callHook', { program: '/opt/crm/call', arguments: '--open' }],
  ['callHook', { program: '/opt/crm/call', arguments: ['a\nb'] }],
  ['callHook', { program: '/opt/crm/call', shell: true }],
  ['shortcuts', 'Control+Shift+F5'],
  ['shortcuts', { answer: 'Shift+Control+F5' }],
  ['shortcuts', { answer: 'Control+Shift+Enter' }],
  ['shortcuts', { answer: '' }],
  ['shortcuts', { answer: 5 }],
  ['shortcuts', { quit: 'Control+Shift+F5' }],
];
for (const [key, value] of wrong) {
  test(`${key}: ${JSON.stringify(value)} is wrong, and the other keys hold`, () => {
    const good = key === 'httpDiscovery' ? { oauthClientId: 'id' } : { httpDiscovery: false };
    const { policy, faults } = parsePolicy({ ...good, [key]: value });
    assert.deepEqual(policy, { ...openPolicy, ...good });
    assert.equal(faults.length, 1);
    assert.ok(faults[0]?.startsWith(key));
  });
}

test('a program for calls can be forbidden', () => {
  assert.deepEqual(parsePolicy({ callHook: false }).policy.callHook, { program: null });
  const { callHook } = parsePolicy({ callHook: { program: 'C:\\Program Files\\CRM\\call.exe' } }).policy;
  assert.deepEqual(callHook, { program: { path: 'C:\\Program Files\\CRM\\call.exe', arguments: [] } });
});

test('each setting can be decided to any value that it can have', () => {
  for (const name of settingNames) {
    for (const value of settingValues[name]) {
      const { policy, faults } = parsePolicy({ settings: { [name]: value } });
      assert.deepEqual([policy.settings, faults], [{ [name]: value }, []]);
    }
  }
});

test('a setting that is not known is named, and harms no other', () => {
  const { policy, faults, unknownKeys } = parsePolicy(
    JSON.parse('{"settings":{"textSize":125,"colour":"red","__proto__":{"textSize":200},"toString":1}}'),
  );
  assert.deepEqual(policy, { ...openPolicy, settings: { textSize: 125 } });
  assert.deepEqual(faults, []);
  assert.deepEqual(unknownKeys, ['settings.colour', 'settings.__proto__', 'settings.toString']);
});

test('what is not known is named, and harms nothing', () => {
  const { policy, faults, unknownKeys } = parsePolicy(
    JSON.parse('{"autoUpdate":1,"__proto__":{"httpDiscovery":false}}'),
  );
  assert.deepEqual(policy, openPolicy);
  assert.deepEqual(faults, []);
  assert.deepEqual(unknownKeys, ['autoUpdate', '__proto__']);
});

test('it is where only administrators write', () => {
  assert.equal(policyPath('linux', {}), '/etc/switchhook/policy.json');
  assert.equal(policyPath('darwin', {}), '/Library/Application Support/Switchhook/policy.json');
  assert.match(policyPath('win32', { ProgramData: 'D:\\Data' }), /^D:\\Data.Switchhook.policy\.json$/);
});
