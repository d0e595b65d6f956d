import type { Clock } from '../../ports.ts';
import { mayRingAgain } from '../end-reasons.ts';
import type { CallEvent, Offered } from '../event.ts';
import type { Call, Calls } from '../state.ts';

/** What a comparison has to know besides the calls themselves. Everything in it is bounded. */
export interface Memory {
  /** A ring ended although it may still be waiting on the server. */
  drop(call: Call): void;
  forgetDropped(call: Call): void;
  /** Those that may still be waiting. */
  dropped(): readonly Call[];
  /** The hrefs of these calls mean nothing any more. */
  orphan(calls: Calls): void;
  isOrphan(callId: string): boolean;
  /** The call was found again, under hrefs that hold. */
  adopt(callId: string): void;
  /** The call, ringing, being answered or dropped, that this invitation is about, where it is known as another one. */
  earlier(offered: Offered, calls: Calls): Call | null;
  /** An end that came before its beginning, or the state of a modality that nobody here knows yet. */
  keepEnd(event: CallEvent): void;
  /** The modality that it is about has told more since. */
  forgetEnd(event: CallEvent): void;
  /** Of an invitation, a conversation or a modality. */
  endOf(name: string): CallEvent | null;
  /** The state of the modality of a conversation, which nobody here knew. */
  modalityIn(conversation: string): CallEvent | null;
  isOver(conversation: string): boolean;
  clear(): void;
}

/** No server lets a call ring longer. */
const worthAskingMs = 180_000;
const mostEnds = 200;

export function createMemory(clock: Clock): Memory {
  const drops = new Map<string, { readonly call: Call; readonly at: number }>();
  const orphans = new Set<string>();
  const ends = new Map<string, CallEvent>();

  function dropped(): readonly Call[] {
    for (const [id, { at }] of drops) if (clock.now() - at >= worthAskingMs) drops.delete(id);
    return [...drops.values()].map(({ call }) => call);
  }

  return {
    drop: (call) => void drops.set(call.id, { call, at: clock.now() }),
    forgetDropped: ({ id }) => void drops.delete(id),
    dropped,
    orphan(calls) {
      const live = calls.filter(({ state }) => state !== 'ended').map(({ id }) => id);
      const kept = [...live, ...drops.keys()];
      orphans.clear();
      for (const id of kept) orphans.add(id);
      ends.clear();
    },
    isOrphan: (callId) => orphans.has(callId),
    adopt: (callId) => void orphans.delete(callId),
    earlier({ invitation, threadId }, calls) {
      const lately = new Set(dropped().map(({ id }) => id));
      const same = calls.filter((call) => {
        const over = call.state === 'ended';
        if (!orphans.has(call.id)) return over && call.invitation === invitation && mayRingAgain(call);
        const waits = call.state === 'ringing' || call.state === 'answering' || (over && lately.has(call.id));
        return waits && (call.invitation === invitation || (threadId !== null && call.threadId === threadId));
      });
      return same.at(-1) ?? null;
    },
    keepEnd(event) {
      for (const about of aboutWhat(event)) {
        ends.delete(about);
        ends.set(about, inBrief(event));
        const [oldest] = ends.keys();
        if (ends.size > mostEnds && oldest !== undefined) ends.delete(oldest);
      }
    },
    forgetEnd(event) {
      if (event.type === 'audio-video') for (const name of namesOf(event)) ends.delete(name);
    },
    endOf: (name) => ends.get(name) ?? null,
    modalityIn: (conversation) => ends.get(modalityOf(conversation)) ?? null,
    isOver: (conversation) => ends.has(conversation),
    clear() {
      drops.clear();
      orphans.clear();
      ends.clear();
    },
  };
}

/** Whoever asks for it later knows the call: what the server's invitation says of it, with its offer, would be kept for nothing. */
function inBrief(event: CallEvent): CallEvent {
  return event.type === 'invitation-completed' && event.unseen ? { ...event, unseen: null } : event;
}

/** What an event is kept under; nothing where it is of no use later. */
function aboutWhat(event: CallEvent): readonly string[] {
  switch (event.type) {
    case 'invitation-completed':
      return [event.invitation];
    case 'conversation-over':
      return [event.conversation];
    case 'audio-video':
      if (event.addable === true || (event.state !== 'Connected' && event.state !== 'Disconnected')) return [];
      return namesOf(event);
    default:
      return [];
  }
}

function namesOf({ audioVideo, conversation }: Extract<CallEvent, { type: 'audio-video' }>): readonly string[] {
  return [audioVideo, ...(conversation == null ? [] : [modalityOf(conversation)])];
}

function modalityOf(conversation: string): string {
  return `modality of ${conversation}`;
}
