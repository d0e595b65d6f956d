import { conversationAt } from '../conversations/state.ts';
import type { Clock } from '../ports.ts';
import { readResource } from '../session/requests/read-resource.ts';
import type { Perform } from '../session/requests/transport.ts';
import type { Store } from '../store.ts';
import { decodeParticipant, type Participant } from '../ucwa/decode/participant.ts';
import { get } from '../ucwa/request/operation.ts';
import { participantOf } from './address.ts';
import type { MessagesStoreModel } from './store-model.ts';

/** Events come in any order: who takes part is told within this, or not at all. Milliseconds. */
const toldWithinMs = 1_500;

export interface StrangersDeps {
  readonly clock: Clock;
  readonly perform: Perform;
  readonly store: Pick<Store<MessagesStoreModel>, 'model'>;
  readonly known: (conversation: string, others: readonly Participant[]) => void;
}

/**
 * Whose the messages are of a conversation of which nothing else is told, because that was missed: the message itself names who wrote it. Without
 * this nobody would ever see them.
 */
export function createStrangers({ clock, perform, store, known }: StrangersDeps): {
  readLater(conversation: string): void;
} {
  const waiting = new Set<string>();

  const writerIn = (conversation: string) =>
    store.model.messages.strays.find((entry) => entry.conversation === conversation && entry.by !== null)?.by ?? null;

  async function read(conversation: string): Promise<void> {
    const present = conversationAt(store.model.conversations, conversation)?.participants ?? [];
    const writer = writerIn(conversation);
    if (present.length > 0 || writer === null) return;
    const resource = await readResource(perform, get(writer.href));
    const named = participantOf({ href: writer.href, title: writer.name });
    const said = resource === null ? named : decodeParticipant(resource);
    known(conversation, [said.uri === null && said.name === null ? named : said]);
  }

  return {
    readLater(conversation) {
      if (waiting.has(conversation)) return;
      waiting.add(conversation);
      clock.after(toldWithinMs, () => {
        waiting.delete(conversation);
        void read(conversation);
      });
    },
  };
}
