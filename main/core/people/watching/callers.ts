import type { Call, Calls } from '../../calls/state.ts';
import type { Perform } from '../../session/requests/transport.ts';
import type { Participant } from '../../ucwa/decode/participant.ts';
import { type ContactList, foundOnce, whoHas } from '../contact-list.ts';
import { personIn, readAt } from '../contacts/reading.ts';
import type { Person } from '../person.ts';
import type { PeopleEvent, PeopleModel } from '../state.ts';

/** Of more callers at once nothing is read. */
const mostAtOnce = 4;

export interface CallersDeps {
  readonly perform: Perform;
  readonly apply: (event: PeopleEvent) => void;
}

/** Learns who calls, and who is called, where the contact list does not have them. */
export class Callers {
  readonly #deps: CallersDeps;
  /** Calls whose other side was asked for, by id. */
  #known: ReadonlySet<string> = new Set();

  constructor(deps: CallersDeps) {
    this.#deps = deps;
  }

  /** The calls or the contacts changed. */
  follow(calls: Calls, list: ContactList): void {
    const live = calls.filter(isLive);
    const fresh = live.filter((call) => !this.#known.has(call.id) && contactOf(call.party, list) === null);
    if (live.length < this.#known.size) this.#forget(new Set(calls.map(({ id }) => id)));
    for (const { id, party } of fresh.slice(0, mostAtOnce)) {
      const href = party?.contact;
      if (href === undefined) continue;
      this.#known = new Set([...this.#known, id]);
      void this.#read(id, href);
    }
  }

  /** Whether somebody at the end of a call was asked for. */
  knows(): boolean {
    return this.#known.size > 0;
  }

  /** A call that ended is shown a while longer. */
  #forget(left: ReadonlySet<string>): void {
    this.#known = new Set([...this.#known].filter((id) => left.has(id)));
    this.#deps.apply({ type: 'callers-gone', left });
  }

  async #read(callId: string, href: string): Promise<void> {
    const person = personIn(await readAt(this.#deps.perform, href));
    if (person !== null && this.#known.has(callId)) this.#deps.apply({ type: 'caller', callId, person });
  }
}

/** The user knows of it, and it is not over. */
export function isLive({ state, heardAt, party }: Call): boolean {
  return state !== 'ended' && heardAt !== null && party !== null;
}

const known = foundOnce(({ uri, phoneNumber }: Participant, list) => whoHas(list, uri) ?? whoHas(list, phoneNumber));

/** Who of the contacts somebody is; a participant never changes. */
export function contactOf(party: Participant | null, list: ContactList): Person | null {
  return party === null ? null : known(party, list);
}

/** Who is at the other end of a call, as far as is known. */
export function personOfCall({ id, party }: Pick<Call, 'id' | 'party'>, people: PeopleModel): Person | null {
  return contactOf(party, people.list) ?? people.callers.get(id) ?? null;
}

/** Those at the other ends of calls that are not over. */
export function peopleOnCalls(calls: Calls, people: PeopleModel): readonly Person[] {
  return calls.filter(isLive).flatMap((call) => personOfCall(call, people) ?? []);
}

/** The other side of a call by the name that the user's own contacts, or the server's, have for it, where none was sent. */
export function namedOnCall(call: Pick<Call, 'id' | 'party'>, people: PeopleModel): Participant | null {
  const { party } = call;
  if (party === null || party.name !== null) return party;
  const person = personOfCall(call, people);
  if (person === null) return party;
  const before = named.get(party);
  if (before?.name === person.name) return before;
  const now = { ...party, name: person.name };
  named.set(party, now);
  return now;
}

const named = new WeakMap<Participant, Participant>();
