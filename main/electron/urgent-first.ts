import type { Phone } from '../core/phone.ts';
import type { Media } from '../core/ports.ts';
import type { RightOfWay } from './right-of-way.ts';

/** The longest that the rest waits for the card of a new ring, and for an answer to leave, in milliseconds. */
const [cardMs, answerMs] = [150, 40];

/** A new ring's card goes before its sound. */
export function soundAfterCard(media: Media, way: RightOfWay): Media {
  return {
    refusalOf: media.refusalOf,
    onEvent: media.onEvent,
    instruct: (instruction) => {
      if (instruction.type === 'prepare') way.claim(cardMs);
      way.yielding(() => media.instruct(instruction));
    },
  };
}

/** An answer goes to the server before anything else is drawn. */
export function answerBeforeDrawing(phone: Phone, way: RightOfWay): Phone {
  return {
    ...phone,
    command: (command) => {
      if (command.type === 'answer') way.claim(answerMs);
      return phone.command(command);
    },
  };
}
