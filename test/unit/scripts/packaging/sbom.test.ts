import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { sbomOf } from '../../../../scripts/packaging/sbom.ts';

const packages = [
  { name: 'preact', version: '11.2.0', licence: 'MIT', texts: [] },
  { name: '@peculiar/x509', version: '1.14.3', licence: '(MIT OR Apache-2.0)', texts: [] },
  { name: 'odd', version: '1.0.0', licence: 'See the file', texts: [] },
];

interface Bom {
  readonly metadata: { readonly component: { readonly name: string } };
  readonly components: readonly { readonly purl: string; readonly licenses: readonly unknown[] }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

const text = sbomOf(packages, '45.5.0');
const bom = JSON.parse(text) as Bom;

test('it lists Electron and each package, under its licence', () => {
  assert.deepEqual(Object.fromEntries(bom.components.map(({ purl, licenses }) => [purl, licenses])), {
    'pkg:npm/electron@45.5.0': [{ license: { id: 'MIT' } }],
    'pkg:npm/preact@11.2.0': [{ license: { id: 'MIT' } }],
    'pkg:npm/%40peculiar/x509@1.14.3': [{ expression: '(MIT OR Apache-2.0)' }],
    'pkg:npm/odd@1.0.0': [{ license: { name: 'See the file' } }],
  });
  assert.equal(bom.metadata.component.name, 'switchhook');
  const [own] = bom.dependencies.filter(({ ref }) => ref.startsWith('pkg:generic/switchhook@'));
  assert.equal(own?.dependsOn?.length, 4);
});

test('it is as the schema of CycloneDX 1.6 wants it', () => {
  const library = dirname(createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json'));
  const read = (name: string) => JSON.parse(readFileSync(join(library, 'res/schema', name), 'utf8')) as object;
  // Of formats, such as addresses, it has none.
  const ajv = new Ajv({ strict: false, validateFormats: false });
  for (const name of ['spdx.SNAPSHOT.schema.json', 'jsf-0.82.SNAPSHOT.schema.json']) {
    ajv.addSchema({ ...read(name), $id: `http://cyclonedx.org/schema/${name}` });
  }
  const validate = ajv.compile(read('bom-1.6.SNAPSHOT.schema.json'));
  assert.ok(validate(bom), JSON.stringify(validate.errors));
  assert.equal(validate({ ...bom, components: [{}] }), false);
});

test('the same packages make the same list, in whatever order they come', () => {
  assert.equal(sbomOf(packages.toReversed(), '45.5.0'), text);
});
