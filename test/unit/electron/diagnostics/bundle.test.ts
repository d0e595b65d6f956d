import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { projectDiagnostics } from '../../../../main/core/health/report.ts';
import type { Model } from '../../../../main/core/model.ts';
import { usualSettings } from '../../../../main/core/settings/table.ts';
import { makeBundle } from '../../../../main/electron/diagnostics/bundle.ts';
import { call } from '../../core/fixtures/call.ts';
import { now, ringRecord, wall, wellModel } from '../../core/fixtures/health.ts';

const versions = {
  app: '0.1.0',
  electron: '22.3.25',
  chromium: '108',
  node: '16.17.1',
  platform: 'linux',
  release: '6.1',
  architecture: 'x64',
};

/** Everything that names somebody or opens something, each where it can be. */
const canaries = {
  name: 'Canary Whitfield',
  address: 'canary.user@northwind.example',
  userName: 'NORTHWIND\\canaryuser',
  caller: 'Canary Lindqvist',
  number: '+46 8 5550 1234',
  device: 'Canary’s earbuds',
  gone: 'Canary’s old headset',
  subject: 'Canary order 48213',
  token: 'cwt=AAEBHAEFAAAAAAAFFQAAACanary',
  password: 'Canary-8c1f',
} as const;

const worked = { worked: true, afterMs: 120 };
const party = { label: canaries.caller, named: true, number: canaries.number, initials: 'CL' };
const model: Model = {
  ...wellModel,
  session: {
    ...wellModel.session,
    account: { address: canaries.address, userName: canaries.userName, keep: true, server: '' },
    user: { name: canaries.name, address: canaries.address },
    outages: [{ from: wall - 900_000, to: wall - 600_000, cause: 'asleep' }],
  },
  devices: {
    known: true,
    inputs: [{ id: 'in', label: canaries.device }],
    outputs: [{ id: 'out', label: canaries.device }],
    wanted: { ring: { id: 'gone', label: canaries.gone } },
  },
  history: [
    { id: 'h', party, direction: 'incoming', outcome: 'missed', fact: null, at: wall, talkedMs: 0, seen: true },
  ],
  calls: [call({ subject: canaries.subject })],
  health: {
    ...wellModel.health,
    rings: [
      ringRecord({
        caller: party,
        device: canaries.device,
        paths: { card: worked, sound: worked, notification: worked },
      }),
    ],
  },
};

const log = [
  '[2026-03-10 10:41:59.120] [info]  session {"event":"online"}',
  `[2026-03-10 10:42:00.001] [warn]  for ${canaries.name} <sip:${canaries.address}> at ${canaries.number}`,
  `[2026-03-10 10:42:00.002] [warn]  Authorization: Bearer ${canaries.token} password=${canaries.password}`,
  `[2026-03-10 10:42:00.003] [info]  ${canaries.userName} talks to ${canaries.caller} on ${canaries.device}: ${canaries.subject}`,
  '',
].join('\n');

function unpacked(): Readonly<Record<string, string>> {
  const bundle = makeBundle(projectDiagnostics(model, now, wall), versions, log, new Date(wall));
  return Object.fromEntries(Object.entries(unzipSync(bundle)).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

test('the bundle has a report, details and the log', () => {
  const files = unpacked();
  assert.deepEqual(Object.keys(files).sort(), ['details.json', 'log.txt', 'report.txt']);
  assert.match(
    files['report.txt'] ?? '',
    /^Switchhook 0\.1\.0 on linux, 2026-03-10T10:42:00\.000Z\n\nWill I ring\? Yes/,
  );
  assert.match(files['report.txt'] ?? '', /\[warning\] Ring device: \[name\] is not plugged in/);
  assert.match(
    files['report.txt'] ?? '',
    /2026-03-10T10:27:00\.000Z to 2026-03-10T10:32:00\.000Z: This computer was asleep/,
  );
  assert.match(files['log.txt'] ?? '', /^\[2026-03-10 10:41:59\.120\] \[info\] {2}session \{"event":"online"\}$/m);
  const details = JSON.parse(files['details.json'] ?? '');
  assert.equal(details.versions.electron, '22.3.25');
  assert.equal(details.session.lastWordAgoMs, 14_000);
  assert.deepEqual(details.settings, {
    keepSignedIn: true,
    serverSetByHand: false,
    userNameDiffers: true,
    chosenDevices: ['ring'],
    ...usualSettings,
  });
  assert.equal(details.outages[0].cause, 'asleep');
});

test('nobody is named in it, and nothing in it opens anything', () => {
  for (const [file, text] of Object.entries(unpacked())) {
    for (const [what, canary] of Object.entries(canaries)) {
      assert.ok(!text.toLowerCase().includes(canary.toLowerCase()), `${file} has the ${what}`);
    }
    assert.doesNotMatch(text, /canary/i, file);
  }
});
