/** What people may do to the presence of a colleague, from the page or from the command line. */

import type { UcwaServer } from '../index.ts';
import type { BookPresence } from '../people/address-book.ts';

/** By the words that people use for them, in the order in which a button goes round. */
const presences: ReadonlyMap<string, BookPresence> = new Map([
  ['available', { availability: 'Online', deviceType: 'PC' }],
  ['in a call', { availability: 'Busy', activity: 'on-the-phone', deviceType: 'PC' }],
  ['do not disturb', { availability: 'DoNotDisturb' }],
  ['away', { availability: 'Away' }],
  ['offline', { availability: 'Offline' }],
]);

/** What a colleague is now, in those words; what tests made of them may have none. */
export function presenceOf({ book }: UcwaServer, personId: string): string {
  const now = book.presenceOf(personId);
  const found = [...presences].find(([, { availability, activity }]) => {
    return availability === now.availability && (activity ?? '') === (now.activity ?? '');
  });
  return found?.[0] ?? now.availability;
}

/** The one after that. */
export function nextPresence(server: UcwaServer, personId: string): string {
  const words = [...presences.keys()];
  return words[(words.indexOf(presenceOf(server, personId)) + 1) % words.length] ?? 'available';
}

/** Makes a colleague that; those who look at them are told. */
export function setPresence({ book, ledger }: UcwaServer, personId: string, word: string): void {
  const presence = presences.get(word);
  if (presence === undefined) throw new Error(`it is one of ${[...presences.keys()].join(', ')}`);
  if (book.person(personId) === undefined) throw new Error(`nobody is called ${personId}`);
  book.setPresence(personId, presence.availability === 'Away' ? { ...presence, lastActive: Date.now() } : presence);
  ledger.record({ kind: 'server', detail: `${personId} is ${word}` });
}
