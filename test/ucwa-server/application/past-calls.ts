/** `missedItems` and `conversationLogs`: what became of calls that nobody here took. */
import type { Mailbox, MissedCall } from '../calls/mailbox.ts';
import { type Incoming, refuseQuery } from '../http/incoming.ts';
import { badParameter, found, noContent, notFound, type Reply } from '../http/reply.ts';
import type { Resource } from '../http/representation.ts';
import type { Application } from './application.ts';

const missedName = 'communication/missedItems';
const logsName = 'communication/conversationLogs';
const mostLogs = 100;

export class PastCalls {
  readonly #application: Application;
  readonly #mailbox: Mailbox;
  readonly #added = new Set<string>();

  constructor(application: Application, mailbox: Mailbox) {
    this.#application = application;
    this.#mailbox = mailbox;
    application.add(missedName, { rel: 'missedItems', methods: { GET: () => found(this.#missedItems()) } });
    application.add(logsName, { rel: 'conversationLogs', methods: { GET: (incoming) => this.#list(incoming) } });
  }

  get links(): { missedItems: string; conversationLogs: string } {
    const path = (name: string): string => this.#application.path(name);
    return { missedItems: path(missedName), conversationLogs: path(logsName) };
  }

  /** Tells the client of one more; the mailbox has it already. */
  announce(call: MissedCall): void {
    this.#addLog(call);
    this.announceCounts(call.id);
  }

  /** Tells the client what there is of missed calls and voice mail. */
  announceCounts(callId?: string): void {
    const link = { rel: 'missedItems', href: this.#application.path(missedName) };
    const { sender } = this.#application.communication;
    this.#application.emit(sender, { link, type: 'updated', embedded: this.#missedItems() }, 'high', callId);
  }

  #missedItems(): Resource {
    const count = this.#mailbox.calls.length;
    const properties = {
      conversationLogsCount: count,
      missedConversationsCount: count,
      unreadMissedConversationsCount: count,
      unreadVoicemailsCount: this.#mailbox.voicemails.fresh,
      voiceMailsCount: this.#mailbox.voicemails.all,
    };
    return { rel: 'missedItems', properties, links: { self: this.#application.path(missedName) } };
  }

  #list(incoming: Incoming): Reply {
    const refused = refuseQuery(incoming, ['limit']);
    if (refused !== null) return refused;
    const limit = incoming.query.get('limit') ?? String(mostLogs);
    if (!/^[1-9]\d{0,3}$/.test(limit)) return badParameter('limit', 'not a number of logs');
    const calls = this.#mailbox.calls.slice(0, Number(limit));
    // Calls may have come in while nobody could be told of them.
    for (const call of calls) this.#addLog(call);
    const conversationLog = calls.map(({ id }) => ({ href: this.#application.path(logName(id)) }));
    return found({ rel: 'conversationLogs', links: { self: this.#application.path(logsName), conversationLog } });
  }

  #addLog(call: MissedCall): void {
    if (this.#added.has(call.id)) return;
    this.#added.add(call.id);
    const present = (): boolean => this.#mailbox.calls.includes(call);
    const remove = (): Reply => {
      this.#mailbox.remove(call.id);
      return noContent;
    };
    this.#application.add(logName(call.id), {
      rel: 'conversationLog',
      callId: call.id,
      methods: {
        GET: () => (present() ? found(this.#log(call)) : notFound('ResourceNotFound')),
        DELETE: () => (present() ? remove() : notFound('ResourceNotFound')),
      },
    });
  }

  #log({ id, threadId, from, at, subject, importance }: MissedCall): Resource {
    const self = this.#application.path(logName(id));
    const contact = from.name === undefined ? {} : { contact: this.#application.directory.href(from) };
    const recipient: Resource = {
      rel: 'conversationLogRecipient',
      properties: { displayName: from.name, sipUri: from.uri },
      links: { self: `${self}/conversationLogRecipient`, ...contact },
    };
    return {
      rel: 'conversationLog',
      properties: {
        creationTime: `/Date(${Math.round(at)})/`,
        direction: 'Incoming',
        importance: importance ?? 'Normal',
        modalities: ['Audio'],
        status: 'Missed',
        subject,
        threadId,
        totalRecipientsCount: 1,
        type: 'AudioLog',
      },
      links: { self },
      embedded: { conversationLogRecipient: [recipient] },
    };
  }
}

function logName(id: string): string {
  return `${logsName}/${encodeURIComponent(id)}`;
}
