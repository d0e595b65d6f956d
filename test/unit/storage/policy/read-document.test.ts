import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Policy } from '../../../../main/core/policy/policy.ts';
import { readPolicyDocument } from '../../../../main/storage/policy/read-document.ts';
import { features, settingNames, settingValues } from '../../../../preload/contract/index.ts';

const source = '/etc/switchhook/policy.json';
const readAs = (document: unknown) => readPolicyDocument(document, source);

test('each key takes effect', () => {
  const document: Partial<Policy> = {
    discoveryUrl: 'https://lync.contoso.com/root',
    httpDiscovery: false,
    trustedDomains: ['Fabrikam.com', 'lync.example'],
    oauthClientId: 'c3c0d7ae-1d20-4bd8-a6e5-0f5f5a3f4f61',
    mediaRelayOnly: true,
    mediaPorts: { first: 50_020, last: 50_039 },
    mediaEncrypted: true,
    mediaNetworks: ['10.0.0.0/8', '2001:db8::/32'],
    certificateFile: '/etc/ssl/contoso.pem',
    proxy: 'http://proxy.contoso.com:8080',
    proxyScript: 'http://wpad.contoso.com/wpad.dat',
    proxyExceptions: ['*.contoso.com', '10.0.0.0/8', '[fd00::]/8', '<local>'],
    updateServer: 'https://updates.contoso.com/phones',
    updateKey: 'MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=',
    updatePublisher: 'Contoso, Ltd.',
    logLevel: 'warn',
    features: { messages: false, video: true },
    settings: { textSize: 150 },
    shortcuts: { answer: 'Control+Shift+F5', decline: null },
  };
  const said = { ...document, trustedDomains: ['fabrikam.com', 'lync.example'] };
  const callHook = { program: '/opt/crm/call', arguments: ['--open'] };
  assert.deepEqual(readAs({ ...document, callHook }), {
    source,
    said: { ...said, callHook: { program: { path: callHook.program, arguments: callHook.arguments } } },
    refused: [],
  });
});

for (const document of [[], null, 'policy', 7]) {
  test(`${JSON.stringify(document)} is no policy, and says nothing`, () => {
    assert.deepEqual(readAs(document), { source, said: {}, refused: [{ source, key: null, why: 'no-object' }] });
  });
}

const wrong: readonly (readonly [string, unknown, string?])[] = [
  ['discoveryUrl', 'http://lync.contoso.com/'],
  ['discoveryUrl', 'https://user:pass@lync.contoso.com/'],
  ['discoveryUrl', 'https://lync contoso.com/'],
  ['discoveryUrl', `https://lync.contoso.com/${'x'.repeat(2_000)}`],
  ['discoveryUrl', 7],
  ['discoveryUrl', null],
  ['discoveryUrl', ['https://lync.contoso.com/']],
  ['httpDiscovery', 'no'],
  ['trustedDomains', 'contoso.com'],
  ['trustedDomains', ['com']],
  ['trustedDomains', ['contoso.com', '*.fabrikam.com']],
  ['trustedDomains', ['contoso.com', null]],
  ['trustedDomains', Array(101).fill('contoso.com')],
  ['oauthClientId', 'two words'],
  ['mediaPorts', [50_000, 50_100]],
  ['mediaPorts', { first: 80, last: 90 }],
  ['mediaPorts', { first: 50_000, last: 50_002 }],
  ['mediaPorts', { first: 50_100, last: 50_000 }],
  ['mediaPorts', { first: 50_000, last: 70_000 }],
  ['mediaPorts', { first: 50_000.5, last: 50_100 }],
  ['mediaEncrypted', 'always'],
  ['mediaNetworks', '10.0.0.0/8'],
  ['mediaNetworks', ['10.0.0.0']],
  ['mediaNetworks', ['10.0.0.0/33']],
  ['mediaNetworks', ['10.0.0/8']],
  ['mediaNetworks', ['fd00::/129']],
  ['mediaNetworks', ['eth0']],
  ['mediaNetworks', Array(101).fill('10.0.0.0/8')],
  ['certificateFile', 'contoso.pem'],
  ['certificateFile', '/etc/\0/contoso.pem'],
  ['proxy', 'proxy.contoso.com:8080'],
  ['proxy', 'http://dana:secret@proxy.contoso.com:8080'],
  ['proxy', 'http://proxy.contoso.com:8080/'],
  ['proxy', 'http://proxy.contoso.com:8080,direct://'],
  ['proxy', 'http=proxy.contoso.com:8080'],
  ['proxy', 'http://proxy contoso com'],
  ['proxy', 'none'],
  ['proxyScript', 'file:///etc/proxy.pac'],
  ['proxyScript', 'data:application/x-ns-proxy-autoconfig,x'],
  ['proxyScript', 'https://dana:secret@contoso.com/proxy.pac'],
  ['proxyExceptions', '*.contoso.com'],
  ['proxyExceptions', ['*.contoso.com,*']],
  ['proxyExceptions', ['<-loopback>']],
  ['proxyExceptions', Array(101).fill('contoso.com')],
  ['updateServer', 'http://updates.contoso.com/'],
  ['updateServer', 'https://dana:secret@updates.contoso.com/'],
  ['updateServer', 'https://updates.contoso.com/?channel=beta'],
  ['updateServer', 'https://updates.contoso.com/#phones'],
  ['updateServer', 'file:///srv/updates/'],
  // 32 bytes alone, a key of another kind, one with more behind it, and the private one.
  ['updateKey', 'Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE='],
  ['updateKey', 'MCowBQYDK2VuAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE='],
  ['updateKey', 'MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=AA'],
  ['updateKey', 'MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC'],
  ['updatePublisher', ''],
  ['updatePublisher', 'Contoso\nLtd.'],
  ['logLevel', 'loud'],
  ['features', true],
  ['features', { messages: 0 }, 'features.messages'],
  ['settings', 150],
  ['settings', null],
  ['settings', [150]],
  ['settings', { textSize: '150' }, 'settings.textSize'],
  ['settings', { textSize: 101 }, 'settings.textSize'],
  ['callHook', true],
  ['callHook', '/opt/crm/call'],
  ['callHook', { program: 'call' }],
  ['callHook', { program: '/opt/crm/call', arguments: '--open' }],
  ['callHook', { program: '/opt/crm/call', arguments: ['a\nb'] }],
  ['callHook', { program: '/opt/crm/call', shell: true }],
  ['shortcuts', 'Control+Shift+F5'],
  ['shortcuts', { answer: 'Shift+Control+F5' }, 'shortcuts.answer'],
  ['shortcuts', { answer: 'Control+Shift+Enter' }, 'shortcuts.answer'],
  ['shortcuts', { answer: '' }, 'shortcuts.answer'],
  ['shortcuts', { answer: 5 }, 'shortcuts.answer'],
];
for (const [key, value, told = key] of wrong) {
  test(`${key}: ${JSON.stringify(value)?.slice(0, 60)} is wrong, is told, and the other keys hold`, () => {
    const good = key === 'httpDiscovery' ? { oauthClientId: 'id' } : { httpDiscovery: false };
    const { said, refused } = readAs({ ...good, [key]: value });
    const { features: _, settings: __, shortcuts: ___, ...own } = said;
    assert.deepEqual(own, good);
    assert.deepEqual({ ...said.features, ...said.settings, ...said.shortcuts }, {});
    assert.deepEqual(refused, [{ source, key: told, why: 'wrong-value' }]);
  });
}

test('a certificate file may be of Windows', () => {
  for (const path of ['C:\\ProgramData\\contoso.pem', '\\\\server\\share\\contoso.pem']) {
    assert.deepEqual(readAs({ certificateFile: path }).said, { certificateFile: path });
  }
});

test('a program for calls can be forbidden', () => {
  assert.deepEqual(readAs({ callHook: false }).said.callHook, { program: null });
  const { callHook } = readAs({ callHook: { program: 'C:\\Program Files\\CRM\\call.exe' } }).said;
  assert.deepEqual(callHook, { program: { path: 'C:\\Program Files\\CRM\\call.exe', arguments: [] } });
});

test('an action that has no global keys by name is none', () => {
  const { said, refused } = readAs({ shortcuts: { quit: 'Control+Shift+F5', mute: null } });
  assert.deepEqual(
    [said.shortcuts, refused],
    [{ mute: null }, [{ source, key: 'shortcuts.quit', why: 'unknown-key' }]],
  );
});

test('each setting can be decided to any value that it can have', () => {
  for (const name of settingNames) {
    for (const value of settingValues[name]) {
      const { said, refused } = readAs({ settings: { [name]: value } });
      assert.deepEqual([said.settings, refused], [{ [name]: value }, []]);
    }
  }
});

test('each feature can be on or off', () => {
  for (const name of features) {
    for (const on of [true, false])
      assert.deepEqual(readAs({ features: { [name]: on } }).said.features, { [name]: on });
  }
});

test('what is not known is named, and harms nothing', () => {
  const text =
    '{"autoUpdate":1,"__proto__":{"httpDiscovery":false},"settings":{"textSize":125,"colour":"red","__proto__":{"textSize":200},"toString":1}}';
  const { said, refused } = readAs(JSON.parse(text));
  assert.deepEqual(said, { settings: { textSize: 125 } });
  assert.deepEqual(
    refused.map(({ key, why }) => [key, why]),
    ['autoUpdate', '__proto__', 'settings.colour', 'settings.__proto__', 'settings.toString'].map((key) => [
      key,
      'unknown-key',
    ]),
  );
});

test('names that are told are short and printable, and not more than fifty', () => {
  const strange = `\u202e${'x'.repeat(100)}\n`;
  assert.deepEqual(
    readAs({ [strange]: 1 }).refused.map(({ key }) => key),
    [`?${'x'.repeat(59)}`],
  );
  const many = Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`key${index}`, 1]));
  assert.equal(readAs(many).refused.length, 50);
});
