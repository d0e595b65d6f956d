import {
  type CommandResult,
  longestOwnMessage,
  type MessagesCommand,
  type Refusal,
} from '../../../preload/contract/index.ts';
import type { Call } from '../calls/state.ts';
import { type CommandHandlers, taken } from '../commands.ts';
import type { Clock, Random } from '../ports.ts';
import type { Store } from '../store.ts';
import type { Participant } from '../ucwa/decode/participant.ts';
import { canGetMessages } from './address.ts';
import type { MessagesEvent } from './event.ts';
import { threadById } from './sending.ts';
import type { MessagesStoreModel } from './store-model.ts';
import { readPlainText } from './text/plain-text.ts';

export type Refuse = (command: MessagesCommand, refusal: Refusal) => CommandResult;

export interface WriteCommandsDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly store: Store<MessagesStoreModel>;
  readonly apply: (event: MessagesEvent) => void;
  /** Declines a call that rings; false where it does not. */
  readonly decline: (callId: string) => boolean;
  readonly refuse: Refuse;
}

type WriteCommand = Extract<
  MessagesCommand,
  { type: 'send-message' | 'send-again' | 'reply-with-message' | 'keep-reply' }
>;
type Written = MessagesEvent & { readonly type: 'write' };

interface Reply {
  readonly party: Participant;
  readonly text: string;
}

/** What the user writes. */
export function createWriteCommands(deps: WriteCommandsDeps): CommandHandlers<WriteCommand> {
  const { clock, random, store, apply, decline, refuse } = deps;

  const thread = (id: string) => threadById(store.model.messages, id);
  const wayNow = () => ({
    operationId: random.uuid(),
    wall: clock.wall(),
    online: store.model.session.state === 'online',
  });

  function write(to: Written['to'], text: string, declinedCall: boolean): void {
    apply({ type: 'write', to, text, shown: readPlainText(text), entryId: random.uuid(), ...wayNow(), declinedCall });
  }

  const callById = (callId: string) => store.model.calls.find(({ id }) => id === callId);

  /** Whom a reply to a call goes to, and what of it can be sent; or why none can be written. */
  function replyTo({ party }: Call, typed: string): Reply | Refusal {
    const text = sendable(typed);
    if (text === null) return 'invalid';
    const { startMessaging } = store.model.messages.means;
    return startMessaging !== null && party !== null && canGetMessages(party) ? { party, text } : 'unavailable';
  }

  return {
    'send-message'(command) {
      const text = sendable(command.text);
      if (thread(command.threadId) === undefined) return refuse(command, 'stale');
      if (text === null) return refuse(command, 'invalid');
      write({ threadId: command.threadId }, text, false);
      return taken;
    },
    'send-again'(command) {
      const { threadId, messageId: entryId } = command;
      const entry = thread(threadId)?.entries.find(({ id }) => id === entryId);
      if (entry === undefined) return refuse(command, 'stale');
      if (entry.delivery !== 'failed') return refuse(command, 'repeated');
      apply({ type: 'try-again', threadId, entryId, ...wayNow() });
      return taken;
    },
    'reply-with-message'(command) {
      const call = callById(command.callId);
      if (call?.state !== 'ringing') return refuse(command, 'stale');
      const reply = replyTo(call, command.text);
      if (typeof reply === 'string') return refuse(command, reply);
      if (!decline(command.callId)) return refuse(command, 'stale');
      write({ party: reply.party, id: random.uuid() }, reply.text, true);
      return taken;
    },
    'keep-reply'(command) {
      const call = callById(command.callId);
      if (call === undefined) return refuse(command, 'stale');
      const reply = replyTo(call, command.text);
      if (typeof reply === 'string') return refuse(command, reply);
      apply({ type: 'draft-for', ...reply, id: random.uuid() });
      return taken;
    },
  };
}

/** What can be sent of what was typed: no character that nobody sees, but lines and tabs. Null where nothing is left. */
function sendable(text: string): string | null {
  const clean = text
    .slice(0, longestOwnMessage)
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what goes
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]|\p{Cs}/gu, '')
    .replace(/\s+$/, '')
    .replace(/^\n+/, '');
  return readPlainText(clean).length === 0 ? null : clean;
}
