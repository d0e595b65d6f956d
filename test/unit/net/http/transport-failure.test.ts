import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transportFailure } from '../../../../main/net/http/transport-failure.ts';

function errorWith(code: string): Error {
  return Object.assign(new Error('at https://user:secret@pool.example/?cwt=secret'), { code });
}

const kinds: Record<string, string> = {
  ENOTFOUND: 'name',
  EAI_AGAIN: 'network',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'network',
  EHOSTUNREACH: 'network',
  ETIMEDOUT: 'timeout',
  HPE_HEADER_OVERFLOW: 'too-large',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate',
  CERT_HAS_EXPIRED: 'certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
  EPROTO: 'network',
};

for (const [code, kind] of Object.entries(kinds)) {
  test(`${code} is a failure of kind ${kind}, told by its code only`, () => {
    assert.deepEqual(transportFailure(errorWith(code)), { kind, message: code });
  });
}

test('what is no error with a code is a network failure without its text', () => {
  assert.deepEqual(transportFailure(new Error('secret')), { kind: 'network', message: 'The exchange failed' });
  assert.deepEqual(transportFailure('secret'), { kind: 'network', message: 'The exchange failed' });
});
