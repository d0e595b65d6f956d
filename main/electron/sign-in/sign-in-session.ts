import type { Session } from 'electron';

/** A partition whose name is without `persist:` lives in memory: what a sign-in page leaves is gone with the process. */
export const signInPartition = 'sign-in';

export interface SignInSessionDeps {
  /** Nothing is sent before it resolves, or where it does not. */
  readonly ready: Promise<void>;
  /** Whether the app's own network stack takes that certificate, by its SHA-256 fingerprint, from that origin. */
  trusts(origin: string, fingerprint256: string): Promise<boolean>;
  readonly asked: AskedOrigins;
  /** SHA-256 fingerprint of a PEM certificate, as Node writes it. */
  fingerprintOf(pem: string): string;
}

/** Where requests went: Chromium asks about a certificate by its host alone, without the port. */
export interface AskedOrigins {
  note(url: string): void;
  at(host: string): readonly string[];
}

export function createAskedOrigins(): AskedOrigins {
  const origins = new Map<string, Set<string>>();
  return {
    note(url) {
      const { hostname, origin, protocol } = new URL(url);
      if (protocol === 'https:') origins.set(hostname, (origins.get(hostname) ?? new Set()).add(origin));
    },
    at: (host) => [...(origins.get(host) ?? [])],
  };
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
export function lockSignInSession(session: Session, { ready, trusts, asked, fingerprintOf }: SignInSessionDeps): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
  let isReady = false;
  ready.then(
    () => {
      isReady = true;
    },
    () => {},
  );
  session.webRequest.onBeforeRequest(({ url }, decide) => {
    asked.note(url);
    const answer = (): void => decide({ cancel: !maySignInAt(url) });
    // A page's own windows are made while this is decided: nothing is put off without need.
    if (isReady) answer();
    else ready.then(answer, () => decide({ cancel: true }));
  });
  session.setCertificateVerifyProc(({ hostname, certificate, errorCode }, decide) => {
    if (errorCode !== unknownAuthority) {
      decide(keepResult);
      return;
    }
    const fingerprint = fingerprintOf(certificate.data);
    Promise.all(asked.at(hostname).map((origin) => trusts(origin, fingerprint))).then(
      (answers) => decide(answers.includes(true) ? take : keepResult),
      () => decide(keepResult),
    );
  });
}

/** What a sign-in page may load: https, and what it made itself. */
export function maySignInAt(url: string): boolean {
  return /^(https|blob|data):/i.test(url);
}
