import { keptParty } from '../../party/party.ts';
import { type Invited, isPending, type NamedPerson } from './invited.ts';

/**
 * Why a call rings at somebody whom the caller may not have called, as a fact that is kept. Names are as the windows write them; null
 * where the server gives none.
 */
export type RingReason =
  /** The caller called somebody for whom this user takes calls. */
  | { readonly kind: 'for'; readonly name: string | null }
  | { readonly kind: 'team'; readonly name: string | null }
  | { readonly kind: 'forwarded'; readonly name: string | null; readonly by: string | null }
  | { readonly kind: 'transferred'; readonly by: string | null }
  /** The caller speaks for somebody. */
  | { readonly kind: 'on-behalf'; readonly name: string | null };

export type RingReasonKind = RingReason['kind'];

/** A reason of a call that is there: the names in it may still come. */
export interface PresentReason {
  readonly reason: RingReason;
  readonly pending: boolean;
}

/** Who the user is: addresses, in whatever form. */
export interface Whose {
  readonly addresses: readonly string[];
  /** Domains of the user's own. */
  readonly home: readonly string[];
}

/** The reasons that an invitation gives; none is guessed. The one that says most is first. */
export function ringReasons(invited: Invited, whose: Whose): readonly PresentReason[] {
  const { people, team } = invited;
  const { onBehalfOf, delegator, forwardedBy, transferredBy } = people;
  const wanted = onBehalfOf ?? (team || forwardedBy !== undefined ? otherTarget(invited, whose) : undefined);
  const reasons: PresentReason[] = [];
  const add = (reason: RingReason, ...named: (NamedPerson | undefined)[]) => {
    reasons.push({ reason, pending: named.some((one) => one !== undefined && isPending(one)) });
  };
  const name = (person: NamedPerson | undefined) => (person === undefined ? null : nameOf(person, whose.home));
  if (delegator !== undefined) add({ kind: 'on-behalf', name: name(delegator) }, delegator);
  if (team) add({ kind: 'team', name: name(wanted) }, wanted);
  if (forwardedBy !== undefined) {
    const shown = team ? undefined : wanted;
    add({ kind: 'forwarded', name: name(shown), by: name(forwardedBy) }, shown, forwardedBy);
  } else if (wanted !== undefined && !team) add({ kind: 'for', name: name(wanted) }, wanted);
  if (transferredBy !== undefined) add({ kind: 'transferred', by: name(transferredBy) }, transferredBy);
  return reasons;
}

/** Whom the caller wanted, where that is plainly not this user. */
function otherTarget({ people: { to } }: Invited, { addresses }: Whose): NamedPerson | undefined {
  const uri = to?.uri ?? to?.person?.uri ?? null;
  return uri === null || !/^sips?:/i.test(uri) || isOneOf(uri, addresses) ? undefined : to;
}

function isOneOf(uri: string, addresses: readonly string[]): boolean {
  return addresses.some((address) => plain(address) === plain(uri));
}

/** Without scheme and parameters. */
function plain(address: string): string {
  return (
    address
      .toLowerCase()
      .replace(/^sips?:/, '')
      .split(/[;?]/, 1)[0] ?? ''
  );
}

/** Their address stands for a name that does not come. */
function nameOf(named: NamedPerson, home: readonly string[]): string | null {
  const { person, uri } = named;
  if (person === null && (uri === null || isPending(named))) return null;
  const party = keptParty(person ?? { name: null, uri, phoneNumber: null }, home);
  return party.hidden === true ? null : party.label;
}
