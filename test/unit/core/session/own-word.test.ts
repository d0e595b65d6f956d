import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { UcwaFailure } from '../../../../main/core/session/failure.ts';
import {
  isNobodysWord,
  isOwnWord,
  saysApplicationGone,
  saysGone,
  saysNotThere,
  saysOver,
} from '../../../../main/core/session/own-word.ts';

const host = 'pool.contoso.com';

function refused(status: number, subcode?: string | null, foreign = false): UcwaFailure {
  const reason = subcode === undefined ? null : { code: 'X', subcode, message: null, parameters: [], debugInfo: null };
  return { kind: 'refused', host, status, reason, foreign, location: null, retryAfterMs: null };
}

const rules = { isOwnWord, saysGone, saysNotThere, saysOver, isNobodysWord, saysApplicationGone };

const failures: readonly (readonly [name: string, failure: UcwaFailure, said: readonly (keyof typeof rules)[]])[] = [
  ['404 ResourceNotFound', refused(404, 'ResourceNotFound'), ['isOwnWord', 'saysGone', 'saysOver', 'saysNotThere']],
  ['404 NotFound', refused(404, null), ['isOwnWord', 'saysGone', 'saysOver', 'saysNotThere']],
  ['410 Gone', refused(410, null), ['isOwnWord', 'saysOver', 'saysNotThere']],
  [
    '404 ApplicationNotFound',
    refused(404, 'ApplicationNotFound'),
    ['isOwnWord', 'saysNotThere', 'saysApplicationGone'],
  ],
  ['410 InactiveApplicationExpired', refused(410, 'InactiveApplicationExpired'), ['isOwnWord', 'saysNotThere']],
  ['410 TooManyApplications', refused(410, 'TooManyApplications'), ['isOwnWord', 'saysNotThere']],
  ['404 DestinationNotFound', refused(404, 'DestinationNotFound'), ['isOwnWord', 'saysNotThere']],
  ['404 of a load balancer', refused(404), ['isNobodysWord']],
  ['410 of a load balancer', refused(410), ['isNobodysWord']],
  ['404 as a page', refused(404, undefined, true), ['isNobodysWord']],
  ['403 as a page', refused(403, undefined, true), ['isNobodysWord']],
  ['403 without a body', refused(403), []],
  ['409 AlreadyExists', refused(409, 'AlreadyExists'), ['isOwnWord']],
  ['a page where an answer should be', { kind: 'malformed', host, status: 404 }, []],
  ['no answer', { kind: 'transport', host, failure: { kind: 'timeout', message: '' } }, []],
];

describe('what a refusal says', () => {
  for (const [name, failure, said] of failures) {
    test(name, () => {
      const heard = Object.entries(rules).filter(([, rule]) => rule(failure));
      assert.deepEqual(heard.map(([rule]) => rule).toSorted(), [...said].toSorted());
    });
  }
});
