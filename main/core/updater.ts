import type { UpdateProblem } from '../../preload/contract/index.ts';
import type { Result } from './result.ts';

/** How packages of the app are installed, by the ends of their names. */
export const packageKinds = ['deb', 'rpm', 'AppImage', 'exe'] as const;

export type PackageKind = (typeof packageKinds)[number];

/** A newer version for this computer, as a list that was believed names it. */
export interface Update {
  /** Such as `1.20.3`. */
  readonly version: string;
  /** Absolute. */
  readonly url: string;
  /** The name of its file. */
  readonly name: string;
  /** Of the whole file, in bytes. */
  readonly size: number;
  /** Of the whole file, in base64. */
  readonly sha512: string;
}

/** Why a package is not there. */
export type FetchFailure = Extract<UpdateProblem, 'not-fetched' | 'certificate' | 'tampered' | 'disk'> | 'stopped';

/** A package that is on its way. */
export interface Fetching {
  readonly done: Promise<Result<null, FetchFailure>>;
  /** Ends it; it is then `stopped`. */
  stop(): void;
}

/** What the core needs from outside to bring the app to its next version. */
export interface Updater {
  /** How this copy was installed; null: in no way by which it could be updated. */
  readonly kind: PackageKind | null;
  /** As Node names it, such as `x64`. */
  readonly architecture: string;
  /**
   * Whether `signature` (Ed25519, RFC 8032, in base64) is of the text's UTF-8, by that key (SubjectPublicKeyInfo in base64). False too for what is no
   * signature or key.
   */
  verify(text: string, signature: string, key: string): boolean;
  /** Brings the package to this computer and looks whether it is the very one; does not install it. One at a time. */
  fetch(update: Update): Fetching;
  /** Ends the app in order and starts it again; what is ready is installed in between. */
  restart(): void;
}
