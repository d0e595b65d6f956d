/** What the user tells others of themselves, whichever client or telephone said it: presence, note and location. */

/** What a client can set, and what others see then (UCWA reference: presence). */
export const ownPresences = {
  Online: { availability: 'Online' },
  Busy: { availability: 'Busy' },
  DoNotDisturb: { availability: 'DoNotDisturb' },
  BeRightBack: { availability: 'BeRightBack' },
  Away: { availability: 'Away' },
  Offwork: { availability: 'Away', activity: 'off-work' },
} as const satisfies Readonly<Record<string, { readonly availability: string; readonly activity?: string }>>;

export type OwnPresence = keyof typeof ownPresences;

export type OwnPart = 'presence' | 'note' | 'location';

export class OwnStanding {
  /** Null: as the calendar says, which is free all day. */
  #presence: OwnPresence | null = null;
  #note = '';
  #outOfOffice = '';
  #location = '';
  readonly #listeners = new Set<(part: OwnPart) => void>();

  get presence(): { readonly availability: string; readonly activity?: string } {
    return ownPresences[this.#presence ?? 'Online'];
  }

  /** What the mailbox says goes before what the user wrote. */
  get note(): { readonly message: string; readonly type: 'Personal' | 'OutOfOffice' } {
    if (this.#outOfOffice !== '') return { message: this.#outOfOffice, type: 'OutOfOffice' };
    return { message: this.#note, type: 'Personal' };
  }

  get location(): string {
    return this.#location;
  }

  setPresence(presence: OwnPresence | null): void {
    this.#presence = presence;
    this.#tell('presence');
  }

  setNote(message: string): void {
    this.#note = message.trim();
    this.#tell('note');
  }

  /** By the mailbox; empty: the user is back. */
  setOutOfOffice(message: string): void {
    this.#outOfOffice = message;
    this.#tell('note');
  }

  setLocation(location: string): void {
    this.#location = location;
    this.#tell('location');
  }

  onChange(listener: (part: OwnPart) => void): void {
    this.#listeners.add(listener);
  }

  #tell(part: OwnPart): void {
    for (const listener of this.#listeners) listener(part);
  }
}
