import type { Session } from 'electron';

/** The name of a partition without `persist:` lives in memory: what a sign-in page leaves is gone with the process. */
export const signInPartition = 'sign-in';

export interface SignInSessionDeps {
  /** Whether the app's own network stack takes that certificate, by its SHA-256 fingerprint, from that host. */
  trusts(host: string, fingerprint256: string): Promise<boolean>;
  /** SHA-256 fingerprint of a PEM certificate, as Node writes it. */
  fingerprintOf(pem: string): string;
}

/** Chromium's code for a chain that ends at an authority it does not know. */
const unknownAuthority = -202;
/** Answers to the verifier: take it, or keep to Chromium's own result. */
const [take, keepResult] = [0, -3];

/**
 * Locks the session in which integrated sign-in and sign-in pages happen: only https, no permission, device or download.
 * A chain that ends at an authority which only `--extra-ca` or the operating system's bundle knows is taken where the
 * app's own stack takes that very certificate from that host, so that one place decides whom to trust.
 */
export function lockSignInSession(session: Session, { trusts, fingerprintOf }: SignInSessionDeps): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !maySignInAt(url) }));
  session.setCertificateVerifyProc(({ hostname, certificate, errorCode }, decide) => {
    if (errorCode !== unknownAuthority) {
      decide(keepResult);
      return;
    }
    trusts(hostname, fingerprintOf(certificate.data)).then(
      (trusted) => decide(trusted ? take : keepResult),
      () => decide(keepResult),
    );
  });
}

/** What a sign-in page may load: https, and what it made itself. */
export function maySignInAt(url: string): boolean {
  return /^(https|blob|data):/i.test(url);
}
