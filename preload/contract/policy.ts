/** What an administrator can take away. */
export const features = ['messages', 'meetings', 'video', 'ownPhones', 'historyExport'] as const;

export type Feature = (typeof features)[number];

/**
 * Why something that an administrator wrote does not hold. `unreadable`: the system does not give it. `others-may-write`: somebody else could
 * have written it. `too-large`, `too-many`: more than is read. `no-json`: cut off, or not JSON. `no-object`: JSON, but no object. `wrong-value`: the key
 * cannot have it. `unknown-key`: this version does not know it.
 */
export type PolicyRefusal =
  | 'unreadable'
  | 'others-may-write'
  | 'too-large'
  | 'too-many'
  | 'no-json'
  | 'no-object'
  | 'wrong-value'
  | 'unknown-key';

/** Something of the administrator's that does not hold. */
export interface RefusedPolicy {
  /** A path, or a key of the registry. */
  readonly source: string;
  /** Such as `settings.textSize`; null where nothing of the source holds. */
  readonly key: string | null;
  readonly why: PolicyRefusal;
}

/** What the administrator decided for this computer, as far as users are told. */
export interface PolicyView {
  /** What was read, most important first; empty where the administrator said nothing. */
  readonly sources: readonly string[];
  /** The keys that hold, such as `httpDiscovery` and `settings.textSize`. */
  readonly decided: readonly string[];
  readonly refused: readonly RefusedPolicy[];
}
