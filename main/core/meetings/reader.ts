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
  /** Events name what changed and do not say what it is now: it is read once for all of them. */
  readonly readSoon: (conversation: string) => void;
}

export function createMeetingReader(deps: MeetingReaderDeps): MeetingReader {
  const { session, store, applyToConversations, resolve, isWanted, follow } = deps;
  const reading = new Map<string, 'once' | 'again'>();

  async function read({ conversation }: Pick<Meeting, 'conversation'>): Promise<void> {
    if (conversation === null) return;
    const isThere = await readRoster(
      {
        ...{ perform: session.perform, resolve },
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

  function readSoon(conversation: string): void {
    if (!isWanted(conversation)) return;
    if (reading.has(conversation)) {
      reading.set(conversation, 'again');
      return;
    }
    reading.set(conversation, 'once');
    void read({ conversation }).then(() => {
      const again = reading.get(conversation) === 'again';
      reading.delete(conversation);
      if (again) readSoon(conversation);
    });
  }

  return { read, readSoon };
}
