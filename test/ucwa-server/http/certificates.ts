/**
 * A certificate authority made afresh at each start, and one certificate of it for all of the server's names,
 * and one for a name that is not its own. Keys live
 * in memory only; the authority's certificate alone is written to a file, for clients to trust.
 */
import { webcrypto } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** PEM texts. */
export interface ServerIdentity {
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
  /** Of the same authority, but for a name that is none of the server's. */
  readonly stranger: { readonly certificate: string; readonly key: string };
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const crypto = webcrypto as unknown as Crypto;
const dayMs = 86_400_000;

/** Makes an authority and a certificate for those DNS names and addresses. */
export async function makeIdentity(names: readonly string[], addresses: readonly string[]): Promise<ServerIdentity> {
  const authorityKeys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const authority = await makeAuthority(authorityKeys);
  const [own, stranger] = await Promise.all([
    certify(authority, authorityKeys, names, addresses),
    certify(authority, authorityKeys, ['stranger.example'], []),
  ]);
  return { authority: authority.toString('pem'), ...own, stranger };
}

async function certify(
  authority: X509Certificate,
  authorityKeys: CryptoKeyPair,
  names: readonly string[],
  addresses: readonly string[],
): Promise<{ readonly certificate: string; readonly key: string }> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.create(
    {
      ...validity(),
      serialNumber: serial(),
      subject: `CN=${names[0] ?? 'localhost'}`,
      issuer: authority.subject,
      publicKey: keys.publicKey,
      signingKey: authorityKeys.privateKey,
      signingAlgorithm: algorithm,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension([
          ...names.map((value) => ({ type: 'dns' as const, value })),
          ...addresses.map((value) => ({ type: 'ip' as const, value })),
        ]),
        await AuthorityKeyIdentifierExtension.create(authorityKeys.publicKey, false, crypto),
      ],
    },
    crypto,
  );
  const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  return {
    certificate: certificate.toString('pem'),
    key: `-----BEGIN PRIVATE KEY-----\n${key.replace(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`,
  };
}

async function makeAuthority(keys: CryptoKeyPair): Promise<X509Certificate> {
  return X509CertificateGenerator.createSelfSigned(
    {
      ...validity(),
      serialNumber: serial(),
      name: 'CN=Northwind simulator authority',
      keys,
      signingAlgorithm: algorithm,
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
        await SubjectKeyIdentifierExtension.create(keys.publicKey, false, crypto),
      ],
    },
    crypto,
  );
}

function validity() {
  return { notBefore: new Date(Date.now() - dayMs), notAfter: new Date(Date.now() + 30 * dayMs) };
}

function serial(): string {
  return `01${Buffer.from(crypto.getRandomValues(new Uint8Array(8))).toString('hex')}`;
}
