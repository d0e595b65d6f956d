import type { MessagesModel } from '../../main/core/messages/state.ts';
import { readHtml } from '../../main/core/messages/text/html-text.ts';
import { own, said, theirs, threadOf } from './said.ts';
import { noon } from './samples.ts';

const minute = 60_000;
const at = (minutes: number): number => noon - minutes * minute;
const yesterday = 24 * 60;

/** A day's messages: one thread with all that a bubble can show, and some in the list. */
export function busyMessages(changes: Partial<MessagesModel> = {}): MessagesModel {
  const conversation = 'https://pool.example/conversations/1';
  const anas = threadOf(
    'Ana Lindqvist',
    [
      theirs('The carrier asks for the gate code again.', at(yesterday + 62)),
      own('I will call you back.', at(yesterday + 58), { declinedCall: true }),
      theirs('Order 48213 left Malmö at 06:10. Papers: https://northwind.example/orders/48213', at(79)),
      theirs('Can you sign before noon?', at(79)),
      own('Yes. Where do I find the customs form?', at(78)),
      own('Call me on +46 8 5550 1234 if it is missing.', at(77), {
        delivery: 'failed',
        failure: { why: 'not-delivered', code: '' },
      }),
    ],
    { conversation },
  );
  const modality = {
    conversation,
    messaging: `${conversation}/messaging`,
    state: 'connected' as const,
    sendMessage: `${conversation}/messages`,
    setIsTyping: `${conversation}/typing`,
    stopMessaging: `${conversation}/terminate`,
    addMessaging: null,
    typingParticipants: `${conversation}/typingParticipants`,
    typing: [`${conversation}/participants/ana`],
  };
  return said(
    [
      anas,
      threadOf('Tomás Oliveira', [
        theirs('Can you take the Lisbon call at two?', at(90), { read: false }),
        theirs('I am on the road.', at(89), { read: false }),
      ]),
      threadOf('Dr. Maria-Magdalena Schwarzenberger-Hohenlohe zu Öhringen II', [
        theirs('Who is on call for hall 3 this afternoon?', at(117)),
        own('The forklift is back in hall 3', at(116)),
      ]),
      threadOf('Priya Raman', [
        own('Are you there?', at(165), { delivery: 'failed', failure: { why: 'not-answered', code: '' } }),
      ]),
      threadOf(
        'Noor Galal',
        [
          theirs('<h1>Thanks</h1><script>alert(1)</script>', at(2 * yesterday), {
            text: readHtml('<p>Thanks, <b>that worked</b></p><script>alert(1)</script>'),
            away: true,
            read: false,
          }),
        ],
        { draft: 'You are wel' },
      ),
      threadOf('Bao Chen', [theirs('See you', at(3 * yesterday))], { ended: 'there' }),
    ],
    { modalities: [modality], ...changes },
  );
}
