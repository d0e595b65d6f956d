import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { judge, type Standing } from '../../../../main/core/updates/judge.ts';
import { compareVersions, releaseVersion } from '../../../../main/core/updates/versions.ts';
import { createUrls } from '../../../../main/parsing/urls.ts';
import { verifyUpdate } from '../../../../main/system/update-signature.ts';
import { listWith, ourKey, ours, signed, signedAt, theirs } from './signed.ts';

const standing: Standing = {
  url: 'https://updates.contoso.com/phones/switchhook-updates.json',
  running: '0.1.0',
  kind: 'deb',
  architecture: 'x64',
  newestAt: 0,
  wall: signedAt + 1,
  verify: (text, signature) => verifyUpdate(text, signature, ourKey),
};

const judged = (body: string, changes: Partial<Standing> = {}) =>
  judge(body, { ...standing, ...changes }, createUrls());

/** Why it is refused; null: it is not. */
function refusal(body: string, changes: Partial<Standing> = {}): string | null {
  const result = judged(body, changes);
  return result.ok ? null : result.failure;
}

test('a newer version that was signed is taken, with the package for this computer beside the list', () => {
  assert.deepEqual(judged(signed()), {
    ok: true,
    value: {
      signedAt,
      update: {
        version: '0.2.0',
        url: 'https://updates.contoso.com/phones/switchhook_0.2.0_amd64.deb',
        name: 'switchhook_0.2.0_amd64.deb',
        size: 100,
        sha512: `${'A'.repeat(86)}==`,
      },
    },
  });
});

test('the version that runs is the newest where it is the one in the list', () => {
  assert.deepEqual(judged(signed({ version: '0.1.0', packages: [] })), { ok: true, value: { signedAt, update: null } });
});

describe('nothing is believed', () => {
  const { list, signature } = JSON.parse(signed()) as { readonly list: string; readonly signature: string };

  for (const [what, body] of [
    ['without a signature', JSON.stringify({ list })],
    ['with an empty one', JSON.stringify({ list, signature: '' })],
    ['with one that is too short', JSON.stringify({ list, signature: signature.slice(4) })],
    ['by another key', signed({}, theirs)],
    ['with a letter that was changed', JSON.stringify({ list: list.replace('0.2.0', '0.3.0'), signature })],
    ['with a blank more', JSON.stringify({ list: `${list} `, signature })],
    ['as a list that stands alone', JSON.stringify(listWith())],
    [
      'with another’s signature for ours',
      JSON.stringify({ list, signature: JSON.parse(signed({}, theirs)).signature }),
    ],
  ] as const) {
    test(what, () => assert.equal(refusal(body), 'unsigned'));
  }

  for (const body of ['', 'null', '[]', '7', '<html></html>', '{}', '{"error":"not found"}']) {
    test(`that is no list: ${body}`, () => assert.equal(refusal(body), 'no-list'));
  }

  test('whatever stands in the list is not looked at before its signature', () => {
    assert.equal(refusal(signed({ product: 'other' }, theirs)), 'unsigned');
  });
});

describe('a list that was signed is still not taken', () => {
  for (const [what, changes] of [
    ['of another product', { product: 'other' }],
    ['of another form', { form: 2 }],
    ['with a version that is no release', { version: '0.2.0-beta.1' }],
    ['with a version of two numbers', { version: '0.2' }],
    ['with no date', { signedAt: 'yesterday' }],
    ['without an end', { expiresAt: undefined }],
    ['with a name that leads out of its folder', { packages: [packageWith({ name: '../evil.deb' })] }],
    ['with a name that is an address', { packages: [packageWith({ name: 'https://evil.example/x.deb' })] }],
    ['with a hidden name', { packages: [packageWith({ name: '.deb' })] }],
    ['with a sum that is none', { packages: [packageWith({ sha512: 'A' })] }],
    ['with an endless package', { packages: [packageWith({ size: 2 ** 40 })] }],
    ['with an empty package', { packages: [packageWith({ size: 0 })] }],
  ] as const) {
    test(what, () => assert.equal(refusal(signed(changes)), 'no-list'));
  }

  test('with an older version', () => assert.equal(refusal(signed({ version: '0.0.9' })), 'older'));

  test('that is older than one that was there before, whatever its version', () => {
    assert.equal(refusal(signed(), { newestAt: signedAt + 1 }), 'replayed');
    assert.equal(refusal(signed({ version: '9.0.0' }), { newestAt: signedAt + 1 }), 'replayed');
    assert.equal(refusal(signed(), { newestAt: signedAt }), null);
  });

  test('after its end', () => {
    const end = Date.parse('2023-12-01T00:00:00Z');
    const body = signed({ expiresAt: new Date(end).toISOString() });
    assert.equal(refusal(body, { wall: end - 1 }), null);
    assert.equal(refusal(body, { wall: end }), 'expired');
  });

  test('without a package for this computer', () => {
    assert.equal(refusal(signed(), { kind: 'AppImage' }), 'no-package');
    assert.equal(refusal(signed(), { architecture: 'riscv64' }), 'no-package');
  });
});

test('a key of another kind verifies nothing, and what is no key does not throw', () => {
  assert.equal(verifyUpdate('x', 'y', ''), false);
  assert.equal(verifyUpdate('x', 'y', ours.export({ format: 'der', type: 'pkcs8' }).toString('base64')), false);
});

test('versions are compared by their numbers', () => {
  const rising = ['0.0.9', '0.1.0', '0.1.2', '0.1.10', '0.2.0', '1.0.0', '10.0.0'];
  for (const [at, one] of rising.entries()) {
    for (const [other, version] of rising.entries()) {
      assert.equal(Math.sign(compareVersions(one, version)), Math.sign(at - other), `${one} ${version}`);
    }
  }
  assert.ok(compareVersions('0.2.0', '0.2.0-beta') === 0);
});

test('the app itself has a version that can be compared', () => {
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../../../package.json'), 'utf8'));
  assert.match(manifest.version, releaseVersion);
});

function packageWith(changes: object): object {
  return { kind: 'deb', architecture: 'x64', name: 'a.deb', size: 1, sha512: `${'A'.repeat(86)}==`, ...changes };
}
