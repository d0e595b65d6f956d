import type {
  CallAction,
  CallView,
  EndingView,
  MeetingAction,
  MeetingView,
  PersonInMeetingAction,
  PersonInMeetingView,
  Words,
} from '../../../preload/contract/index.ts';
import { mayTurnTo } from '../calls/hold.ts';
import { nothingInvited } from '../calls/invited/invited.ts';
import { projectInvited } from '../calls/invited/project-invited.ts';
import { type Call, type Calls, isTalking } from '../calls/state.ts';
import { type Conversations, conversationAt, type LiveConversation, type Present } from '../conversations/state.ts';
import { talkOn } from '../devices/project.ts';
import type { DevicesModel } from '../devices/state.ts';
import { canGetMessages } from '../messages/address.ts';
import { homeDomains, ownAddresses, projectParty } from '../party/party.ts';
import type { SessionModel } from '../session/state.ts';
import { cleanText } from '../text.ts';
import type { Participant } from '../ucwa/decode/participant.ts';
import { addedView } from './added.ts';
import { phoneInMeeting } from './by-phone.ts';
import { meetingEndWords } from './end-words.ts';
import { dialInView, muteLockActions } from './facts.ts';
import { audioOf, doable, hrefsForAll, mayEndForAll, ownAudio } from './moderate.ts';
import { meetingNotes } from './notes.ts';
import { isComingBack, isLive, isStillCall, isWanted, type Meeting, type MeetingsModel, mayTryAgain } from './state.ts';
import { wayToMeeting } from './way-to-meeting.ts';

/** What is read of the model. */
export interface KnownOfMeetings {
  readonly meetings: MeetingsModel;
  readonly conversations: Conversations;
  readonly calls: Calls;
  readonly devices: DevicesModel;
  readonly phoneCalls: readonly { readonly state: string; readonly conversation: string | null }[];
  readonly session: SessionModel;
  readonly words: Words;
}

/** Those as which a call is shown: a call that only may become a meeting is shown as a call. */
export function shownMeetings({ meetings, calls }: Pick<KnownOfMeetings, 'meetings' | 'calls'>): readonly Meeting[] {
  return meetings.list.filter((meeting) => {
    if (!meeting.shown) return false;
    return !isStillCall(meeting) || (isLive(meeting) && !isUp(calls, meeting.voice));
  });
}

function isUp(calls: Calls, id: string | null): boolean {
  return calls.some((call) => call.id === id && call.state !== 'ended');
}

/** The call of a meeting is shown as the meeting, also when one of the two is over. */
export function isShownAsMeeting(known: Pick<KnownOfMeetings, 'meetings' | 'calls'>, callId: string): boolean {
  return known.meetings.list.some(
    (meeting) =>
      (meeting.id === callId || meeting.voice === callId) &&
      !(isStillCall(meeting) && (!isLive(meeting) || isUp(known.calls, meeting.voice))),
  );
}

/** A meeting as the windows show calls. `voice`: its call as it would be shown by itself; null where there is none that is up. */
export function projectMeeting(
  meeting: Meeting,
  voice: CallView | null,
  known: KnownOfMeetings,
  now: number,
): CallView {
  const { session, words, devices, calls, conversations } = known;
  const there = meeting.conversation === null ? undefined : conversationAt(conversations, meeting.conversation);
  const view = meetingView(meeting, there, voice, known);
  const party = partyOf(meeting, view, known);
  const muted = (voice?.muted ?? meeting.muted) || ownAudio(there)?.muted === true;
  const isIn = meeting.state === 'in';
  return {
    ...base(meeting, now),
    party,
    subject: meeting.state === 'ringing' ? cleanText(meeting.subject) : null,
    invitation: projectInvited(nothingInvited, party.label, session, words),
    silenced: meeting.silenced,
    muted,
    heldThere: isIn && voice?.heldThere === true,
    keypad: isIn && voice !== null ? voice.keypad : { state: 'not-yet', pressedThere: [] },
    heldHereMs: isIn ? (voice?.heldHereMs ?? null) : null,
    ...(isIn && voice?.video !== undefined && { video: voice.video }),
    sound: isIn ? (voice?.sound ?? null) : null,
    rating: null,
    actions: actionsOf(meeting, voice, calls),
    talkOn: talkOn(devices, words),
    notes: [...meetingNotes(meeting, there, { view, voice, muted, words }), ...(isIn ? (voice?.notes ?? []) : [])],
    ending: endingOf(meeting, view, words),
    out: null,
    phone: null,
    answered: isWanted(meeting),
    meeting: view,
  };
}

function base(meeting: Meeting, now: number): Pick<CallView, 'id' | 'direction' | 'state' | 'importance' | 'lastedMs'> {
  const { id, origin, importance, state, since, enteredAt } = meeting;
  const lastedMs = state === 'ended' ? (enteredAt === null ? 0 : since - enteredAt) : now - (enteredAt ?? since);
  return {
    id,
    direction: origin === 'invited' ? 'incoming' : 'outgoing',
    state: stateOf(meeting),
    importance,
    lastedMs,
  };
}

function stateOf(meeting: Meeting): CallView['state'] {
  const { state, origin } = meeting;
  if (isComingBack(meeting)) return 'connected';
  switch (state) {
    case 'joining':
      return origin === 'invited' ? 'answering' : 'calling';
    case 'lobby':
      return 'calling';
    case 'in':
      return 'connected';
    default:
      return state;
  }
}

/** On the card who asks; in the window the meeting. */
function partyOf(
  { state, origin, from, enteredAt }: Meeting,
  { title }: MeetingView,
  { session, words }: KnownOfMeetings,
) {
  if (origin === 'invited' && (state === 'ringing' || state === 'joining') && enteredAt === null) {
    return projectParty(from, homeDomains(session), words);
  }
  return { label: title, named: true, number: null, initials: '' };
}

function actionsOf(meeting: Meeting, voice: CallView | null, calls: Calls): readonly CallAction[] {
  switch (meeting.state) {
    case 'ringing': {
      const ways: readonly CallAction[] = [
        ...(mayTurnTo(meeting, calls) ? ['answer' as const] : []),
        ...(calls.some(isTalking) ? ['hang-up-and-answer' as const] : []),
        'decline',
        ...(meeting.decline === null ? [] : ['decline-here' as const]),
      ];
      return meeting.silenced ? ways : [...ways, 'silence'];
    }
    case 'joining':
    case 'lobby':
      return ['mute', 'hang-up'];
    case 'in': {
      const own = voice === null || voice.state === 'ended' ? ['mute' as const] : voice.actions;
      return [...own.filter((action) => ofSound.has(action)), 'hang-up'];
    }
    case 'ended':
      return [];
  }
}

/** What of its call can be done in a meeting too. */
const ofSound: ReadonlySet<CallAction> = new Set<CallAction>([
  ...([
    'mute',
    'hold',
    'resume',
    'preview-video',
    'cancel-preview',
    'start-video',
    'show-video',
    'stop-video',
  ] as const),
]);

function meetingView(
  meeting: Meeting,
  there: LiveConversation | undefined,
  voice: CallView | null,
  known: KnownOfMeetings,
): MeetingView {
  const { words } = known;
  const organizer = organizerOf(meeting, there);
  const people = there === undefined ? [] : peopleIn(there, meeting, known);
  const inside = people.filter(({ group }) => group !== 'lobby');
  const of = (group: string) => people.filter((one) => one.group === group).map(({ view }) => view);
  const link = there?.meeting?.joinUrl ?? null;
  return {
    stage: meeting.state === 'ended' ? 'over' : meeting.state,
    title: titleOf(meeting, there, organizer, words),
    organizer,
    count: Math.max(inside.length, 1),
    lobby: of('lobby'),
    presenters: of('presenters'),
    attendees: of('attendees'),
    added: meeting.added.map((added) => addedView(added, words)),
    sound: meeting.voicing !== 'no' || (voice !== null && voice.state !== 'ended'),
    recorded: meeting.state === 'in' && there?.about?.recording === true,
    dialIn: there === undefined || meeting.state !== 'in' ? null : dialInView(there),
    link: link !== null && /^https:\/\/[^\s]{1,1000}$/.test(link) ? link : null,
    actions: meetingActions(meeting, there, voice, known),
  };
}

function organizerOf({ from, origin }: Meeting, there: LiveConversation | undefined): string | null {
  const said = cleanText(there?.meeting?.organizerName ?? null);
  if (said !== null) return said;
  const present = there?.participants.find(({ standing }) => standing?.organizer === true);
  return (
    cleanText(present?.who?.name ?? present?.title ?? null) ??
    (origin === 'invited' ? cleanText(from?.name ?? null) : null)
  );
}

function titleOf(
  { subject }: Meeting,
  there: LiveConversation | undefined,
  organizer: string | null,
  { say }: Words,
): string {
  const title = cleanText(subject ?? there?.meeting?.subject ?? null);
  if (title !== null) return title;
  return organizer === null ? say('meeting.title') : say('meeting.title-of', { name: organizer });
}

function meetingActions(
  meeting: Meeting,
  there: LiveConversation | undefined,
  voice: CallView | null,
  known: KnownOfMeetings,
): readonly MeetingAction[] {
  if (mayTryAgain(meeting)) return ['join-again'];
  if (meeting.state !== 'in' || there === undefined) return [];
  const isSilent = meeting.voicing === 'no' && (voice === null || voice.state === 'ended');
  return [
    ...(there.about?.links.addParticipant == null ? [] : (['add-person'] as const)),
    ...(hrefsForAll(there, 'admit').length > 0 ? (['admit-all'] as const) : []),
    ...(hrefsForAll(there, 'mute').length > 0 ? (['mute-all'] as const) : []),
    ...muteLockActions(there),
    ...(mayEndForAll(there) ? (['end-meeting'] as const) : []),
    ...(isSilent ? (['join-sound'] as const) : []),
    ...(isSilent && mayJoinByPhone(meeting, known) ? (['join-by-phone'] as const) : []),
    ...(there.meeting?.joinUrl == null ? [] : (['copy-link'] as const)),
  ];
}

/** Once: a telephone that rings for it, or is in it, is shown as a call. */
function mayJoinByPhone(meeting: Meeting, { conversations, phoneCalls }: KnownOfMeetings): boolean {
  const there = phoneInMeeting(meeting, conversations);
  const isIn = phoneCalls.some((call) => call.state !== 'ended' && call.conversation === there?.conversation);
  return there !== null && !isIn;
}

interface Grouped {
  readonly group: 'lobby' | 'presenters' | 'attendees';
  readonly view: PersonInMeetingView;
}

/** The user first, then the others in the order in which they joined. */
function peopleIn(there: LiveConversation, { state }: Meeting, known: KnownOfMeetings): readonly Grouped[] {
  const others = there.participants.map((person) => grouped(person, there, known));
  return state === 'in' ? [own(there, known), ...others] : others;
}

function own(there: LiveConversation, { session, words }: KnownOfMeetings): Grouped {
  const [address = ''] = ownAddresses(session).filter((one) => one !== '');
  const who: Participant = { name: session.user?.name ?? null, uri: address, phoneNumber: null };
  const standing = there.selfStanding;
  const you = words.say(standing?.organizer === true ? 'meeting.line.you-organizer' : 'meeting.line.you');
  const muted = ownAudio(there)?.muted ?? null;
  return {
    group: standing?.role === 'leader' ? 'presenters' : 'attendees',
    view: {
      ...{ id: 'self', party: projectParty(who, homeDomains(session), words), isSelf: true, muted, actions: [] },
      line:
        muted === true ? words.say('meeting.line.both', { first: you, second: words.say('meeting.line.muted') }) : you,
    },
  };
}

function grouped(person: Present, there: LiveConversation, { session, words }: KnownOfMeetings): Grouped {
  const { standing, title, number } = person;
  const who: Participant = person.who ?? { name: title, uri: null, phoneNumber: null };
  const audio = audioOf(there, person.href);
  const muted = audio?.muted ?? null;
  const writable = canGetMessages(who) && who.uri !== null ? { messageTo: who.uri } : {};
  return {
    group: standing?.inLobby === true ? 'lobby' : standing?.role === 'leader' ? 'presenters' : 'attendees',
    view: {
      id: String(number),
      party: projectParty(who, homeDomains(session), words),
      isSelf: false,
      line: lineOf(person, who, muted, words),
      muted,
      actions: Object.keys(doable(standing, audio)) as PersonInMeetingAction[],
      ...writable,
    },
  };
}

/** What the server says of them, and nothing that is guessed. */
function lineOf({ standing }: Present, who: Participant, muted: boolean | null, { say }: Words): string {
  const parts = [
    standing?.organizer === true ? say('meeting.line.organizer') : null,
    who.uri?.toLowerCase().startsWith('tel:') === true ? say('meeting.line.by-phone') : null,
    who.anonymous === true ? say('meeting.line.guest') : null,
    who.sourceNetwork === 'Federated' ? say('meeting.line.outside') : null,
    muted === true ? say('meeting.line.muted') : null,
  ].filter((part) => part !== null);
  const [first = '', second] = parts;
  return second === undefined ? first : say('meeting.line.both', { first, second });
}

function endingOf({ ending }: Meeting, { organizer }: MeetingView, words: Words): EndingView | null {
  if (ending === null) return null;
  const { reason } = ending;
  return { ...meetingEndWords(reason, words, organizer), ...(reason === 'left-here' && { ordinary: true as const }) };
}

/** What makes a meeting of a call: somebody who is added, or the user's wish alone. */
export function waysToMeeting(
  call: Call,
  { conversations, meetings }: Pick<KnownOfMeetings, 'conversations' | 'meetings'>,
): readonly CallAction[] {
  const { id: callId, state, conversation } = call;
  if (state !== 'connected') return [];
  const about = conversation === null ? null : conversationAt(conversations, conversation)?.about;
  const isOnItsWay = meetings.list.some((one) => one.id === callId && isLive(one));
  const mayEscalate = wayToMeeting(call, conversations) !== null;
  return [
    ...(about?.links.addParticipant != null || mayEscalate ? (['add-person'] as const) : []),
    ...(mayEscalate && !isOnItsWay ? (['make-meeting'] as const) : []),
  ];
}
