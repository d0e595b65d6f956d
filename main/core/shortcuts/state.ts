import * as v from 'valibot';
import {
  type KeysProblem,
  longestKeys,
  type ShortcutAction,
  shortcutActions,
} from '../../../preload/contract/index.ts';
import type { Records } from '../ports.ts';
import { fields, ifFits } from '../schema/fields.ts';
import { text } from '../schema/pieces.ts';
import { read } from '../schema/schema.ts';
import { type ActionKeys, chordOf, keysProblem, usualKeys } from './keys.ts';

/** The keys that somebody chose or decided: an action that is not among them has its usual ones, and one with null has none. */
export type ChosenKeys = Readonly<Partial<Record<ShortcutAction, string | null>>>;

/** What the administrator says of them. */
export interface DecidedShortcuts {
  readonly shortcuts: ChosenKeys;
}

/** Keys are being pressed for an action. */
export interface Recording {
  readonly action: ShortcutAction;
  /** What was pressed last; null: nothing yet. */
  readonly keys: string | null;
  readonly problem: KeysProblem | null;
}

/** The global keys as they are meant to be. */
export interface ShortcutsModel {
  readonly mac: boolean;
  readonly keys: ActionKeys;
  /** What the administrator decided. */
  readonly locked: readonly ShortcutAction[];
  /** All keys rest while it is there. */
  readonly recording: Recording | null;
}

export const noShortcuts: ShortcutsModel = { mac: false, keys: usualKeys(false), locked: [], recording: null };

/** The document that holds what the user chose. */
export const record = 'shortcuts';

const keys = v.nullable(
  v.pipe(
    text(longestKeys),
    v.check((one) => chordOf(one) !== null),
  ),
);
/** What an administrator can decide: each action that is named, and nothing else. */
export const decidedKeys = v.strictObject(ofEach(v.exactOptional(keys)));

const kept = fields(ofEach(ifFits(keys)));

/** The same for each action. */
function ofEach<Value>(value: Value): Readonly<Record<ShortcutAction, Value>> {
  return { answer: value, decline: value, mute: value, 'hang-up': value, 'show-call': value };
}

/** What the user chose in an earlier run: what cannot be keys, or cannot be had any more, is as usual. */
export function decodeChosenKeys(document: unknown): ChosenKeys {
  return read(kept, document) ?? {};
}

/** What holds: the administrator's word before the user's, and no keys twice. */
export function keysOf(mac: boolean, chosen: ChosenKeys, decided: ChosenKeys): ActionKeys {
  const rank = (action: ShortcutAction): number => (action in decided ? 0 : action in chosen ? 1 : 2);
  const order = [...shortcutActions].sort((one, other) => rank(one) - rank(other));
  const wishes: ActionKeys = { ...usualKeys(mac), ...chosen, ...decided };
  const taken: Record<ShortcutAction, string | null> = { ...ofEach(null) };
  for (const action of order) {
    const wish = wishes[action];
    const isFree = action in decided || (wish !== null && keysProblem(wish, action, taken, mac) === null);
    taken[action] = isFree ? wish : null;
  }
  return taken;
}

/** What is known at the start. */
export function startingShortcuts(
  records: Records,
  mac: boolean,
  { shortcuts: decided }: DecidedShortcuts,
): ShortcutsModel {
  return {
    mac,
    keys: keysOf(mac, decodeChosenKeys(records.read(record)), decided),
    locked: shortcutActions.filter((action) => action in decided),
    recording: null,
  };
}
