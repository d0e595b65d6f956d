import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { parseSwitches } from '../../../../main/electron/start/switches.ts';
import { createAuthority } from '../../net/authority.ts';

const authority = createAuthority();
after(() => authority.remove());

const none = { userDataDir: null, discoveryUrl: null, extraCa: null, hidden: false, server: null };

function parsed(...argv: string[]) {
  return parseSwitches(['/opt/switchhook', ...argv]);
}

test('without switches everything is left to its default, and unknown ones are left alone', () => {
  assert.deepEqual(parsed('--ozone-platform=x11', '--enable-logging', '-v', 'tel:123'), { ok: true, value: none });
});

test('each switch is read', () => {
  assert.deepEqual(
    parsed(
      '--user-data-dir=some/folder',
      '--discovery-url=https://lyncdiscover.contoso.com/?a=B',
      `--extra-ca=${authority.file}`,
      '--hidden',
      '--server=contoso.com',
    ),
    {
      ok: true,
      value: {
        userDataDir: resolve('some/folder'),
        discoveryUrl: 'https://lyncdiscover.contoso.com/?a=B',
        extraCa: authority.file,
        hidden: true,
        server: 'contoso.com',
      },
    },
  );
});

test('the last of a name counts, and nothing behind a double hyphen does', () => {
  const result = parsed('--server=a.example', '--server=b.example', '--', '--hidden', '--server=c.example');
  assert.deepEqual(result, { ok: true, value: { ...none, server: 'b.example' } });
});

for (const server of [
  'pool',
  'pool.contoso.com:4443',
  'xn--bcher-kva.example',
  'bücher.example',
  'https://pool.contoso.com/',
]) {
  test(`--server=${server} is taken`, () => {
    const result = parsed(`--server=${server}`);
    assert.equal(result.ok && result.value.server, server);
  });
}

const bad = [
  '--server',
  '--server=',
  '--server=two words',
  '--server=http://pool.contoso.com',
  '--server=-x',
  '--server=a..b',
  '--server=https://user@pool.contoso.com/',
  '--discovery-url=contoso.com',
  '--discovery-url=file:///etc/passwd',
  '--discovery-url=https://user:pw@contoso.com/',
  '--extra-ca=/nowhere.pem',
  '--extra-ca=/dev/null',
  '--user-data-dir',
  '--user-data-dir=',
  '--hidden=yes',
];

for (const argument of bad) {
  test(`${argument} is refused in a sentence that names the switch`, () => {
    const result = parsed(argument);
    assert.ok(!result.ok);
    assert.match(result.failure, new RegExp(`^${argument.split('=')[0]}\\b.*\\.$`));
  });
}

test('a pipe in the place of a file of authorities holds up nobody', {
  skip: process.platform === 'win32',
}, (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'switches-'));
  context.after(() => rmSync(folder, { recursive: true }));
  execFileSync('mkfifo', [join(folder, 'ca.pem')]);
  assert.equal(parsed(`--extra-ca=${join(folder, 'ca.pem')}`).ok, false);
});

test('a switch is read as Chromium reads it: trimmed, with one hyphen, on Windows with a slash and in any case', () => {
  const server = (argument: string, platform: NodeJS.Platform) => {
    const result = parseSwitches(['app', argument], platform);
    return result.ok && result.value.server;
  };
  assert.equal(server(' -server=contoso.com\n', 'linux'), 'contoso.com');
  assert.equal(server('/SERVER=contoso.com', 'win32'), 'contoso.com');
  assert.equal(server('/server=contoso.com', 'linux'), null);
  assert.equal(server('--SERVER=contoso.com', 'linux'), null);
});
