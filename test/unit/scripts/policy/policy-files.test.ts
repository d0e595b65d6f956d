import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { SaxesParser } from 'saxes';
import { openPolicy } from '../../../../main/core/policy/policy.ts';
import { readPolicyDocument } from '../../../../main/storage/policy/read-document.ts';
import { features, settingNames, settingValues, shortcutActions } from '../../../../preload/contract/index.ts';
import { policyKeys } from '../../../../scripts/policy/keys.ts';
import { policyFiles } from '../../../../scripts/policy.ts';
import { projectRoot } from '../../../../scripts/project.ts';

const files = policyFiles();
const file = (name: string): string => files[name] ?? assert.fail(`there is no ${name}`);

for (const [name, text] of Object.entries(files)) {
  test(`${name} is up to date: npm run policy`, () => {
    assert.equal(readFileSync(join(projectRoot, 'assets/policy', name), 'utf8'), text);
  });
}

interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
  text: string;
}

/** Throws where it is not well-formed. */
function parseXml(text: string): Node {
  const parser = new SaxesParser();
  const root: Node = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const node: Node = { name, attributes: attributes as Record<string, string>, children: [], text: '' };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on('text', (words) => {
    const last = open.at(-1);
    if (last) last.text += words;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(text).close();
  return root.children[0] ?? assert.fail('it is empty');
}

function all(node: Node, name: string): readonly Node[] {
  return [...(node.name === name ? [node] : []), ...node.children.flatMap((child) => all(child, name))];
}

const admx = parseXml(file('Switchhook.admx'));
const adml = parseXml(file('en-US/Switchhook.adml'));
const policies = all(admx, 'policy');

test('the templates have a policy for each key, where the app reads it', () => {
  const written = policies.map(({ attributes }) => [attributes.name, attributes.key]);
  const root = 'Software\\Policies\\Switchhook';
  assert.deepEqual(
    written,
    policyKeys().map(({ group, name }) => (group === null ? [name, root] : [`${group}_${name}`, `${root}\\${group}`])),
  );
  for (const { attributes, children } of policies) {
    const elements = children.find(({ name }) => name === 'elements')?.children ?? [];
    const names = [attributes.valueName, ...elements.map((one) => one.attributes.valueName ?? one.attributes.key)];
    assert.ok(
      names.some((one) => one !== undefined),
      `${attributes.name} writes a value`,
    );
  }
});

test('whatever the templates refer to is there, once', () => {
  const idsOf = (name: string) => all(adml, name).map(({ attributes }) => attributes.id ?? '');
  const there = { string: idsOf('string'), presentation: idsOf('presentation') };
  for (const ids of Object.values(there)) assert.equal(new Set(ids).size, ids.length);
  const wanted = [...file('Switchhook.admx').matchAll(/\$\((string|presentation)\.([^)]+)\)/g)];
  assert.ok(wanted.length > 3 * policies.length);
  for (const [, kind, id = ''] of wanted) {
    assert.ok(there[kind as 'string' | 'presentation'].includes(id), `${kind} ${id}`);
  }
  assert.deepEqual(
    there.string.filter((id) => !wanted.some(([, , used]) => used === id)),
    [],
    'nothing is there for nothing',
  );
});

test('each control that is shown is of an element of its policy', () => {
  for (const shown of all(adml, 'presentation')) {
    const policy = policies.find(
      ({ attributes }) => attributes.presentation === `$(presentation.${shown.attributes.id})`,
    );
    const ids = all(policy ?? assert.fail(shown.attributes.id), 'elements')[0]?.children.map(
      ({ attributes }) => attributes.id,
    );
    assert.deepEqual(
      shown.children.map(({ attributes }) => attributes.refId),
      ids,
    );
  }
});

test('a choice of the templates is each value that the app takes', () => {
  for (const name of settingNames) {
    const policy = policies.find(({ attributes }) => attributes.name === `settings_${name}`);
    const items = all(policy ?? assert.fail(name), 'value').map(({ children: [value] }) =>
      value?.name === 'decimal' ? Number(value.attributes.value) : value?.text,
    );
    assert.deepEqual(items, [...settingValues[name]]);
  }
});

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly default?: unknown;
  readonly additionalProperties?: boolean;
  readonly title?: string;
  readonly description?: string;
}

const schema = JSON.parse(file('policy.schema.json')) as Schema;
const groups = {
  features: schema.properties?.features,
  settings: schema.properties?.settings,
  shortcuts: schema.properties?.shortcuts,
};

test('the schema has each key, with words of its own, and no other', () => {
  const { $schema: _, ...properties } = schema.properties ?? {};
  assert.deepEqual(Object.keys(properties).sort(), Object.keys(openPolicy).sort());
  assert.deepEqual(Object.keys(groups.features?.properties ?? {}), [...features]);
  assert.deepEqual(Object.keys(groups.settings?.properties ?? {}), [...settingNames]);
  assert.deepEqual(Object.keys(groups.shortcuts?.properties ?? {}).sort(), [...shortcutActions].sort());
  for (const one of [schema, ...Object.values(groups)]) assert.equal(one?.additionalProperties, false);
  for (const key of policyKeys()) {
    const from = key.group === null ? schema : groups[key.group];
    const { title, description } = from?.properties?.[key.name] ?? {};
    assert.deepEqual([title, description], [key.title, key.text]);
  }
});

test('the schema and the decoder agree on values', () => {
  for (const name of settingNames) {
    assert.deepEqual(groups.settings?.properties?.[name]?.enum, [...settingValues[name]]);
  }
  const patterns = [
    ['discoveryUrl', 'https://lync.contoso.com/root', 'http://lync.contoso.com/'],
    ['discoveryUrl', 'https://lync.contoso.com:8443/?a=b', 'https://user@lync.contoso.com/'],
    ['oauthClientId', 'c3c0d7ae', 'two words'],
    ['certificateFile', '/etc/ssl/a b.pem', 'a.pem'],
    ['proxy', 'socks5://[fd00::1]:1080', 'socks5://fd00::1:1080'],
    ['proxy', 'https://proxy', 'ftp://proxy'],
    ['proxyScript', 'http://wpad/wpad.dat', 'wpad.dat'],
  ] as const;
  for (const [name, good, wrong] of patterns) {
    const pattern = new RegExp(schema.properties?.[name]?.pattern ?? assert.fail(name));
    for (const [value, fits] of [
      [good, true],
      [wrong, false],
    ] as const) {
      const { refused } = readPolicyDocument({ [name]: value }, 'test');
      assert.deepEqual([pattern.test(value), refused.length === 0], [fits, fits], value);
    }
  }
});

test('what is usual in the schema is what is usual in the app', () => {
  const { features: _, settings: __, shortcuts: ___, ...own } = openPolicy;
  for (const [name, value] of Object.entries(own)) {
    assert.deepEqual(schema.properties?.[name]?.default, value ?? undefined, name);
  }
});

test('the manifest for macOS is a property list that has each key', () => {
  const plist = parseXml(file('org.switchhook.Switchhook.plist'));
  assert.equal(plist.name, 'plist');
  const names = valuesOf(plist, 'pfm_name');
  assert.deepEqual(
    names.filter(
      (name) => !['features', 'settings', 'shortcuts', 'first', 'last', 'program', 'arguments'].includes(name),
    ),
    policyKeys().map(({ name }) => name),
  );
  assert.deepEqual(valuesOf(plist, 'pfm_domain'), ['org.switchhook.Switchhook']);
});

/** The strings behind a key of dictionaries, wherever they are. */
function valuesOf(node: Node, key: string): readonly string[] {
  return node.children.flatMap((child, index) => {
    const value = node.children[index + 1];
    const own = child.name === 'key' && child.text === key && value !== undefined ? [value.text] : [];
    return [...own, ...valuesOf(child, key)];
  });
}

test('the guide for administrators names each key', () => {
  const guide = readFileSync(join(projectRoot, 'docs/administration.md'), 'utf8');
  for (const { name } of policyKeys()) assert.ok(guide.includes(`\`${name}\``), name);
});
