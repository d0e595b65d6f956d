import type { CustomContent } from '../../ucwa/custom-content.ts';
import type { Place } from '../../ucwa/decode/audio-video-invitation.ts';
import type { InvitedRole } from '../../ucwa/decode/invited-people.ts';
import type { Participant } from '../../ucwa/decode/participant.ts';

/** What an invitation says beyond who sends it: why it came to this user, and what came along. */
export interface Invited {
  readonly people: Readonly<Partial<Record<NamedRole, NamedPerson>>>;
  /** It rings at a whole team (UCWA reference: InvitationState TeamRing). */
  readonly team: boolean;
  readonly privateLine: boolean;
  /** Where an emergency call comes from; null where nothing is said. */
  readonly place: Place | null;
  readonly content: CustomContent | null;
  /** For a server that counts bandwidth by it; kept for the log alone. */
  readonly bandwidthControlId: string | null;
  /** Of the wishes how to join a meeting; that of the audio is obeyed when the call is answered. */
  readonly joinVideoMuted: boolean;
}

/** Who answered in the user's place is no reason for the ring. */
export type NamedRole = Exclude<InvitedRole, 'acceptedByContact'>;

/** Somebody whom the invitation names. */
export interface NamedPerson {
  /** Absolute; null where nothing can be asked. */
  readonly href: string | null;
  /** Null while nothing is known of them. */
  readonly person: Participant | null;
  /** Their address, where the invitation says it. */
  readonly uri: string | null;
  /** The server was asked who that is, and said it, or does not say it. */
  readonly asked: boolean;
}

/** Of an invitation that says nothing beyond who calls. */
export const nothingInvited: Invited = {
  people: {},
  team: false,
  privateLine: false,
  place: null,
  content: null,
  bandwidthControlId: null,
  joinVideoMuted: false,
};

/** The name may still come. */
export function isPending({ href, person, asked }: NamedPerson): boolean {
  return person === null && href !== null && !asked;
}

/** Absolute hrefs that are worth asking about, each once. */
export function unknownPeople({ people }: Invited): readonly string[] {
  const hrefs = Object.values(people).flatMap((named) => (isPending(named) && named.href !== null ? named.href : []));
  return [...new Set(hrefs)];
}

/** The server said who that is; null: it does not say. */
export function withPerson(invited: Invited, href: string, person: Participant | null): Invited {
  const people = Object.entries(invited.people).map(([role, named]) => [
    role,
    named.href === href && isPending(named) ? { ...named, person, asked: true } : named,
  ]);
  return { ...invited, people: Object.fromEntries(people) };
}

/** What an invitation says now, with what was learned of its people before. */
export function updatedInvited(before: Invited, now: Invited): Invited {
  const people = Object.entries(now.people).map(([role, named]) => {
    const known = before.people[role as NamedRole];
    return [role, known?.asked === true && known.href === named.href && named.person === null ? known : named];
  });
  return { ...now, people: Object.fromEntries(people) };
}
