import { type BusMessage, daemon } from './signals.ts';

/** Tells answers from what others send in their place. */
export interface ReplyCheck {
  /** A call with this number went to that name. */
  expect(serial: number | undefined, destination: string): void;
  forget(serial: number | undefined): void;
  isForged(message: BusMessage): boolean;
}

interface Expected {
  readonly destination: string;
  readonly ownerAtCall: string | null;
}

/** D-Bus specification, message types: METHOD_RETURN and ERROR. */
const replyTypes = [2, 3];

/**
 * A session's bus passes on answers that nobody asked for, and they are known by a number that can be guessed: so an answer counts
 * where it comes from whoever has the name that was called, or had it then, or from the bus itself, which answers for those that
 * are not there. Calls that are not known here are the library's own, to the bus.
 */
export function createReplyCheck(ownerOf: (name: string) => string | null): ReplyCheck {
  const expected = new Map<number, Expected>();
  return {
    expect(serial, destination) {
      if (serial !== undefined) expected.set(serial, { destination, ownerAtCall: ownerOf(destination) });
    },
    forget(serial) {
      if (serial !== undefined) expected.delete(serial);
    },
    isForged({ type, replySerial, sender }) {
      if (!replyTypes.includes(type) || sender === daemon) return false;
      const known = expected.get(replySerial ?? 0);
      if (known === undefined || sender === undefined) return true;
      return sender !== known.ownerAtCall && sender !== ownerOf(known.destination);
    },
  };
}
