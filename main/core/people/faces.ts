import type { FaceView } from '../../../preload/contract/index.ts';
import { readDialled } from '../calls/out/dial.ts';
import type { History } from '../history/state.ts';
import type { KeptParty } from '../party/party.ts';
import { type ContactList, foundOnce, whoHas } from './contact-list.ts';
import type { Person } from './person.ts';
import type { PeopleModel } from './state.ts';

/** Who of the contacts was talked to, by the address or the number that is kept; null for those who hide it, and for numbers of another domain. */
const contactIn = foundOnce((party: KeptParty, list) => {
  const written = party.hidden === true || party.domain !== undefined ? null : (party.number ?? party.label);
  return written === null ? null : whoHas(list, readDialled(written)?.to ?? null);
});

/** The contacts among those who were talked to in these calls, each once, in the order of the calls. */
export function contactsIn(history: History, callIds: readonly string[], list: ContactList): readonly Person[] {
  return [...new Set(callsAmong(history, callIds).flatMap(({ party }) => contactIn(party, list) ?? []))];
}

/** Their pictures, as far as they are there. */
export function facesIn(history: History, callIds: readonly string[], people: PeopleModel): readonly FaceView[] {
  if (people.photos.size === 0) return [];
  return callsAmong(history, callIds).flatMap(({ id, party }) => {
    const person = contactIn(party, people.list);
    const photo = person === null ? undefined : people.photos.get(person.id);
    return photo === undefined ? [] : { callId: id, photo };
  });
}

function callsAmong(history: History, callIds: readonly string[]): History {
  const wanted = new Set(callIds);
  return wanted.size === 0 ? [] : history.filter(({ id }) => wanted.has(id));
}
