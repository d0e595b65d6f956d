import type { Perform } from '../session/requests/transport.ts';
import type { Resolve } from '../session/session.ts';
import { decodeMessaging } from '../ucwa/decode/messaging.ts';
import { get } from '../ucwa/request/operation.ts';
import { decodeResource, embeddedOf, linkOf, type Resource, textOf } from '../ucwa/resource.ts';
import type { MessagesEvent } from './event.ts';
import type { MessagesModel } from './state.ts';

export interface ComparisonDeps {
  readonly perform: Perform;
  readonly resolve: Resolve;
  readonly apply: (event: MessagesEvent) => void;
  readonly model: () => MessagesModel;
}

/** It is looked up again after the next outage, in milliseconds. */
const readMs = 10_000;

/** What was found at an href; null: it could not be asked. */
type Found = Resource | 'gone' | null;

/** Asks the server what it takes of messages, and whether the conversations are there that are open here. */
export function createComparison({ perform, resolve, apply, model }: ComparisonDeps): {
  run(application: string): void;
} {
  async function read(href: string | null): Promise<Found> {
    if (href === null) return null;
    const result = await perform({ ...get(href), timeoutMs: readMs });
    if (result.ok) return decodeResource(result.value.body);
    const { failure } = result;
    return failure.kind === 'refused' && failure.status === 404 && failure.reason !== null ? 'gone' : null;
  }

  async function askMeans(application: string): Promise<void> {
    const found = await read(application);
    if (found === null || found === 'gone') return;
    const [means, policies] = await Promise.all([
      embeddedOf(found, 'communication') ?? read(resolve(linkOf(found, 'communication'))),
      read(resolve(linkOf(found, 'policies'))),
    ]);
    if (policies !== null && policies !== 'gone') {
      const allows = (name: string): boolean => textOf(policies, name) !== 'Disabled';
      apply({ type: 'policies', links: allows('messagingUrls'), keeps: allows('saveMessagingHistory') });
    }
    if (means === null || means === 'gone') return;
    apply({ type: 'means', startMessaging: resolve(linkOf(means, 'startMessaging')) });
  }

  async function askConversation(conversation: string, messaging: string): Promise<void> {
    const found = await read(messaging);
    if (found === 'gone') apply({ type: 'conversation-over', conversation });
    if (found === null || found === 'gone') return;
    const { state, links } = decodeMessaging(found);
    if (state === 'Disconnected') apply({ type: 'conversation-over', conversation });
    const present = model().modalities.find((one) => one.conversation === conversation);
    if (present === undefined || state !== 'Connected') return;
    const { sendMessage, setIsTyping, stopMessaging, typingParticipants } = links;
    apply({
      type: 'messaging',
      modality: {
        ...present,
        state: 'connected',
        sendMessage: resolve(sendMessage),
        setIsTyping: resolve(setIsTyping),
        stopMessaging: resolve(stopMessaging),
        typingParticipants: resolve(typingParticipants),
      },
    });
  }

  return {
    run(application) {
      // Whoever stopped typing meanwhile may have been told of.
      apply({ type: 'events-missed' });
      void askMeans(application);
      for (const { conversation, messaging, state } of model().modalities) {
        if (state === 'connected') void askConversation(conversation, messaging);
      }
    },
  };
}
