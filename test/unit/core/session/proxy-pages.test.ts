/** A page of HTML with the status by which a server says something: nobody's word, wherever it is asked. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createModerator } from '../../../../main/core/meetings/moderate.ts';
import { readRoster } from '../../../../main/core/meetings/read-roster.ts';
import { readForwarding } from '../../../../main/core/routing/reading.ts';
import type { UcwaResult } from '../../../../main/core/session/requests/transport.ts';
import { createFakeLog } from '../fakes/log-and-random.ts';

const own = { code: 'NotFound', subcode: null, message: null, parameters: [], debugInfo: null };
const refused = (status: number, foreign: boolean) => async (): Promise<UcwaResult> => ({
  ok: false,
  failure: {
    kind: 'refused',
    host: '',
    status,
    reason: foreign ? null : own,
    foreign,
    location: null,
    retryAfterMs: null,
  },
});

describe('404 for a meeting', () => {
  const read = (foreign: boolean) =>
    readRoster(
      {
        perform: refused(404, foreign),
        resolve: (href) => href,
        conversations: () => assert.fail(),
        tell: () => assert.fail(),
        changed: new Set(),
      },
      'https://pool.contoso.com/conversation',
    );
  test('by the server: it is over', async () => assert.equal(await read(false), false));
  test('as a page: nobody knows', async () => assert.equal(await read(true), null));
});

describe('404 for somebody in a meeting', () => {
  const done = (foreign: boolean) => createModerator(refused(404, foreign), createFakeLog()).areDone(['/eject']);
  test('by the server: they have left', async () => assert.equal(await done(false), true));
  test('as a page: nothing was done', async () => assert.equal(await done(true), false));
});

describe('403 for call forwarding', () => {
  test('by the server: there is none', async () =>
    assert.equal(await readForwarding(refused(403, false), '/f'), 'none'));
  test('as a page: it is asked again', async () => assert.equal(await readForwarding(refused(403, true), '/f'), null));
});
