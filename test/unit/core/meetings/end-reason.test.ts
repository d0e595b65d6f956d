import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endingSaid } from '../../../../main/core/meetings/end-reason.ts';

for (const [code, subcode, reason] of [
  ['Gone', 'CannotRedirect', 'unavailable'],
  ['Gone', null, 'over'],
  ['NotFound', 'ApplicationNotFound', 'server-lost'],
  ['NotFound', 'DestinationNotFound', 'not-found'],
  ['TooManyRequests', null, 'unavailable'],
  ['RemoteFailure', 'SomethingNew', 'not-joined'],
] as const) {
  test(`a way into a meeting that ends with ${code} ${subcode}: ${reason}`, () => {
    assert.equal(endingSaid({ code, subcode }, 'not-joined').reason, reason);
  });
}
