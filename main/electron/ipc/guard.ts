import type { AnyWindow } from '../../../preload/contract/index.ts';
import { type MessageTable, readMessage } from '../../core/schema/message.ts';

/** The windows whose pages may say something. */
interface Permitted {
  readonly windows: readonly AnyWindow[];
}

/** What may be said on one channel: each type with the windows that may say it, and its form. */
export type Guard<Message extends { readonly type: string }> = MessageTable<Message, Permitted>;

/** What a renderer said, without what does not belong to it; null for anything else. Never throws. */
export function readGuarded<Message extends { readonly type: string }>(
  guard: Guard<Message>,
  value: unknown,
): Message | null {
  try {
    return readMessage<Message>(guard, value);
  } catch {
    // A getter or a proxy threw, which no structured clone has in it.
    return null;
  }
}
