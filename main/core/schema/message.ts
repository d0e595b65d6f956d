import * as v from 'valibot';
import { fields } from './fields.ts';
import { read, type Schema } from './schema.ts';

/** Whatever crosses a border says what it is. */
interface Typed {
  readonly type: string;
}

/** What a message says besides its type. */
type Said<Message> = Omit<Message, 'type'>;

/**
 * Each type of message with the form of what it says, and with what else is to be known of it. A type that is new does not compile
 * without its row.
 */
export type MessageTable<Message extends Typed, Beside = unknown> = {
  readonly [Type in Message['type']]: Beside & { readonly schema: Schema<Said<Extract<Message, { type: Type }>>> };
};

const typed = fields({ type: v.string() });

/** Reads a message by the row of its type; null for anything else. Fields that are unknown are left behind. */
export function readMessage<Message extends Typed>(table: MessageTable<Message>, value: unknown): Message | null {
  const type = read(typed, value)?.type;
  if (type === undefined || !isIn(table, type)) return null;
  const said = read<object>(table[type].schema, value);
  // The row of a type has the schema of that very message, which the compiler cannot follow.
  return said === null ? null : ({ type, ...said } as Message);
}

function isIn<Table extends object>(table: Table, name: string): name is string & keyof Table {
  return Object.hasOwn(table, name);
}
