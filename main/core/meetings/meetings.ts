import type { CallCommand, CommandResult, MeetingsCommand } from '../../../preload/contract/index.ts';
import type { Communicated } from '../calling/calling.ts';
import { type Calls, changedCalls } from '../calls/state.ts';
import type { CommandHandlers } from '../commands.ts';
import { conversationAt } from '../conversations/state.ts';
import type { FollowsSession } from '../follows-session.ts';
import type { CompleteEvent } from '../session/channel/complete-event.ts';
import type { Resolve } from '../session/session.ts';
import { decodeCommunication } from '../ucwa/decode/communication.ts';
import { createEscalation, createHandOver, createMeetingCaller } from './call-in.ts';
import { createMeetingCommands } from './commands.ts';
import type { MeetingsDeps } from './deps.ts';
import type { MeetingEvent } from './event.ts';
import { type MeetingNews, meetingNewsOf } from './from-ucwa.ts';
import { createModerator } from './moderate.ts';
import { type Planning, readPlanning } from './planning.ts';
import { createMeetingReader } from './reader.ts';
import { recordOf, titleToKeep } from './record.ts';
import { reduceMeetings } from './reduce.ts';
import { createRejoining } from './rejoin.ts';
import { createMeetingEffects } from './run-effects.ts';
import {
  isEngaged,
  isLive,
  type Meeting,
  type MeetingEnding,
  type Meetings,
  type MeetingsModel,
  noMeetings,
} from './state.ts';

/** The meetings that the user is asked to, and is in. */
export interface MeetingsSlice extends FollowsSession {
  readonly commands: CommandHandlers<MeetingsCommand>;
  /** A command about a call, where the call is a meeting; else null. */
  act(command: CallCommand): CommandResult | null;
  take(event: CompleteEvent): void;
  /** The calls took a step; the model has it already. */
  callsMoved(before: Calls, after: Calls): void;
  /** The call carries the sound of one, which goes to the history by itself. */
  owns(callId: string): boolean;
  /** The user is in that conversation as in a meeting, or comes back into it. */
  isIn(conversation: string, threadId: string | null): boolean;
  /** The event channel is down, or the session is over: what rings cannot be followed. */
  loseRings(reason: 'network-dropped' | 'server-lost'): void;
  /** The user is about to be gone: every meeting is left. */
  endAll(): void;
}

export function createMeetings(deps: MeetingsDeps): MeetingsSlice {
  const { clock, random, log, session, store } = deps;
  const resolve: Resolve = (href) => session.resolve(href);
  const list = (): Meetings => store.model.meetings.list;
  const reader = createMeetingReader({ ...deps, resolve, isWanted, follow });
  const model = () => store.model.meetings;
  const wire = { clock, random, log, resolve, apply, perform: session.perform, model };
  const rejoining = createRejoining(wire);
  const runEffect = createMeetingEffects({
    ...{ ...wire, tell: deps.tell, rejoin: rejoining.rejoin },
    conversations: () => store.model.conversations,
    read: reader.read,
    ...{ callIn: createMeetingCaller(deps), escalate: createEscalation(deps) },
    hangUp: (callId) => deps.applyToCalls({ type: 'hang-up', callId }),
    handOver: createHandOver(deps),
    record: (meeting) => deps.onEnded(recordOf(meeting, titleToKeep(meeting))),
  });

  function change(meetings: Partial<MeetingsModel>): void {
    store.change({ meetings: { ...store.model.meetings, ...meetings } });
  }

  function apply(event: MeetingEvent): void {
    const before = list();
    const step = reduceMeetings(before, event, clock.now());
    if (step.dropped !== undefined) log.debug('meeting event dropped', { why: step.dropped });
    if (step.list !== before) store.prepare({ meetings: { ...store.model.meetings, list: step.list } });
    for (const effect of step.effects) runEffect(effect);
    if (step.list === before) return;
    logMoves(log, before, step.list);
    store.change({});
    // Its conversation may have been told of before it was known as one of a meeting.
    for (const meeting of step.list) {
      const was = before.find(({ id }) => id === meeting.id);
      const isNews = was?.conversation !== meeting.conversation || was?.state !== meeting.state;
      if (isNews && meeting.state === 'joining') reader.readUntold(meeting);
      if (isNews && isLive(meeting) && meeting.conversation !== null) follow(meeting.conversation);
    }
  }

  /** Something in a conversation is another; `over`: all of it is gone. One that is not known yet tells nothing. */
  function follow(href: string, over = false, ending: MeetingEnding | null = null): void {
    const conversation = over ? undefined : conversationAt(store.model.conversations, href);
    if (conversation === undefined && !over) return;
    for (const { id, conversation: mine } of list()) {
      if (mine === href) apply({ type: 'followed', id, conversation, ending });
    }
  }

  /** The user is in it, or on the way. */
  function isWanted(conversation: string): boolean {
    return list().some((one) => one.conversation === conversation && isEngaged(one));
  }

  function lose(which: (meeting: Meeting) => boolean, reason: 'network-dropped' | 'server-lost' | 'signed-out'): void {
    for (const meeting of list()) {
      if (!isLive(meeting) || !which(meeting)) continue;
      apply({ type: 'end', id: meeting.id, ending: { reason, code: '' }, tell: reason === 'signed-out' });
    }
  }

  const planner = createPlanner(deps, resolve, (planning) => change({ planning }));
  const moderator = createModerator(session.perform, log);
  const { commands, act } = createMeetingCommands({ ...deps, apply, moderator, look: planner.read });
  return {
    commands,
    act,
    take(ucwa) {
      const resolveThere: Resolve = (href) => session.resolve(href, ucwa.base);
      for (const news of meetingNewsOf(ucwa, { resolve: resolveThere, random, wall: clock.wall() })) {
        if (news.kind === 'conversation') follow(news.conversation, news.over, news.ending);
        else apply(news.event);
        if (isBare(news, ucwa)) reader.readSoon(news.conversation, personIn(ucwa));
      }
    },
    communicated(said) {
      change(waysIn(said, session));
      rejoining.communicated();
    },
    look(application) {
      planner.at(application);
      rejoining.look(application);
      for (const meeting of list()) if (isLive(meeting)) void reader.read(meeting);
    },
    applicationLost: () => rejoining.applicationLost(),
    loseRings: (reason) => lose(({ state }) => state === 'ringing', reason),
    callsMoved: (before, after) => followEscalations(list(), changedCalls(before, after), apply),
    owns: (callId) => list().some(({ id, voice, origin }) => voice === callId && (id !== callId || origin !== 'made')),
    isIn: (conversation, threadId) => list().some((one) => isEngaged(one) && mayBeAt(one, conversation, threadId)),
    endAll: () => lose(() => true, 'signed-out'),
    forget() {
      lose(({ lost }) => lost !== 'no', 'server-lost');
      store.change({ meetings: noMeetings });
    },
    stop: () => lose(() => true, 'signed-out'),
  };
}

/** What becomes of the calls that take the voice of two into a meeting. */
function followEscalations(
  list: Meetings,
  moved: ReturnType<typeof changedCalls>,
  apply: (event: MeetingEvent) => void,
): void {
  for (const { call } of moved) {
    const id = list.find(({ escalation }) => escalation === call.id)?.id;
    if (id === undefined) continue;
    if (call.state === 'connected') apply({ type: 'escalated', id });
    else if (call.state === 'ended') apply({ type: 'not-escalated', id, code: call.ending?.code ?? '' });
  }
}

/** Only its name was told: what there is of it is read. */
function isBare(news: MeetingNews, { resource }: CompleteEvent): news is MeetingNews & { kind: 'conversation' } {
  return news.kind === 'conversation' && !news.over && resource === null;
}

/** Who is another by now; null where the event is about something else, or says where somebody is put. */
function personIn({ rel, href, container }: CompleteEvent): string | null {
  return (rel === 'participant' || rel === 'localParticipant') && container === null ? href : null;
}

/** By which links meetings are joined and begun. */
function waysIn({ communication, base }: Communicated, { resolve }: MeetingsDeps['session']) {
  const { joinOnlineMeeting, startOnlineMeeting } = decodeCommunication(communication).links;
  return {
    joinOnlineMeeting: resolve(joinOnlineMeeting, base),
    startOnlineMeeting: resolve(startOnlineMeeting, base),
  };
}

/** Reads the user's own meetings in the application there is. */
function createPlanner({ session }: MeetingsDeps, resolve: Resolve, tell: (planning: Planning) => void) {
  let application: string | null = null;
  return {
    at(present: string): void {
      application = present;
    },
    async read(): Promise<void> {
      const asked = application;
      const planning = asked === null ? null : await readPlanning(session.perform, resolve, asked);
      if (planning !== null && asked === application) tell(planning);
    },
  };
}

/** Also one of which it is being looked for in which of the conversations it is now. */
function mayBeAt(meeting: Meeting, conversation: string, threadId: string | null): boolean {
  const isSought = meeting.lost === 'sought' && meeting.conversation === null;
  return meeting.conversation === conversation || isThread(meeting, threadId) || isSought;
}

function isThread(meeting: Meeting, threadId: string | null): boolean {
  return threadId !== null && meeting.threadId === threadId;
}

function logMoves(log: MeetingsDeps['log'], before: Meetings, after: Meetings): void {
  for (const meeting of after) {
    const was = before.find(({ id }) => id === meeting.id);
    if (was?.state === meeting.state) continue;
    const { reason: ending, code } = meeting.ending ?? {};
    log.info('meeting', { id: meeting.id, from: was?.state, to: meeting.state, ending, code });
  }
}
