import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Fate, fateOf, retryAfterOf } from '../../../../main/core/calls/farewell-fate.ts';
import type { UcwaFailure } from '../../../../main/core/session/failure.ts';

const host = 'pool.contoso.com';

function refused(status: number, more: Partial<Extract<UcwaFailure, { kind: 'refused' }>> = {}): UcwaFailure {
  return { kind: 'refused', host, status, reason: null, location: null, retryAfterMs: null, ...more };
}

function withSubcode(status: number, subcode: string | null): UcwaFailure {
  const reason = { code: 'X', subcode, message: null, parameters: [], debugInfo: null };
  return refused(status, { reason });
}

const failures: Readonly<Record<Fate, readonly (readonly [name: string, failure: UcwaFailure])[]>> = {
  done: [
    ['409', refused(409)],
    ['404 ConversationNotFound', withSubcode(404, 'ConversationNotFound')],
    ...[404, 410].map((status) => [`${status} without a subcode`, withSubcode(status, null)] as const),
    ['409 AlreadyExists', withSubcode(409, 'AlreadyExists')],
  ],
  lost: [
    ['404 ApplicationNotFound', withSubcode(404, 'ApplicationNotFound')],
    ['410 InactiveApplicationExpired', withSubcode(410, 'InactiveApplicationExpired')],
  ],
  again: [
    ...[401, 408, 425, 429, 500, 502, 503, 504, 599].map((status) => [`${status}`, refused(status)] as const),
    ...[301, 302, 307].map((status) => [`${status}, as of a captive portal`, refused(status)] as const),
    ...[403, 404, 409, 410, 503].map((status) => [`${status} as a page`, refused(status, { foreign: true })] as const),
    ...[404, 410].map((status) => [`${status} of a load balancer`, refused(status)] as const),
    ['409 AnotherOperationPending', withSubcode(409, 'AnotherOperationPending')],
    ['200 as a page', { kind: 'malformed', host, status: 200 }],
    ...(['timeout', 'network', 'refused', 'name', 'proxy', 'too-large'] as const).map(
      (kind) => [kind, { kind: 'transport', host, failure: { kind, message: '' } }] as const,
    ),
    ['no token for now', { kind: 'sign-in', failure: { kind: 'no-answer', host, code: '' } }],
  ],
  never: [
    ...[400, 403, 405, 412, 413, 415, 428].map((status) => [`${status}`, refused(status)] as const),
    ['a link out of the session’s hosts', { kind: 'untrusted', host: 'evil.example' }],
  ],
};

for (const [fate, list] of Object.entries(failures)) {
  describe(fate, () => {
    for (const [name, failure] of list) test(name, () => assert.equal(fateOf({ ok: false, failure }), fate));
  });
}

test('whatever is taken is done', () => {
  assert.equal(fateOf({ ok: true, value: { status: 204, body: undefined, url: '' } }), 'done');
  assert.equal(fateOf({ ok: true, value: { status: 200, body: {}, url: '' } }), 'done');
});

test('Retry-After counts where it comes with a refusal', () => {
  assert.equal(retryAfterOf({ ok: false, failure: refused(503, { retryAfterMs: 3_000 }) }), 3_000);
  assert.equal(retryAfterOf({ ok: false, failure: refused(503) }), 0);
  assert.equal(retryAfterOf({ ok: true, value: { status: 204, body: undefined, url: '' } }), 0);
});
