import { conversationAt } from '../conversations/state.ts';
import type { Resolve } from '../session/session.ts';
import type { MeetingsDeps } from './deps.ts';
import { readRoster } from './read-roster.ts';
import type { Meeting } from './state.ts';

export interface MeetingReaderDeps extends Pick<MeetingsDeps, 'session' | 'store' | 'applyToConversations'> {
  readonly resolve: Resolve;
  /** A meeting that the user is in, or on the way to, is there. `conversation`: absolute. */
  readonly isWanted: (conversation: string) => boolean;
  /** Something in it is another; `over`: the server does not know it any more. */
  readonly follow: (conversation: string, over?: boolean) => void;
}

/** Reads what the event channel does not tell of meetings. */
export interface MeetingReader {
  readonly read: (meeting: Pick<Meeting, 'conversation'>) => Promise<void>;
  /** Events name what changed and do not say what it is now: it is read once for all of them. `changed`: absolute, which of those in it; null: itself. */
  readonly readSoon: (conversation: string, changed: string | null) => void;
  /** Reads it where the user was told to be in it by a name alone, before anybody wanted to know more. */
  readonly readUntold: (meeting: Pick<Meeting, 'conversation'>) => void;
}

export function createMeetingReader(deps: MeetingReaderDeps): MeetingReader {
  const { session, store, applyToConversations, resolve, isWanted, follow } = deps;
  /** What is read now, and who is to be read again behind it; null: nothing is. */
  const reading = new Map<string, Set<string> | null>();

  async function read(
    { conversation }: Pick<Meeting, 'conversation'>,
    changed: ReadonlySet<string> = new Set(),
  ): Promise<void> {
    if (conversation === null) return;
    const isThere = await readRoster(
      {
        ...{ perform: session.perform, resolve, changed },
        conversations: () => store.model.conversations,
        tell(event) {
          applyToConversations(event);
          follow(conversation);
        },
      },
      conversation,
    );
    if (isThere === false) follow(conversation, true);
  }

  function readSoon(conversation: string, changed: string | null): void {
    if (!isWanted(conversation)) return;
    const whom = new Set(changed === null ? [] : [changed]);
    if (reading.has(conversation)) reading.set(conversation, new Set([...whom, ...(reading.get(conversation) ?? [])]));
    else void readOn(conversation, whom);
  }

  async function readOn(conversation: string, first: ReadonlySet<string>): Promise<void> {
    for (let whom: ReadonlySet<string> | null = first; whom !== null && isWanted(conversation); ) {
      reading.set(conversation, null);
      await read({ conversation }, whom);
      whom = reading.get(conversation) ?? null;
    }
    reading.delete(conversation);
  }

  return {
    read: (meeting) => read(meeting),
    readSoon,
    readUntold({ conversation: href }) {
      const conversation = href === null ? undefined : conversationAt(store.model.conversations, href);
      if (conversation === undefined || conversation.self === null) return;
      if (conversation.selfStanding === null) readSoon(conversation.href, null);
    },
  };
}
