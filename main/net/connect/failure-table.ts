import type { CertificateFault, TransportFailure } from '../../core/ports.ts';

export type FailureKind = TransportFailure['kind'];

/** What an error of a network stack means. */
export interface Meaning {
  readonly kind: FailureKind;
  /** Of `certificate`. */
  readonly fault?: CertificateFault['fault'];
}

/** A code of the app's own. */
export const weakKey = 'CERT_WEAK_KEY';

const certificate = (fault: CertificateFault['fault']): Meaning => ({ kind: 'certificate', fault });

/**
 * The one table of what can go wrong, by the names that the stacks have for it; the first that fits counts. Errors of the operating
 * system and of name look-up are Node's codes; those of certificates are X509_V_ERR names as Node gives them, with OpenSSL as with
 * BoringSSL; those of Chromium are its net error names (net_error_list.h) without `ERR_`.
 */
const codes: readonly (readonly [RegExp, Meaning])[] = [
  [/PROXY_AUTH/, { kind: 'proxy-scheme' }],
  [/PROXY|TUNNEL|SOCKS/, { kind: 'proxy' }],
  [/^INTERNET_DISCONNECTED$/, { kind: 'offline' }],
  [/^(ENOTFOUND|EAI_NODATA|EAI_NONAME|NAME_NOT_RESOLVED|ICANN_NAME_COLLISION)$/, { kind: 'name' }],
  [/^(EAI_\w+|ESERVFAIL|ETIMEOUT|NAME_RESOLUTION_FAILED|DNS_\w+)$/, { kind: 'name-server' }],
  [/^(ERR_ADDRESS_NOT_ADMITTED|ADDRESS_INVALID)$/, { kind: 'filtered' }],
  [/^(EACCES|EPERM|NETWORK_ACCESS_DENIED|BLOCKED_BY_\w+)$/, { kind: 'blocked' }],
  [/^(EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|ENONET|EADDRNOTAVAIL|ADDRESS_UNREACHABLE)$/, { kind: 'unreachable' }],
  [/^(ECONNREFUSED|CONNECTION_REFUSED)$/, { kind: 'refused' }],
  [/^(ETIMEDOUT|ESOCKETTIMEDOUT|(CONNECTION_)?TIMED_OUT)$/, { kind: 'timeout' }],
  [/^HPE_HEADER_OVERFLOW$/, { kind: 'too-large' }],
  [/CLIENT_AUTH/, { kind: 'client-certificate' }],
  [/^SSL_OBSOLETE/, { kind: 'tls-version' }],
  [/^CERT_HAS_EXPIRED$|^CERT_DATE_INVALID$/, certificate('expired')],
  [/^CERT_NOT_YET_VALID$/, certificate('not-yet-valid')],
  [/^DEPTH_ZERO_SELF_SIGNED_CERT$/, certificate('self-signed')],
  [/^(ERR_TLS_CERT_ALTNAME\w*|HOSTNAME_MISMATCH|CERT_COMMON_NAME_INVALID)$/, certificate('host')],
  [
    /^(SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT\w*|UNABLE_TO_VERIFY_LEAF_SIGNATURE|CERT_UNTRUSTED|CERT_AUTHORITY_INVALID)$/,
    certificate('authority'),
  ],
  [/^CERT_(REVOKED|REJECTED)$/, certificate('revoked')],
  [/WEAK/, certificate('weak')],
  [
    /^(CERT_|CRL_|UNABLE_TO_|INVALID_(CA|PURPOSE)$|PATH_LENGTH_EXCEEDED$|UNSPECIFIED$|OUT_OF_MEM$|ERR_TLS_CERT_|SSL_PINNED)/,
    certificate('other'),
  ],
  [/^(EPROTO|ERR_SSL_|ERR_TLS_|SSL_)/, { kind: 'tls' }],
];

/** Codes of a connection that broke, by whichever side. */
const cut =
  /^(ECONNRESET|ECONNABORTED|EPIPE|ERR_STREAM_PREMATURE_CLOSE|ERR_SOCKET_CLOSED|CONNECTION_(RESET|CLOSED|ABORTED|FAILED)|EMPTY_RESPONSE)$/;

export function isCut(code: string): boolean {
  return cut.test(code);
}

/** What a code means by itself; a connection that broke where it is none that is known. */
export function meaningOf(code: string): Meaning {
  return codes.find(([pattern]) => pattern.test(code))?.[1] ?? { kind: 'network' };
}

/** Alerts by which a peer refuses TLS (RFC 8446 section 6.2), by what they mean to this side. What is not in it is `tls`. */
const alerts: Readonly<Record<number, FailureKind>> = {
  // protocol_version, inappropriate_fallback
  70: 'tls-version',
  86: 'tls-version',
  // About a certificate of ours, of which there is none: bad_certificate to certificate_unknown, unknown_ca, access_denied,
  // certificate_required.
  42: 'client-certificate',
  43: 'client-certificate',
  44: 'client-certificate',
  45: 'client-certificate',
  46: 'client-certificate',
  48: 'client-certificate',
  49: 'client-certificate',
  116: 'client-certificate',
};
const handshakeFailure = 40;
/** An alert as a record of TLS: a peer that refuses the first message says no more than this. */
const alertBytes = 7;

/** OpenSSL and BoringSSL write the same reasons with blanks or with underscores. */
const reasons: readonly (readonly [RegExp, Meaning])[] = [
  [
    /wrong.version.number|http.request|https.proxy.request|packet.length.too.long|unknown.protocol/i,
    { kind: 'not-tls' },
  ],
  [/unsupported.protocol|wrong.ssl.version|version.too.low|legacy.renegotiation/i, { kind: 'tls-version' }],
  [/(key|md|digest|algorithm).{0,12}too.(weak|small)|key.size.too/i, certificate('weak')],
];

/**
 * What an error of TLS means.
 *
 * @param received bytes of the peer until then: one that refuses after it has shown its own certificate misses one of ours
 */
export function tlsMeaning(code: string, message: string, received: number): Meaning {
  const alert = alertIn(message);
  if (alert === handshakeFailure) return { kind: received > alertBytes ? 'client-certificate' : 'tls' };
  if (alert !== null) return { kind: alerts[alert] ?? 'tls' };
  const byCode = meaningOf(code);
  if (byCode.kind === 'certificate' && byCode.fault !== 'other') return byCode;
  const byReason = reasons.find(([pattern]) => pattern.test(message))?.[1];
  return byReason ?? (isCut(code) ? { kind: 'tls-cut' } : byCode);
}

/** Both libraries number alerts from 1000 on, in the low bits of what they print as `error:0A00042E:`. */
function alertIn(message: string): number | null {
  const number = /error:([0-9a-f]{8}):/i.exec(message)?.[1];
  const reason = number === undefined ? 0 : Number.parseInt(number, 16) & 0xfff;
  return reason >= 1000 && reason < 1256 ? reason - 1000 : null;
}
