import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { managedFiles, readManagedPreferences } from '../../../../main/storage/policy/managed-preferences.ts';

const folder = mkdtempSync(join(tmpdir(), 'managed-'));
const file = join(folder, 'org.switchhook.Switchhook.plist');
const me = [process.getuid?.() ?? 0];
after(() => rmSync(folder, { recursive: true }));

test('what a profile forces says the same as a file of JSON', () => {
  writeFileSync(file, 'bplist00');
  chmodSync(file, 0o644);
  const seen: string[] = [];
  const toJson = (plist: Buffer): string => {
    seen.push(plist.toString());
    return '{"httpDiscovery":false,"settings":{"textSize":125},"shortcuts":{"mute":"","answer":"Control+Shift+F5"}}';
  };
  assert.deepEqual(readManagedPreferences([file, join(folder, 'none.plist')], me, toJson), [
    {
      source: file,
      said: {
        ...{ httpDiscovery: false, settings: { textSize: 125 } },
        shortcuts: { mute: null, answer: 'Control+Shift+F5' },
      },
      refused: [],
    },
  ]);
  assert.deepEqual(seen, ['bplist00']);
});

test('a property list that cannot be read, or that others may write, is told', () => {
  const fails = (): string => {
    throw new Error('no property list');
  };
  const whyOf = (toJson: () => string) => readManagedPreferences([file], me, toJson)[0]?.refused[0]?.why;
  assert.equal(whyOf(fails), 'unreadable');
  assert.equal(
    whyOf(() => '<plist'),
    'no-json',
  );
  if (process.platform === 'win32') return;
  chmodSync(file, 0o666);
  assert.equal(
    whyOf(() => '{}'),
    'others-may-write',
  );
});

test('they are where root alone writes, the computer’s before the user’s', () => {
  assert.deepEqual(managedFiles('dana'), [
    join('/Library/Managed Preferences', 'org.switchhook.Switchhook.plist'),
    join('/Library/Managed Preferences', 'dana', 'org.switchhook.Switchhook.plist'),
  ]);
});
