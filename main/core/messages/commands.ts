import type { MessagesCommand } from '../../../preload/contract/index.ts';
import { type CommandHandlers, refused, taken } from '../commands.ts';
import { homeDomains } from '../party/party.ts';
import type { Clock, Log, Random } from '../ports.ts';
import type { Store } from '../store.ts';
import { whoCanBeWrittenTo, writtenTo } from './address.ts';
import type { MessagesEvent } from './event.ts';
import { threadById } from './sending.ts';
import { isOpen, modalityOf } from './state.ts';
import type { MessagesStoreModel } from './store-model.ts';
import { createWriteCommands, type Refuse } from './write-commands.ts';

export interface MessagesCommandsDeps {
  readonly ports: { readonly clock: Clock; readonly random: Random; readonly log: Log };
  readonly store: Store<MessagesStoreModel>;
  readonly apply: (event: MessagesEvent) => void;
  /** Tells the server that the user types. */
  readonly runTyping: (href: string) => void;
  /** Declines a call that rings; false where it does not. */
  readonly decline: (callId: string) => boolean;
}

/** The server forgets within seconds that somebody types; it is told no more often. Milliseconds. */
const typingEveryMs = 3_000;

/** What a user wants of messages becomes an event of them, or is refused. */
export function createMessagesCommands(deps: MessagesCommandsDeps): CommandHandlers<MessagesCommand> {
  const { store, apply, runTyping, decline } = deps;
  const { clock, random, log } = deps.ports;
  let typed: { readonly href: string; readonly at: number } | null = null;

  const thread = (id: string) => threadById(store.model.messages, id);

  const refuse: Refuse = (command, refusal) => {
    log.info('command refused', { command: command.type, refusal });
    return refused(refusal);
  };

  return {
    ...createWriteCommands({ clock, random, store, apply, decline, refuse }),
    'look-at-thread'(command) {
      const { threadId } = command;
      if (threadId !== null && thread(threadId) === undefined) return refuse(command, 'stale');
      apply({ type: 'look', threadId });
      return taken;
    },
    'open-thread'(command) {
      const [home = null] = homeDomains(store.model.session);
      const party = writtenTo(command.to, home);
      if (party === null) return refuse(command, 'invalid');
      apply({ type: 'open', party, id: random.uuid() });
      return taken;
    },
    'write-to-caller'(command) {
      const { calls, messages } = store.model;
      const call = calls.find(({ id }) => id === command.callId);
      const party = call === undefined ? null : whoCanBeWrittenTo(call);
      if (call === undefined) return refuse(command, 'stale');
      if (party === null || messages.means.startMessaging === null) return refuse(command, 'unavailable');
      apply({ type: 'open', party, id: random.uuid() });
      return taken;
    },
    'show-thread'(command) {
      if (thread(command.threadId) === undefined) return refuse(command, 'stale');
      apply({ type: 'open-thread', threadId: command.threadId });
      return taken;
    },
    'put-off-thread'(command) {
      if (thread(command.threadId)?.pending?.by !== 'them') return refuse(command, 'stale');
      apply({ type: 'put-off', threadId: command.threadId });
      return taken;
    },
    'leave-thread'(command) {
      if (thread(command.threadId) === undefined) return refuse(command, 'stale');
      apply({ type: 'leave', threadId: command.threadId });
      return taken;
    },
    'keep-draft'(command) {
      if (thread(command.threadId) === undefined) return refuse(command, 'stale');
      apply({ type: 'draft', threadId: command.threadId, text: command.text });
      return taken;
    },
    'type-message'(command) {
      const found = thread(command.threadId);
      if (found === undefined) return refuse(command, 'stale');
      const modality = modalityOf(store.model.messages, found);
      const href = isOpen(modality) ? modality.setIsTyping : null;
      if (href === null) return refuse(command, 'unavailable');
      if (typed?.href === href && clock.now() - typed.at < typingEveryMs) return taken;
      typed = { href, at: clock.now() };
      runTyping(href);
      return taken;
    },
    // Here it is only judged; the desktop opens it.
    'open-link'(command) {
      const entry = thread(command.threadId)?.entries.find(({ id }) => id === command.messageId);
      const isSaid = entry?.text.some((piece) => typeof piece !== 'string' && piece.url === command.url) === true;
      if (!isSaid) return refuse(command, 'stale');
      return store.model.messages.means.links ? taken : refuse(command, 'unavailable');
    },
  };
}
