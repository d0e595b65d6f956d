import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPolicyDocument } from '../../../../main/storage/policy/read-document.ts';
import { documentOf, parseQuery, readRegistry } from '../../../../main/storage/policy/registry.ts';

/** As `reg query HKLM\Software\Policies\Switchhook /s` prints it. */
const printed = [
  '',
  'HKEY_LOCAL_MACHINE\\Software\\Policies\\Switchhook',
  '    discoveryUrl    REG_SZ    https://lync.contoso.com/root',
  '    httpDiscovery    REG_DWORD    0x0',
  '    mediaRelayOnly    REG_DWORD    0x1',
  '    logLevel    REG_SZ    warn',
  '    (Default)    REG_SZ    (value not set)',
  '',
  'HKEY_LOCAL_MACHINE\\Software\\Policies\\Switchhook\\trustedDomains',
  '    1    REG_SZ    fabrikam.com',
  '    2    REG_SZ    lync.example',
  '',
  'HKEY_LOCAL_MACHINE\\Software\\Policies\\Switchhook\\mediaPorts',
  '    first    REG_DWORD    0xc364',
  '    last    REG_DWORD    0xc377',
  '',
  'HKEY_LOCAL_MACHINE\\Software\\Policies\\Switchhook\\features',
  '    messages    REG_DWORD    0x0',
  '',
  'HKEY_LOCAL_MACHINE\\Software\\Policies\\Switchhook\\settings',
  '    textSize    REG_DWORD    0x7d',
  '    language    REG_SZ    de',
  '',
].join('\r\n');

const partOf = (text: string) => readPolicyDocument(documentOf(parseQuery(text)), 'HKLM');

test('what group policies wrote says the same as a file', () => {
  const { said, refused } = partOf(printed);
  assert.deepEqual(said, {
    discoveryUrl: 'https://lync.contoso.com/root',
    httpDiscovery: false,
    mediaRelayOnly: true,
    logLevel: 'warn',
    trustedDomains: ['fabrikam.com', 'lync.example'],
    mediaPorts: { first: 50_020, last: 50_039 },
    features: { messages: false },
    settings: { textSize: 125, language: 'de' },
  });
  assert.deepEqual(
    refused.map(({ key, why }) => [key, why]),
    [['(Default)', 'unknown-key']],
  );
});

const key = 'HKEY_CURRENT_USER\\SOFTWARE\\Policies\\Switchhook';
const partWith = (line: string, below = '') => partOf(`${key}${below}\n    ${line}\n`);

test('a list may be one value of several texts', () => {
  assert.deepEqual(partWith('trustedDomains    REG_MULTI_SZ    a.example\\0b.example').said, {
    trustedDomains: ['a.example', 'b.example'],
  });
});

test('a number may be written as text, as templates do that have a list of choices', () => {
  assert.deepEqual(partWith('textSize    REG_SZ    150', '\\settings').said.settings, { textSize: 150 });
});

test('a program with its arguments, and none', () => {
  const lines = [`${key}`, '    callHook    REG_DWORD    0x1', `${key}\\callHook`];
  const program = [...lines, '    program    REG_SZ    C:\\CRM\\call.exe', `${key}\\callHook\\arguments`];
  const { said, refused } = partOf([...program, '    1    REG_SZ    --open', '    2    REG_SZ    a b'].join('\n'));
  assert.deepEqual(refused, []);
  assert.deepEqual(said.callHook, { program: { path: 'C:\\CRM\\call.exe', arguments: ['--open', 'a b'] } });
  assert.deepEqual(partWith('callHook    REG_DWORD    0x0').said.callHook, { program: null });
});

test('keys of actions; an empty text is none', () => {
  assert.deepEqual(partWith('answer    REG_SZ    Control+Shift+F5', '\\shortcuts').said.shortcuts, {
    answer: 'Control+Shift+F5',
  });
  assert.deepEqual(partWith('mute    REG_SZ    ', '\\shortcuts').said.shortcuts, { mute: null });
});

test('a wrong value is refused as in a file', () => {
  for (const [line, below, name] of [
    ['httpDiscovery    REG_DWORD    0x2', '', 'httpDiscovery'],
    ['httpDiscovery    REG_SZ    no', '', 'httpDiscovery'],
    ['textSize    REG_DWORD    0x65', '\\settings', 'settings.textSize'],
    ['messages    REG_SZ', '\\features', 'features.messages'],
    ['first    REG_DWORD    0xc364', '\\mediaPorts', 'mediaPorts'],
  ] as const) {
    const { refused } = partWith(line, below);
    assert.deepEqual(refused, [{ source: 'HKLM', key: name, why: 'wrong-value' }], line);
  }
});

test('keys with names that are no policy, and deeper ones, decide nothing', () => {
  assert.deepEqual(partWith('textSize    REG_DWORD    0x7d', '\\settings\\more').said, {});
  const { said, refused } = partWith('httpDiscovery    REG_DWORD    0x0', '\\__proto__');
  assert.deepEqual([said, refused[0]?.why], [{}, 'unknown-key']);
  assert.deepEqual(partOf('ERROR: The system was unable to find the specified registry key or value.').said, {});
});

test('where there is no registry nothing is said', () => {
  assert.deepEqual(readRegistry({ SystemRoot: '/nowhere' }), []);
});
