import { connected, longNamed, numberOnly, onPhone, ringing, view } from '../../views/samples.ts';
import type { Picture } from './picture.ts';

const byPhone = ['answer', 'decline', 'silence', 'answer-by-phone'] as const;
const ringsThere = {
  out: null,
  answered: false,
  direction: 'incoming',
  state: 'ringing',
  actions: ['decline'],
  talkOn: { text: 'Your phone rings: answer it there.', warning: false },
} as const;
const talks = { state: 'connected', actions: ['hold', 'hang-up'], lastedMs: 252_000 } as const;

/** Calls with the user's own telephone. */
export const phonePictures: readonly Picture[] = [
  {
    name: 'ring-by-phone',
    window: 'ring',
    width: 360,
    view: view({ calls: [ringing({ actions: byPhone, subject: 'Order 48213, delivery to Malmö' })] }),
  },
  {
    name: 'ring-by-phone-no-microphone',
    window: 'ring',
    width: 360,
    view: view({
      calls: [
        ringing({ actions: byPhone, talkOn: { text: 'No microphone. Answer on your phone instead.', warning: true } }),
      ],
    }),
  },
  {
    name: 'ring-phone-not-answered',
    window: 'ring',
    width: 360,
    view: view({
      calls: [
        ringing({
          actions: byPhone,
          notes: [
            {
              id: 'own-phone',
              kind: 'warning',
              title: 'Your phone did not answer.',
              help: 'Nobody picked it up in time.',
            },
          ],
        }),
      ],
    }),
  },
  { name: 'ring-on-phone', window: 'ring', width: 360, view: view({ calls: [onPhone(ringsThere, { steps: false })] }) },
  {
    name: 'ring-on-phone-second',
    window: 'ring',
    width: 360,
    view: view({ calls: [ringing({ id: 'a', actions: byPhone }), onPhone({ ...ringsThere, party: numberOnly })] }),
  },
  { name: 'call-by-phone', window: 'call', width: 340, view: view({ calls: [onPhone()] }) },
  {
    name: 'call-by-phone-far-side',
    window: 'call',
    width: 340,
    view: view({ calls: [onPhone({ state: 'alerting', party: longNamed }, { step: 'far-side' })] }),
  },
  {
    name: 'call-answered-by-phone',
    window: 'call',
    width: 340,
    view: view({ calls: [onPhone({ direction: 'incoming', out: null }, { steps: false, number: null })] }),
  },
  { name: 'call-on-phone', window: 'call', width: 340, view: view({ calls: [onPhone(talks, { step: 'talking' })] }) },
  {
    name: 'call-on-phone-held',
    window: 'call',
    width: 340,
    view: view({
      calls: [
        onPhone({ ...talks, actions: ['resume', 'hang-up'], heldHereMs: 38_000 }, { step: 'talking', number: null }),
      ],
    }),
  },
  {
    name: 'call-go-on-by-phone',
    window: 'call',
    width: 340,
    view: view({ calls: [connected({ actions: ['mute', 'hold', 'hang-up', 'go-on-by-phone'] })] }),
  },
  {
    name: 'call-going-to-phone',
    window: 'call',
    width: 340,
    view: view({
      calls: [
        connected({
          actions: ['mute', 'hold', 'hang-up', 'stay-here'],
          notes: [
            {
              id: 'own-phone',
              kind: 'info',
              title: 'Your phone rings, +46 8 555 012 34.',
              help: 'Pick it up to go on there. Until then you are heard from here.',
            },
          ],
        }),
      ],
    }),
  },
  {
    name: 'call-phone-not-answered',
    window: 'call',
    width: 340,
    view: view({
      calls: [
        onPhone({
          state: 'ended',
          actions: [],
          lastedMs: 0,
          ending: { title: 'Your phone did not answer.', help: 'Nobody picked it up in time.' },
        }),
      ],
    }),
  },
];
