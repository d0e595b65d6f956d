/** Draws the server's state as the snapshot that the page of colleagues shows. */
import type { Ending, SimulatedCall } from '../calls/simulated-call.ts';
import type { UcwaServer } from '../index.ts';
import { monotonicNow } from '../ledger.ts';
import type { SimulatedChat } from '../messaging/simulated-chat.ts';
import { type Colleague, colleagues, type Person } from '../people.ts';
import { nextPresence } from './presence.ts';
import type { ColleagueCallView, ColleagueChatView, ColleaguesView, ColleagueView } from './view.ts';

/** Quieter than this nobody speaks, in dBFS. */
const audible = -55;

export function project(server: UcwaServer): ColleaguesView {
  const name = server.account.displayName;
  const reachable = server.applications.some((application) => application.reachable);
  const { rights, isForwarded } = server.forwarding;
  const forwarded = rights.offered ? isForwarded : null;
  return { user: { name, reachable, forwarded }, colleagues: colleagues.map((each) => colleagueView(each, server)) };
}

/** What a caller is called by people who look at the simulator. */
export function nameOf(person: Person): string {
  return person.name ?? (person.uri === undefined ? 'Hidden caller' : spoken(person.uri));
}

/** How a call ended, as a sentence. */
export function endingText(ending: Ending): string {
  switch (ending.kind) {
    case 'declined':
      return ending.reason === 'Local' ? 'Declined on that computer' : 'Declined';
    case 'cancelled':
      return 'Cancelled by the caller';
    case 'answered-elsewhere':
      return 'Answered elsewhere';
    case 'failed':
      return 'Could not be connected';
    case 'replaced':
      return 'Transferred';
    case 'on-phone':
      return 'Taken by telephone';
    case 'in-meeting':
      return 'Became a meeting';
    case 'user-hung-up':
      return 'The user hung up';
    case 'user-cancelled':
      return 'The user gave up';
    case 'caller-hung-up':
      return 'The caller hung up';
    case 'application-ended':
      return 'The user went offline';
  }
}

function colleagueView({ person, kind, toneHz }: Colleague, server: UcwaServer): ColleagueView {
  const call = server.calls.all.findLast(({ from }) => from.id === person.id);
  const number = person.workPhoneNumber ?? person.uri;
  const detail = [number && spoken(number), person.title, person.department].filter(Boolean).join(' · ');
  const name = nameOf(person);
  return {
    id: person.id,
    name,
    initials: person.name === undefined ? '' : initials(name),
    detail: person.name === undefined ? '' : detail,
    kind,
    toneHz,
    nextPresence: server.book.person(person.id) === undefined ? null : nextPresence(server, person.id),
    call: call === undefined ? null : callView(call),
    chat: chatView(server.chats.with(person.id)),
    meeting: meetingView(server, person.id),
  };
}

function meetingView({ meetings }: UcwaServer, id: string): ColleagueView['meeting'] {
  const meeting = meetings.newest;
  if (meeting === undefined || meeting.isOver) return null;
  const there = meeting.find(id);
  if (there === undefined) return 'out';
  return there.inLobby ? 'waits' : 'in';
}

function chatView(chat: SimulatedChat | undefined): ColleagueChatView | null {
  if (chat === undefined || chat.isOver) return null;
  const { id, isWaiting: waiting, said } = chat;
  return { id, waiting, last: said.at(-1) ?? null };
}

function callView(call: SimulatedCall): ColleagueCallView {
  const { frequency, level } = call.peer.hearing;
  const heard =
    call.state === 'talking' && level > audible ? { hz: Math.round(frequency), level: Math.round(level) } : null;
  const ending = call.ending === null ? '' : endingText(call.ending);
  const { id, state, held } = call;
  const dialled = call.dialled !== null;
  return { id, dialled, state, lastedMs: Math.round(monotonicNow() - call.since), held, ending, heard };
}

function initials(name: string): string {
  const words = name.split(' ').filter((word) => /^\p{Lu}/u.test(word) && !word.endsWith('.'));
  return words
    .slice(0, 2)
    .map((word) => word.slice(0, 1))
    .join('');
}

function spoken(uri: string): string {
  return uri.replace(/^(sip|tel):/, '');
}
