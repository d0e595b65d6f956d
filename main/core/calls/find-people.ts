import type { Clock } from '../ports.ts';
import type { Perform } from '../session/requests/transport.ts';
import { decodeParticipant } from '../ucwa/decode/participant.ts';
import { createLookUp, type Found } from './compare/look-up.ts';
import type { CallEvent } from './event.ts';

export interface FindPeopleDeps {
  readonly clock: Clock;
  readonly perform: Perform;
  readonly apply: (event: CallEvent & { readonly type: 'person-found' }) => void;
}

/** A server that did not answer is asked once more after this, in milliseconds. */
const againMs = 1_000;

/** Asks who is behind the links of an invitation. The call rings meanwhile, and their names come behind it. */
export function createFindPeople({ clock, perform, apply }: FindPeopleDeps) {
  const lookUp = createLookUp(perform);

  async function find(href: string): Promise<Found> {
    const found = await lookUp(href);
    if (found.kind !== 'unknown') return found;
    await new Promise<void>((resolve) => void clock.after(againMs, resolve));
    return lookUp(href);
  }

  return (callId: string, hrefs: readonly string[]): void => {
    for (const href of hrefs) {
      void find(href).then((found) => {
        const person = found.kind === 'there' ? decodeParticipant(found.resource) : null;
        const isNamed = person !== null && (person.name ?? person.uri ?? person.phoneNumber) !== null;
        apply({ type: 'person-found', callId, href, person: isNamed ? person : null });
      });
    }
  };
}
