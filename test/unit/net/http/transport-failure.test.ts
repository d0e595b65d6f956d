import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TransportFailure } from '../../../../main/core/ports.ts';
import { transportFailure } from '../../../../main/net/http/transport-failure.ts';

function errorWith(code: string): Error {
  return Object.assign(new Error('at https://user:secret@pool.example/?cwt=secret'), { code });
}

/** By code: the kind, and for a certificate what is wrong with it. */
const kinds: Readonly<Record<string, string>> = {
  ENOTFOUND: 'name',
  EAI_NODATA: 'name',
  EAI_NONAME: 'name',
  EAI_AGAIN: 'name-server',
  EAI_FAIL: 'name-server',
  EAI_SYSTEM: 'name-server',
  ESERVFAIL: 'name-server',
  ETIMEOUT: 'name-server',
  ERR_ADDRESS_NOT_ADMITTED: 'filtered',
  EACCES: 'blocked',
  EPERM: 'blocked',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  ESOCKETTIMEDOUT: 'timeout',
  ECONNRESET: 'network',
  ECONNABORTED: 'network',
  EPIPE: 'network',
  HPE_INVALID_CONSTANT: 'network',
  HPE_HEADER_OVERFLOW: 'too-large',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate authority',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate authority',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate authority',
  CERT_UNTRUSTED: 'certificate authority',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate self-signed',
  CERT_HAS_EXPIRED: 'certificate expired',
  CERT_NOT_YET_VALID: 'certificate not-yet-valid',
  CERT_REVOKED: 'certificate revoked',
  CERT_REJECTED: 'certificate revoked',
  CERT_SIGNATURE_FAILURE: 'certificate other',
  CERT_CHAIN_TOO_LONG: 'certificate other',
  CRL_HAS_EXPIRED: 'certificate other',
  INVALID_CA: 'certificate other',
  INVALID_PURPOSE: 'certificate other',
  PATH_LENGTH_EXCEEDED: 'certificate other',
  HOSTNAME_MISMATCH: 'certificate host',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate host',
  ERR_TLS_CERT_ALTNAME_FORMAT: 'certificate host',
  EPROTO: 'tls',
  SOMETHING_NEW: 'network',
};

const short = ({ kind, certificate }: TransportFailure) => [kind, certificate?.fault].filter(Boolean).join(' ');

for (const [code, expected] of Object.entries(kinds)) {
  test(`${code} is a failure of kind ${expected}, told by its code only`, () => {
    const failure = transportFailure(errorWith(code));
    assert.equal(short(failure), expected);
    assert.deepEqual([failure.message, failure.code], [code, code]);
    assert.equal(failure.answered === true, code.startsWith('HPE_'), 'the parser of HTTP complains only of what came');
    assert.doesNotMatch(JSON.stringify(failure), /secret/);
  });
}

test('of several addresses that were tried, the one that says most counts', () => {
  const tried = (...codes: readonly string[]) =>
    Object.assign(new AggregateError(codes.map(errorWith)), { code: codes[0] });
  assert.equal(transportFailure(tried('ENETUNREACH', 'ECONNREFUSED')).kind, 'refused');
  assert.equal(transportFailure(tried('ENETUNREACH', 'ETIMEDOUT')).kind, 'timeout');
  assert.equal(transportFailure(tried('ETIMEDOUT', 'EACCES')).kind, 'blocked');
  assert.equal(transportFailure(tried('ENETUNREACH', 'ENETUNREACH')).kind, 'unreachable');
});

test('what is no error with a code is a network failure without its text', () => {
  assert.deepEqual(transportFailure(new Error('secret')), { kind: 'network', message: 'The exchange failed' });
  assert.deepEqual(transportFailure('secret'), { kind: 'network', message: 'The exchange failed' });
});
