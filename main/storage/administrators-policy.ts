import type { Log } from '../core/ports.ts';
import type { Policy } from '../core/session/policy.ts';
import { policyPath, readPolicy } from './policy-file.ts';

export interface AdministratorsPolicy {
  readonly policy: Policy;
  /** The file, or part of it, could not be used. */
  readonly policyBroken: boolean;
}

/** Read before anything is sent. A test build takes it from where a test can write. */
export function administratorsPolicy(log: Log): AdministratorsPolicy {
  const elsewhere = __TEST_BUILD__ ? process.env.SWITCHHOOK_TEST_POLICY : undefined;
  const path = elsewhere ?? policyPath(process.platform, process.env);
  const { policy, faults, unknownKeys } = readPolicy(
    path,
    elsewhere === undefined ? [0] : [0, process.getuid?.() ?? 0],
  );
  if (faults.length > 0) log.error('The policy file is wrong', { path, faults });
  if (unknownKeys.length > 0) log.warn('The policy file has keys that are not known', { path, unknownKeys });
  return { policy, policyBroken: faults.length > 0 };
}
