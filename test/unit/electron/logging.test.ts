import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog } from '../../../main/electron/logging.ts';

test('lines of a lower level than an administrator wants are not kept', async () => {
  const written: string[] = [];
  const processMessage = ({ level, data }: { readonly level?: unknown; readonly data: unknown[] }): void => {
    written.push(`${level}: ${data.join(' ')}`);
  };
  const log = createLog('unused', () => Promise.resolve({ processMessage }));
  log.debug('before it is known');
  log.keepFrom('warn');
  log.debug('left out');
  log.info('left out too');
  log.warn('a warning');
  log.error('an error', { code: 7 });
  await log.flush();
  assert.deepEqual(written, ['debug: before it is known', 'warn: a warning', 'error: an error {"code":7}']);
});
