import type { IncomingCheck } from './incoming-check.ts';

/** Both agents cannot have the same role: `refuse` with 487, or `switch` to the other role, or there is no conflict. */
export type RoleOutcome = 'agreed' | 'refuse' | 'switch';

/** RFC 8445 section 7.3.1.1: the larger tie-breaker controls. */
export function settleRole(
  { role }: IncomingCheck,
  own: { readonly controlling: boolean; readonly tieBreaker: Buffer },
): RoleOutcome {
  if (role === null || role.controlling !== own.controlling) return 'agreed';
  const weControl = own.tieBreaker.compare(role.tieBreaker) >= 0;
  return weControl === own.controlling ? 'refuse' : 'switch';
}
