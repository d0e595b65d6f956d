/** What an invitation says of why it came to this user, and what came along (UCWA reference: audioVideoInvitation). */
import type { Resource } from '../http/representation.ts';
import type { CallDetails, Person } from '../people.ts';

/** Properties beside those that every incoming invitation has. */
export function saidProperties(details: CallDetails): Resource['properties'] {
  return {
    ...details.location,
    ...(details.delegator?.uri !== undefined && { delegator: details.delegator.uri }),
    ...(details.to?.uri !== undefined && { to: details.to.uri }),
    ...(details.bandwidthControlId !== undefined && { bandwidthControlId: details.bandwidthControlId }),
    joinAudioMuted: details.joinMuted ?? false,
    joinVideoMuted: details.joinMuted ?? false,
  };
}

/** Who is named besides the caller, by rel. */
export function namedPeople(details: CallDetails, acceptedBy: Person | null): Readonly<Record<string, Person>> {
  const { to, forwardedBy, onBehalfOf, transferredBy, delegator } = details;
  const people = { to, forwardedBy, onBehalfOf, transferredBy, delegator, acceptedByContact: acceptedBy ?? undefined };
  return Object.fromEntries(Object.entries(people).flatMap(([rel, person]) => (person ? [[rel, person]] : [])));
}

/** As an ExternalResource is written: percent-encoded, with `+` for a space. */
export function customContentHref(content: string | undefined): string | undefined {
  if (content === undefined) return undefined;
  return `data:application/json;charset=utf-8,${encodeURIComponent(content).replaceAll('%20', '+')}`;
}
