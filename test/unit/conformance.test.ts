import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { errorTables, participantTable, resourceTables } from './core/fixtures/seed-tables.ts';

const root = resolve(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/conformance.md'), 'utf8');

interface Row {
  readonly name: string;
  readonly kind: string;
  readonly module: string;
  readonly test: string;
  readonly seen: string;
}

/** The rows of each section, by its title. */
const sections = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')).trim(), rowsOf(section)] as const),
);

function rowsOf(section: string): readonly Row[] {
  return [...section.matchAll(/^\| `([^`]+)` \| (\w+) \| (\S+) \| (\S+) \| (.+) \|$/gm)].map(
    ([, name = '', kind = '', module = '', file = '', seen = '']) => ({ name, kind, module, test: file, seen }),
  );
}

const words = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '');
const errorsOf = (name: string) =>
  (errorTables[name] ?? []).map(([status, code, subcode]) => `error ${status} ${code} ${subcode ?? 'None'}`);
const resourceOf = (name: keyof typeof resourceTables) => [
  ...words(resourceTables[name].properties).map((each) => `property ${each}`),
  ...words(resourceTables[name].links).map((each) => `link ${each}`),
  ...words(resourceTables[name].embedded).map((each) => `embedded ${each}`),
];
const participant = words(participantTable.properties).map((each) => `participant ${each}`);

/** The names on each page. */
const names: Readonly<Record<string, readonly string[]>> = {
  sendProvisionalAnswer: [
    ...['operation POST', 'parameter processedOfferId', 'parameter sessionContext', 'parameter sdp'],
    ...errorsOf('sendProvisionalAnswer'),
  ],
  audioVideoNegotiation: [
    ...resourceOf('audioVideoNegotiation'),
    ...['event updated', 'operation GET'],
    ...errorsOf('audioVideoNegotiation'),
  ],
  audioVideoInvitation: [
    ...resourceOf('audioVideoInvitation'),
    ...participant,
    ...['event started', 'event updated', 'operation GET'],
    ...errorsOf('audioVideoInvitation'),
  ],
  accept: ['operation POST', ...errorsOf('accept')],
  phoneAudioInvitation: [
    ...resourceOf('phoneAudioInvitation'),
    ...['event started', 'event updated', 'operation GET'],
    ...errorsOf('phoneAudioInvitation'),
  ],
};

/** A test with the fixtures that it reads. */
function testText(file: string): string {
  const text = readFileSync(join(root, file), 'utf8');
  const read = [...text.matchAll(/from '(\.[^']+)'/g)].map(([, from = '']) => normalize(join(dirname(file), from)));
  const fixtures = read.filter((each) => each.startsWith('test/') && existsSync(join(root, each)));
  return [text, ...fixtures.map((each) => readFileSync(join(root, each), 'utf8'))].join('\n');
}

const has = (text: string, word: string): boolean => new RegExp(`\\b${word}\\b`).test(text);

/** The last word of an error that says something. */
const keyOf = (name: string): string =>
  name
    .split(' ')
    .filter((word) => word !== 'None')
    .at(-1) ?? name;

for (const [title, expected] of Object.entries(names)) {
  describe(title, () => {
    const rows = sections.get(title) ?? [];

    test('has a row for each name of the page, and no other', () => {
      assert.deepEqual([...rows.map(({ kind, name }) => `${kind} ${name}`)].sort(), [...expected].sort());
    });

    for (const { name, kind, module, test: file, seen } of rows) {
      test(`${kind} ${name}`, () => {
        assert.match(seen, /\S/);
        const code = readFileSync(join(root, module), 'utf8');
        if (kind !== 'error' && kind !== 'operation') assert.ok(has(code, name), `${module} has ${name}`);
        assert.ok(has(testText(file), keyOf(name)), `${file} has ${name}`);
      });
    }
  });
}
