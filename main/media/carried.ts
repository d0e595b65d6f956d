import type { MediaEvent, MediaInstruction } from '../core/ports.ts';

/** What is known of a call outside the process that carries it, so that another one can carry it on. */
export interface Carried {
  /** Its close was asked for. */
  readonly closing: boolean;
  readonly started: boolean;
  /**
   * The far side's latest offer that was met. In a call out its first answer stands for one: it says as much of where the far side is. Null before
   * there is any, and for a call to oneself.
   */
  readonly offer: string | null;
  /** One that is being met, or the first answer in a call out. */
  readonly offered: string | null;
  /** Our first offer in a call out, by its name; null for other calls, and once it is answered. */
  readonly calling: string | null;
  /** What we said last, as SDP; null before we said anything. */
  readonly after: string | null;
  /** How often another process carried it on. */
  readonly rescued: number;
  /** It leaves its ports for others: what it tells is of no use any more. */
  readonly moving: boolean;
}

/** Of a call of which nothing was said. */
export const newlyCarried: Carried = {
  closing: false,
  started: false,
  offer: null,
  offered: null,
  calling: null,
  after: null,
  rescued: 0,
  moving: false,
};

/** A call that begins with this; null where none does. */
export function carriedFrom(instruction: MediaInstruction): Carried | null {
  switch (instruction.type) {
    case 'prepare':
      return { ...newlyCarried, offer: instruction.offer, after: instruction.after ?? null };
    case 'test-call':
      return newlyCarried;
    case 'call-out':
      return { ...newlyCarried, calling: instruction.offering };
    default:
      return null;
  }
}

export function afterInstruction(call: Carried, instruction: MediaInstruction): Carried {
  switch (instruction.type) {
    case 'start':
      return { ...call, started: true };
    case 'renegotiate':
      return { ...call, offered: instruction.offer };
    case 'far-answer':
      return call.calling === instruction.offering ? { ...call, offered: instruction.answer } : call;
    case 'close':
      return { ...call, closing: true };
    default:
      return call;
  }
}

export function afterEvent(call: Carried, event: MediaEvent): Carried {
  switch (event.type) {
    case 'prepared':
      // One that is carried on has not said this to anybody.
      return call.after === null ? { ...call, after: event.farAnswer } : call;
    case 'renegotiated':
      return { ...call, offer: call.offered ?? call.offer, offered: null, after: event.farAnswer };
    case 'offered':
    case 'called-out':
      return { ...call, after: event.farOffer };
    case 'answer-taken':
      return call.calling === event.offering ? { ...call, offer: call.offered, offered: null, calling: null } : call;
    default:
      return call;
  }
}
