import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProcessMetric } from 'electron';
import { renewAudioService } from '../../../main/electron/audio-service.ts';
import { silentLog } from './silent-log.ts';

const metrics = [
  { pid: 10, type: 'Browser' },
  { pid: 11, type: 'Utility', serviceName: 'node.mojom.NodeService' },
  { pid: 12, type: 'Utility', serviceName: 'audio.mojom.AudioService' },
] as ProcessMetric[];
const app = { getAppMetrics: () => metrics };

test('the audio service is ended, and nobody else', () => {
  const killed: number[] = [];
  assert.equal(
    renewAudioService(app, silentLog, (pid) => killed.push(pid), 'linux'),
    true,
  );
  assert.deepEqual(killed, [12]);
  // There it finds by itself what is there.
  for (const platform of ['win32', 'darwin'] as const)
    renewAudioService(app, silentLog, (pid) => killed.push(pid), platform);
  assert.deepEqual(killed, [12]);
});

test('one that is gone already harms nothing', () => {
  renewAudioService(app, silentLog, () => {
    throw new Error('kill ESRCH');
  });
});
