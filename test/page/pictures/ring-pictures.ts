import type { InvitationView } from '../../../preload/contract/index.ts';
import {
  forwarded,
  forwardedByNobodyKnown,
  longForwarded,
  office,
  onBehalf,
  saying,
  team,
  transferred,
} from '../../views/invitations.ts';
import {
  ana,
  callingOut,
  connected,
  hidden,
  longNamed,
  notAnswered,
  numberOnly,
  priya,
  ringing,
  stranger,
  tomas,
  view,
} from '../../views/samples.ts';
import type { Picture } from './picture.ts';

const warning = { text: 'Headset not found. You will talk on Built-in microphone.', warning: true };
const subject = 'Order 48213, delivery to Malmö';
const longSubject =
  'Forklift accident in hall 3, need the site manager and the first-aid contact on the line as soon as it can be';

/** A forwarded call and its like. */
function reasoned(more: Partial<InvitationView>) {
  return view({ calls: [ringing({ subject, invitation: saying(more) })] });
}

export const ringPictures: readonly Picture[] = [
  { name: 'ring', window: 'ring', width: 360, view: view({ calls: [ringing({ subject })] }) },
  { name: 'ring-focus', window: 'ring', width: 360, focus: true, view: view({ calls: [ringing({ subject })] }) },
  { name: 'ring-number', window: 'ring', width: 360, view: view({ calls: [ringing({ party: numberOnly })] }) },
  {
    name: 'ring-hidden',
    window: 'ring',
    width: 360,
    view: view({ calls: [ringing({ party: hidden, silenced: true })] }),
  },
  {
    name: 'ring-outside',
    window: 'ring',
    width: 360,
    view: view({ calls: [ringing({ party: stranger }), ringing({ id: 'b', party: stranger })] }),
  },
  {
    name: 'ring-long',
    window: 'ring',
    width: 360,
    view: view({ calls: [ringing({ party: longNamed, subject: longSubject, importance: 'urgent', talkOn: warning })] }),
  },
  {
    name: 'ring-emergency',
    window: 'ring',
    width: 360,
    view: view({ calls: [ringing({ party: priya, importance: 'emergency' })] }),
  },
  {
    name: 'ring-emergency-place',
    window: 'ring',
    width: 360,
    view: view({ calls: [ringing({ importance: 'emergency', invitation: saying({ place: office }) })] }),
  },
  { name: 'ring-forwarded', window: 'ring', width: 360, view: reasoned({ why: [forwarded] }) },
  { name: 'ring-looked-up', window: 'ring', width: 360, view: reasoned({ why: [forwardedByNobodyKnown] }) },
  { name: 'ring-team', window: 'ring', width: 360, view: reasoned({ why: [team] }) },
  {
    name: 'ring-all-reasons',
    window: 'ring',
    width: 360,
    view: reasoned({
      why: [onBehalf, longForwarded, transferred],
      privateLine: true,
      content: '{"order": 48213, "from": "Malmö"}',
    }),
  },
  {
    name: 'ring-all-reasons-large',
    window: 'ring',
    width: 560,
    text: 200,
    view: reasoned({ why: [longForwarded], privateLine: true, place: office }),
  },
  {
    name: 'ring-decline-menu',
    window: 'ring',
    width: 360,
    height: 282,
    focus: true,
    view: view({ calls: [ringing({ subject, actions: ['answer', 'decline', 'decline-here', 'reply', 'silence'] })] }),
    act: (page) => page.getByRole('button', { name: 'More ways to decline' }).click(),
  },
  {
    name: 'ring-decline-menu-large',
    window: 'ring',
    width: 560,
    height: 390,
    text: 200,
    focus: true,
    view: view({ calls: [ringing({ actions: ['answer', 'decline', 'decline-here', 'reply', 'silence'] })] }),
    act: (page) => page.getByRole('button', { name: 'More ways to decline' }).click(),
  },
  {
    name: 'ring-own-reply',
    window: 'ring',
    width: 360,
    height: 420,
    focus: true,
    view: view({ calls: [ringing({ subject, actions: ['answer', 'decline', 'decline-here', 'reply', 'silence'] })] }),
    act: async (page) => {
      await page.getByRole('button', { name: 'More ways to decline' }).click();
      await page.getByRole('menuitem', { name: 'Write your own' }).click();
      await page.getByRole('textbox').fill('On a train, back at three');
    },
  },
  {
    name: 'ring-answering',
    window: 'ring',
    width: 360,
    view: view({ calls: [ringing({ state: 'answering', actions: ['mute', 'hang-up'], subject })] }),
  },
  {
    name: 'ring-not-answered',
    window: 'ring',
    width: 360,
    view: view({ calls: [ringing({ subject, notes: [notAnswered] })], moreRinging: 12 }),
  },
  {
    name: 'ring-second-holds',
    window: 'ring',
    width: 360,
    view: view({
      calls: [
        connected({ id: 'a' }),
        ringing({ party: tomas, actions: ['answer', 'hang-up-and-answer', 'decline', 'silence'] }),
      ],
    }),
  },
  {
    name: 'ring-second',
    window: 'ring',
    width: 360,
    view: view({
      calls: [connected({ id: 'a' }), ringing({ party: tomas, actions: ['hang-up-and-answer', 'decline', 'silence'] })],
    }),
  },
  {
    name: 'ring-while-calling',
    window: 'ring',
    width: 360,
    view: view({ calls: [callingOut({ id: 'a' }), ringing({ party: tomas })] }),
  },
  {
    name: 'ring-three',
    window: 'ring',
    width: 360,
    view: view({
      calls: [
        ringing(),
        ringing({ id: 'b', party: tomas }),
        ringing({ id: 'c', party: longNamed }),
        ringing({ id: 'd', party: hidden }),
        ringing({ id: 'e', party: priya }),
        ringing({ id: 'f', party: ana }),
      ],
    }),
  },
  { name: 'ring-200', window: 'ring', width: 560, text: 200, view: view({ calls: [ringing({ subject })] }) },
  {
    name: 'ring-200-long',
    window: 'ring',
    width: 560,
    text: 200,
    view: view({
      calls: [ringing({ party: longNamed, subject: longSubject, talkOn: warning }), ringing({ id: 'b', party: tomas })],
    }),
  },
  {
    name: 'ring-rtl',
    window: 'ring',
    width: 360,
    rtl: true,
    view: view({
      calls: [
        ringing({
          party: { label: 'نور جلال الدين', named: true, number: '+20 2 5550 1234', initials: 'نج' },
          subject: 'الطلب 48213',
          invitation: saying({ why: [forwarded], privateLine: true }),
        }),
      ],
    }),
  },
  {
    name: 'ring-forced',
    window: 'ring',
    width: 360,
    forced: true,
    focus: true,
    view: view({ calls: [ringing({ subject })] }),
  },
];
