/** What people may do to calls, from the page or from the command line; a wish that is impossible now is an error. */
import type { SimulatedCall } from '../calls/simulated-call.ts';
import type { UcwaServer } from '../index.ts';
import type { SimulatedMeeting } from '../meetings/simulated-meeting.ts';
import type { SimulatedChat } from '../messaging/simulated-chat.ts';
import { colleague } from '../people.ts';
import {
  type CallAction,
  type ChatAction,
  callActions,
  chatActions,
  type MeetingAction,
  meetingActions,
} from './view.ts';

export function isCallAction(word: string): word is CallAction {
  return callActions.some((action) => action === word);
}

/** Does it to that call, or to the newest one that is in the right state. */
export async function actOnCall(server: UcwaServer, action: CallAction, callId?: string): Promise<SimulatedCall> {
  const state = ['hold', 'resume', 'hang-up'].includes(action) ? 'talking' : 'ringing';
  const isOut = ['pick-up', 'busy', 'refuse'].includes(action);
  const fits = (each: SimulatedCall): boolean =>
    each.state === state && (state === 'talking' || (each.dialled !== null) === isOut);
  const call = callId === undefined ? server.calls.all.findLast(fits) : server.calls.find(callId);
  if (call === undefined) throw new Error(callId === undefined ? `no call is ${state}` : `there is no ${callId}`);
  switch (action) {
    case 'cancel':
      await call.cancel();
      break;
    case 'elsewhere':
      await call.answerElsewhere(colleague('noor')?.person);
      break;
    case 'hold':
      await call.hold();
      break;
    case 'resume':
      await call.resume();
      break;
    case 'pick-up':
      await call.pickUp();
      break;
    case 'busy':
      await call.fail({ code: 'RemoteFailure', subcode: 'Busy' });
      break;
    case 'refuse':
      await call.fail({ code: 'RemoteFailure', subcode: 'Declined' }, 'Declined');
      break;
    case 'hang-up':
      await call.hangUp();
      break;
  }
  return call;
}

export function isChatAction(word: string): word is ChatAction {
  return chatActions.some((action) => action === word);
}

/** What a colleague writes who was not told what to, one after the other. */
const phrases = [
  'Order 48213 left Malmö at 06:10. Papers: https://northwind.example/orders/48213',
  'Can you sign before noon?',
  'Thanks, that worked',
] as const;

/** A colleague writes; without words what colleagues write. */
export function writeAs(server: UcwaServer, from: string, text = ''): SimulatedChat {
  const count = server.chats.with(from)?.said.length ?? 0;
  return server.chats.write({ from, text: text === '' ? (phrases[count % phrases.length] ?? '') : text });
}

/** Does it in the newest conversation with a colleague. `fail`: the user's next message is not delivered. */
export function actInChat(server: UcwaServer, action: ChatAction, from: string): SimulatedChat {
  const chat = server.chats.with(from);
  if (chat === undefined || chat.isOver) throw new Error(`nothing is written with ${from}`);
  if (action === 'type') chat.type();
  else if (action === 'leave') chat.leave();
  else chat.failing += 1;
  return chat;
}

export function isMeetingAction(word: string): word is MeetingAction {
  return meetingActions.some((action) => action === word);
}

/** A colleague does it about the newest meeting, or asks the user to one. */
export function actInMeeting(server: UcwaServer, action: MeetingAction, who: string): SimulatedMeeting {
  const { meetings } = server;
  if (action === 'ask') return meetings.invite({ from: who, subject: 'Weekly logistics', leads: true });
  const meeting = meetings.newest;
  if (meeting === undefined || meeting.isOver) throw new Error('there is no meeting');
  if (action === 'join') meetings.join(meeting, who);
  else if (action === 'wait') meetings.join(meeting, who, { inLobby: true });
  else if (action === 'leave') meeting.leave(who);
  else if (action === 'mute-you') meeting.muteUser(true);
  else if (action === 'record') meeting.record(!meeting.recording);
  else if (action === 'remove-you') meeting.removeUser();
  else meeting.end();
  return meeting;
}

/** The user's desk telephone sends all calls to voicemail, or lets them ring; it tells no client. */
export function turnDeskPhone({ forwarding, ledger }: UcwaServer, to: string): string {
  if (to !== 'forward' && to !== 'ring') throw new Error('the desk telephone can forward or ring');
  if (to === 'forward') forwarding.forwardToVoicemail();
  else forwarding.turnOff();
  ledger.record({ kind: 'server', detail: `the desk telephone: ${to}` });
  return to;
}
