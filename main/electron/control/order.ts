import type { ShortcutAction } from '../../../preload/contract/index.ts';

/** Orders of one word. */
export const plainOrders = [
  'answer',
  'decline',
  'silence',
  'hangup',
  'mute',
  'unmute',
  'hold',
  'resume',
  'show',
] as const;

/**
 * What a command line asks of the app that runs, as in `switchhook answer`. `dial` puts a number into the box to dial in, and calls nobody: what
 * starts a program may be a page.
 */
export type Order =
  | { readonly type: (typeof plainOrders)[number] }
  | { readonly type: 'dial'; readonly to: string }
  | { readonly type: 'status'; readonly json: boolean };

/** The global key that does the same; null where none does. */
export function shortcutOf({ type }: Order): ShortcutAction | null {
  switch (type) {
    case 'answer':
    case 'decline':
      return type;
    case 'mute':
    case 'unmute':
      return 'mute';
    case 'hangup':
      return 'hang-up';
    case 'show':
      return 'show-call';
    default:
      return null;
  }
}

/** What became of it: `text` is for the terminal, `done` whether there was anything to do it to. */
export interface OrderAnswer {
  readonly done: boolean;
  readonly text: string;
}

/** Reads what came over the socket; null for anything else. */
export function decodeOrder(value: unknown): Order | null {
  if (typeof value !== 'object' || value === null || !('type' in value)) return null;
  const { type } = value;
  if (type === 'status') return { type, json: 'json' in value && value.json === true };
  if (type === 'dial') return 'to' in value && typeof value.to === 'string' ? { type, to: value.to } : null;
  const plain = plainOrders.find((one) => one === type);
  return plain === undefined ? null : { type: plain };
}
