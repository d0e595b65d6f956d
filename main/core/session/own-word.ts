import type { UcwaFailure } from './failure.ts';

type Refused = UcwaFailure & { readonly kind: 'refused' };

/**
 * Whether UCWA itself refused: each refusal of its own has a body with a code (UCWA reference: "Generic synchronous errors"). A page is a
 * proxy's, and an empty body that of a load balancer which has no server behind it: neither knows what was asked for.
 */
export function isOwnWord(failure: UcwaFailure): failure is Refused {
  return failure.kind === 'refused' && failure.reason !== null;
}

/** Subcodes of 404 and 410 that are about the application, the account, or whom a request names: what was asked for may be there all the same. */
const ofSomethingElse: ReadonlySet<string> = new Set([
  ...['ApplicationNotFound', 'InactiveApplicationExpired', 'TooManyApplications', 'UserAgentNotAllowed'],
  ...['MobileApplicationNoLongerAllowed', 'CannotRedirect', 'DestinationNotFound'],
]);

/**
 * Whether the server says that what was asked for is not there, or is no more: the only word that ends anything. An application that is
 * gone says nothing of a call or a meeting, which may go on in the next one.
 */
export function saysGone(failure: UcwaFailure): boolean {
  return saysOver(failure) && failure.kind === 'refused' && failure.status === 404;
}

/** The same of what was to be done: 410 as well says that it can be done no more. What is only read may be there again after a 410. */
export function saysOver(failure: UcwaFailure): boolean {
  return saysNotThere(failure) && !ofSomethingElse.has(subcodeOf(failure) ?? '');
}

/** The same of the application itself, where that was asked for. */
export function saysNotThere(failure: UcwaFailure): boolean {
  return isOwnWord(failure) && isNotThere(failure);
}

/** 404 or 410 that nobody said who knows: a server behind it may know better, in a moment or by another way. */
export function isNobodysWord(failure: UcwaFailure): boolean {
  if (failure.kind !== 'refused' || failure.reason !== null) return false;
  return failure.foreign === true || isNotThere(failure);
}

/** The server does not know the application (UCWA reference: ApplicationNotFound). */
export function saysApplicationGone(failure: UcwaFailure): boolean {
  return isOwnWord(failure) && failure.status === 404 && subcodeOf(failure) === 'ApplicationNotFound';
}

/** The server does not allow it; a proxy's page says nothing of that. */
export function saysForbidden(failure: UcwaFailure): boolean {
  return failure.kind === 'refused' && failure.status === 403 && failure.foreign !== true;
}

function isNotThere({ status }: Refused): boolean {
  return status === 404 || status === 410;
}

function subcodeOf(failure: UcwaFailure): string | null {
  return failure.kind === 'refused' ? (failure.reason?.subcode ?? null) : null;
}
