/** Someone at the other end. All strings are already cleaned of control and bidi characters. */
export interface PartyView {
  /** What to call them: the name, else the number, else "Caller's number is hidden". */
  readonly label: string;
  /** False where `label` stands in for a missing name. */
  readonly named: boolean;
  /** Phone number as it is written for people, or the SIP address without its scheme; null when hidden or already the label. */
  readonly number: string | null;
  /** Up to two letters for the avatar; empty without a name. */
  readonly initials: string;
  /** Neither name nor number was sent: nothing tells one such caller from another. */
  readonly hidden?: true;
  /** The server says that they are not of the user's organization. */
  readonly outside?: true;
  /** The number is one of another domain's: dialled here it is somebody else's. */
  readonly elsewhere?: true;
  /** They did not sign in anywhere: nobody vouches for the name. */
  readonly unconfirmed?: true;
}

/** Their number or address as it is written for people, which may be all that they are called by; null where none is known. */
export function knownNumber({ label, number, named, hidden }: PartyView): string | null {
  return number ?? (named || hidden === true ? null : label);
}

/** What a `call` with a picture to somebody is given: an address, for a number is a telephone's; null where none is known. */
export function seenAt(party: PartyView): string | null {
  const to = dialledFor(party);
  return to?.includes('@') === true ? to : null;
}

/** What a `call` to somebody is given; null where nothing is known to call them at. */
export function dialledFor(party: PartyView): string | null {
  return party.hidden === true || party.elsewhere === true ? null : knownNumber(party);
}
