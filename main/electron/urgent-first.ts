import type { Phone } from '../core/phone.ts';
import type { Http, Media } from '../core/ports.ts';
import type { RightOfWay } from './right-of-way.ts';

/** The longest that the rest waits for the card of a new ring, and for an answer to leave, in milliseconds. */
const [cardMs, answerMs] = [150, 40];

/** A new ring's card goes before its sound. */
export function soundAfterCard(media: Media, way: RightOfWay): Media {
  return {
    read: media.read,
    equip: media.equip,
    onEvent: media.onEvent,
    carried: media.carried,
    instruct: (instruction) => {
      if (instruction.type === 'prepare') way.claim('card', cardMs);
      way.yielding(() => media.instruct(instruction));
    },
  };
}

/** An answer goes to the server before anything is drawn, and before its sound begins. */
export function answerBeforeDrawing(phone: Phone, way: RightOfWay): Phone {
  return {
    ...phone,
    command: (command) => {
      if (command.type === 'answer' || command.type === 'answer-with-video') way.claim('answer', answerMs);
      return phone.command(command);
    },
  };
}

/** What waits for an answer waits no longer once it is on its way. Only answers have a connection ready for them. */
export function untilAnswerIsSent(http: Http, way: RightOfWay): Http {
  return {
    ...http,
    send: (request) => {
      const exchange = http.send(request);
      if (request.spareConnection) void exchange.sent.then(() => way.release(0));
      return exchange;
    },
  };
}
