import type { Clock, Random } from '../ports.ts';
import { saysGone } from '../session/own-word.ts';
import type { Perform } from '../session/requests/transport.ts';
import type { Resolve } from '../session/session.ts';
import { decodeMessaging } from '../ucwa/decode/messaging.ts';
import { decodePolicies } from '../ucwa/decode/policies.ts';
import { get } from '../ucwa/request/operation.ts';
import { decodeResource, embeddedOf, linkOf, type Resource } from '../ucwa/resource.ts';
import type { MessagesEvent } from './event.ts';
import type { MessagesModel } from './state.ts';

export interface ComparisonDeps {
  readonly clock: Pick<Clock, 'after'>;
  readonly random: Pick<Random, 'fraction'>;
  readonly perform: Perform;
  readonly resolve: Resolve;
  readonly apply: (event: MessagesEvent) => void;
  readonly model: () => MessagesModel;
}

/** In milliseconds. */
const readMs = 10_000;
/** What the server takes of messages, and did not say, is asked for again after about this, and each time twice as long; in milliseconds. */
const [soonMs, longestMs] = [5_000, 300_000];

/** What was found at an href; null: it could not be asked. */
type Found = Resource | 'gone' | null;

/** Asks the server what it takes of messages, and whether the conversations are there that are open here. */
export interface Comparison {
  run(application: string): void;
  /** The application is gone. */
  stop(): void;
}

export function createComparison({ clock, random, perform, resolve, apply, model }: ComparisonDeps): Comparison {
  let turn = 0;
  let cancelAgain = (): void => {};

  function stop(): void {
    turn += 1;
    cancelAgain();
  }

  async function read(href: string | null): Promise<Found> {
    if (href === null) return null;
    const result = await perform({ ...get(href), timeoutMs: readMs });
    if (result.ok) return decodeResource(result.value.body);
    return saysGone(result.failure) ? 'gone' : null;
  }

  /** Again and again, while neither this nor an event tells what the server takes: what was written waits for it. */
  async function learnMeans(application: string, mine: number, waitMs = soonMs): Promise<void> {
    await askMeans(application);
    if (mine !== turn || model().means.isKnown) return;
    const longer = Math.min(waitMs * 2, longestMs);
    // Not in step with all the others of a server that is away.
    cancelAgain = clock.after(waitMs * (0.5 + random.fraction()), () => void learnMeans(application, mine, longer));
  }

  async function askMeans(application: string): Promise<void> {
    const found = await read(application);
    if (found === null || found === 'gone') return;
    const [means, policies] = await Promise.all([
      embeddedOf(found, 'communication') ?? read(resolve(linkOf(found, 'communication'))),
      read(resolve(linkOf(found, 'policies'))),
    ]);
    if (policies !== null && policies !== 'gone') {
      apply({ type: 'policies', policies: decodePolicies(policies) });
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
      stop();
      void learnMeans(application, turn);
      for (const { conversation, messaging, state } of model().modalities) {
        if (state === 'connected') void askConversation(conversation, messaging);
      }
    },
    stop,
  };
}
