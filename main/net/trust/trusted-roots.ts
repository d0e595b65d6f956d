import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import tls from 'node:tls';
import type { Log } from '../../core/ports.ts';
import { readPemFile } from './pem-file.ts';

/** Where Linux distributions keep the operating system's certificate authorities; the first that can be read is used. */
const systemBundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** The certificate authorities to trust, as PEM texts that hold one certificate or more. */
export interface TrustedRoots {
  /** Paths of PEM files to trust besides, from `--extra-ca` and the policy. */
  readonly extraFiles: readonly string[];
  readonly log: Log;
}

/**
 * A TLS context for clients: TLS 1.2 at least, trusting what the operating system trusts. Chromium's bundle, which Node
 * carries, stands in where the system has none. Made once, because it reads some 140 certificates.
 */
export async function createClientContext(roots: TrustedRoots): Promise<tls.SecureContext> {
  const texts = [...(await systemRoots()), ...readAll(roots)];
  return tls.createSecureContext({ ca: [...new Set(texts)], minVersion: 'TLSv1.2' });
}

async function systemRoots(): Promise<readonly string[]> {
  const known = systemCertificates();
  if (known.length > 0) return known;
  for (const path of systemBundles) {
    const text = await readFile(path, 'utf8').catch(() => '');
    if (text.includes('BEGIN CERTIFICATE')) return [text];
  }
  return tls.rootCertificates;
}

/** The store that Node reads itself; from Node 22.15 on, and the one way to it on Windows and macOS. */
function systemCertificates(): readonly string[] {
  return typeof tls.getCACertificates === 'function' ? tls.getCACertificates('system') : [];
}

function readAll({ extraFiles, log }: TrustedRoots): readonly string[] {
  const texts: string[] = [];
  for (const path of extraFiles) {
    try {
      const text = readPemFile(path);
      // The TLS library passes over what it cannot read without a word.
      new X509Certificate(text);
      texts.push(text);
    } catch (error) {
      log.error('A file of certificate authorities could not be used', { error });
    }
  }
  return texts;
}
