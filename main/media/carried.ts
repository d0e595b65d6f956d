import type { MediaEvent, MediaInstruction } from '../core/ports.ts';

/** What is known of a call outside the process that carries it, so that another one can carry it on. */
export interface Carried {
  /** Its close was asked for. */
  readonly closing: boolean;
  readonly started: boolean;
  /** The far side's latest offer that was met; null for a call to oneself. */
  readonly offer: string | null;
  /** One that is being met. */
  readonly offered: string | null;
  /** What we said last, as SDP; null before we said anything. */
  readonly after: string | null;
  /** How often another process carried it on. */
  readonly rescued: number;
}

export const newlyCarried: Carried = {
  closing: false,
  started: false,
  offer: null,
  offered: null,
  after: null,
  rescued: 0,
};

export function afterInstruction(call: Carried, instruction: MediaInstruction): Carried {
  switch (instruction.type) {
    case 'start':
      return { ...call, started: true };
    case 'renegotiate':
      return { ...call, offered: instruction.offer };
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
      return { ...call, after: event.farOffer };
    default:
      return call;
  }
}
