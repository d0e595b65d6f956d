import type { CallView, MeetingView, PartyView, PersonInMeetingView } from '../../preload/contract/index.ts';
import { ana, connected, numberOnly, priya, ringing, tomas } from './samples.ts';

const dana: PartyView = { label: 'Dana Whitfield', named: true, number: null, initials: 'DW' };
const noor: PartyView = { label: 'Noor Galal', named: true, number: null, initials: 'NG' };
const title = 'Weekly logistics: Malmö, Gothenburg and the Lisbon depot';

export function inMeeting(
  id: string,
  party: PartyView,
  changes: Partial<PersonInMeetingView> = {},
): PersonInMeetingView {
  return { id, party, isSelf: false, line: '', muted: false, actions: [], ...changes };
}

/** Who leads, who takes part and who waits, as somebody sees it who leads. */
export function meeting(changes: Partial<MeetingView> = {}): MeetingView {
  const may = ['remove', 'make-presenter', 'mute'] as const;
  return {
    stage: 'in',
    title,
    organizer: 'Dana Whitfield',
    count: 4,
    lobby: [
      inMeeting('5', noor, { line: 'From another organization', muted: null, actions: ['admit', 'reject'] }),
      inMeeting('6', numberOnly, { line: 'By phone', muted: null, actions: ['admit', 'reject'] }),
    ],
    presenters: [
      inMeeting('self', dana, { isSelf: true, line: 'You, organizer' }),
      inMeeting('1', ana, { actions: ['remove', 'make-attendee', 'mute'], messageTo: 'sip:ana@northwind.example' }),
    ],
    attendees: [
      inMeeting('2', tomas, { line: 'Muted', muted: true, actions: ['remove', 'make-presenter', 'unmute'] }),
      inMeeting('3', priya, { actions: may, messageTo: 'sip:priya@northwind.example' }),
    ],
    added: [],
    sound: true,
    recorded: false,
    dialIn: { number: '+46 8 555 012 00', conferenceId: '4821345', passCode: null },
    link: 'https://meet.northwind.example/dana/ABC123',
    actions: ['add-person', 'admit-all', 'mute-all', 'end-meeting', 'copy-link'],
    ...changes,
  };
}

/** One that the user is in. */
export function meetingCall(changes: Partial<CallView> = {}, more: Partial<MeetingView> = {}): CallView {
  return connected({
    party: { label: title, named: true, number: null, initials: '' },
    subject: null,
    actions: ['mute', 'hold', 'hang-up'],
    meeting: meeting(more),
    ...changes,
  });
}

/** One to which the user is asked. */
export function meetingRing(changes: Partial<CallView> = {}): CallView {
  const nobody = { lobby: [], presenters: [], attendees: [], added: [], actions: [] };
  return ringing({
    subject: 'Supplier review',
    actions: ['answer', 'decline', 'decline-here', 'silence'],
    meeting: meeting({ stage: 'ringing', title: 'Supplier review', organizer: 'Ana Lindqvist', count: 1, ...nobody }),
    ...changes,
  });
}

/** Waiting to be let in. */
export const inLobby: CallView = meetingCall(
  {
    state: 'calling',
    actions: ['mute', 'hang-up'],
    keypad: { state: 'not-yet', pressedThere: [] },
    notes: [
      {
        id: 'in-lobby',
        kind: 'info',
        title: 'You wait in the lobby.',
        help: 'Ana Lindqvist can let you in. You are not heard yet.',
      },
    ],
  },
  { stage: 'lobby', title: 'Supplier review', lobby: [], presenters: [], attendees: [], actions: [], sound: false },
);

/** Not let in for now. */
export const lockedMeeting: CallView = meetingCall(
  {
    state: 'ended',
    actions: [],
    lastedMs: 0,
    ending: { title: 'The meeting is locked', help: 'Ask Ana Lindqvist to unlock it, then try again.' },
  },
  { stage: 'over', lobby: [], presenters: [], attendees: [], actions: ['join-again'], sound: false },
);
