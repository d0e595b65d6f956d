import { type CallView, plainInvitation, type Words } from '../../../preload/contract/index.ts';
import { talkOn } from '../devices/project.ts';
import type { Known } from './known.ts';

/** The test ring as the windows, the tray and the notifications see it: as any call that rings. */
export function testCall({ health: { test }, devices }: Known, words: Words, now: number): readonly CallView[] {
  if (test === null) return [];
  return [
    {
      id: test.id,
      direction: 'incoming',
      state: 'ringing',
      party: { label: 'Switchhook', named: true, number: null, initials: '' },
      subject: words.say('ring.test-subject'),
      importance: 'normal',
      invitation: plainInvitation,
      silenced: test.silenced,
      muted: false,
      heldThere: false,
      keypad: { state: 'not-yet', pressedThere: [] },
      heldHereMs: null,
      sound: null,
      rating: null,
      actions: test.silenced ? ['answer', 'decline'] : ['answer', 'decline', 'silence'],
      lastedMs: now - test.since,
      talkOn: talkOn(devices, words),
      ending: null,
      out: null,
      phone: null,
      answered: false,
      notes: [],
    },
  ];
}
