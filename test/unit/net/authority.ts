import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ServerIdentity {
  readonly key: string;
  readonly cert: string;
}

/** A certificate authority of the test's own, made with the openssl command. */
export interface Authority {
  /** PEM file of its certificate. */
  readonly file: string;
  issue(host: string): ServerIdentity;
  issueAddress(address: string): ServerIdentity;
  /** For the host, but over since yesterday. */
  issueExpired(host: string): ServerIdentity;
  /** A certificate that vouches for itself. */
  issueSelfSigned(host: string): ServerIdentity;
  remove(): void;
}

export function createAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'authority-'));
  const path = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...key, '-keyout', path('ca.key'), '-out', path('ca.pem'), '-subj', '/CN=Test root');

  const issueFor = (host: string, name: string): ServerIdentity => {
    const request = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=${name}`];
    const signer = ['-CA', path('ca.pem'), '-CAkey', path('ca.key')];
    openssl('req', '-x509', ...key, '-keyout', path('key'), '-out', path('cert'), ...request, ...signer);
    return { key: readFileSync(path('key'), 'utf8'), cert: readFileSync(path('cert'), 'utf8') };
  };

  return {
    file: path('ca.pem'),
    issue: (host) => issueFor(host, `DNS:${host}`),
    issueAddress: (address) => issueFor(address, `IP:${address}`),
    issueExpired(host) {
      openssl('req', '-new', ...key, '-keyout', path('key'), '-out', path('request'), '-subj', `/CN=${host}`);
      writeFileSync(path('names'), `subjectAltName=DNS:${host}`);
      const signer = ['-CA', path('ca.pem'), '-CAkey', path('ca.key'), '-CAcreateserial', '-extfile', path('names')];
      openssl('x509', '-req', '-in', path('request'), ...signer, '-days', '-1', '-out', path('cert'));
      return { key: readFileSync(path('key'), 'utf8'), cert: readFileSync(path('cert'), 'utf8') };
    },
    issueSelfSigned(host) {
      const request = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
      openssl('req', '-x509', ...key, '-keyout', path('key'), '-out', path('cert'), ...request);
      return { key: readFileSync(path('key'), 'utf8'), cert: readFileSync(path('cert'), 'utf8') };
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
