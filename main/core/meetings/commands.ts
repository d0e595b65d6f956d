import type { CallCommand, CommandResult, MeetingPlan, MeetingsCommand } from '../../../preload/contract/index.ts';
import { mayTurnTo } from '../calls/hold.ts';
import { readDialled } from '../calls/out/dial.ts';
import { type Call, isTalking } from '../calls/state.ts';
import { type CommandHandlers, refused, taken } from '../commands.ts';
import { conversationAt, type LiveConversation } from '../conversations/state.ts';
import { cleanText } from '../text.ts';
import { meetingUriOf } from './address.ts';
import type { MeetingsDeps } from './deps.ts';
import type { MeetingEvent } from './event.ts';
import { muteLockHref } from './facts.ts';
import { hrefFor, hrefsForAll, type Moderator, mayEndForAll, ownAudio } from './moderate.ts';
import { planWanted } from './planning.ts';
import { isEngaged, isLive, isStillCall, type Meeting, mayTryAgain } from './state.ts';
import { wayToMeeting } from './way-to-meeting.ts';

export interface MeetingCommandsDeps extends MeetingsDeps {
  readonly apply: (event: MeetingEvent) => void;
  readonly moderator: Moderator;
  /** Reads the user's own meetings. */
  readonly look: () => Promise<void>;
}

/** What a user wants of meetings becomes an event of them, or is refused. */
export interface MeetingCommands {
  readonly commands: CommandHandlers<MeetingsCommand>;
  /** A command about a call, where the call is a meeting; null where it is none, or where its sound is meant. */
  act(command: CallCommand): CommandResult | null;
}

export function createMeetingCommands(deps: MeetingCommandsDeps): MeetingCommands {
  const find = (id: string): Meeting | undefined => deps.store.model.meetings.list.find((one) => one.id === id);
  const within = (meeting: Meeting | undefined): LiveConversation | undefined =>
    meeting?.conversation == null ? undefined : conversationAt(deps.store.model.conversations, meeting.conversation);

  return {
    commands: {
      ...createGoing(deps, find),
      ...createModerating(deps, (callId) => {
        const meeting = find(callId);
        const conversation = within(meeting);
        return meeting?.state === 'in' && conversation !== undefined ? { meeting, conversation } : null;
      }),
      'make-meeting': (command) => makeMeeting(deps, find(command.callId), command.callId),
      'add-person': (command) => addPerson(deps, find(command.callId), command),
      'cancel-adding': (command) => cancelAdding(deps, find(command.callId), command.addedId),
    },
    act(command) {
      const meeting = find(command.callId);
      if (meeting === undefined || (isStillCall(meeting) && meeting.state === 'ended')) return null;
      if (isStillCall(meeting)) {
        if (command.type === 'hang-up') giveUp(deps, meeting);
        return null;
      }
      return actOn(deps, meeting, command, within(meeting));
    },
  };
}

/** The ways into a meeting that does not ring. */
function createGoing(
  { store, random, clock, apply, look }: MeetingCommandsDeps,
  find: (id: string) => Meeting | undefined,
): Pick<
  CommandHandlers<MeetingsCommand>,
  'join-meeting' | 'start-meeting' | 'look-at-meetings' | 'join-again' | 'join-sound'
> {
  const go = (
    origin: 'joined' | 'started',
    uri: string | null,
    subject: string | null,
    wanted: MeetingPlan = {},
  ): CommandResult => {
    const { meetings } = store.model;
    const plan = origin === 'started' ? planWanted(wanted, meetings.planning) : null;
    const href = origin === 'joined' ? meetings.joinOnlineMeeting : meetings.startOnlineMeeting;
    if (href === null) return refused('unavailable');
    if (meetings.list.some((one) => isEngaged(one) && uri !== null && one.uri === uri)) return refused('repeated');
    if (meetings.list.some(({ state }) => state === 'joining')) return refused('engaged');
    const [id, operationId] = [random.uuid(), random.uuid()];
    apply({
      ...{ type: 'go', id, origin, operationId, uri, subject, plan },
      ...{ conversation: null, voice: null, wall: clock.wall() },
    });
    return taken;
  };
  return {
    'join-meeting'({ address }) {
      const uri = meetingUriOf(address);
      return uri === null ? refused('not-a-meeting') : go('joined', uri, null);
    },
    'start-meeting': ({ about, ...wanted }) => go('started', null, cleanText(about), wanted),
    'look-at-meetings'() {
      void look();
      return taken;
    },
    'join-again'({ callId }) {
      const meeting = find(callId);
      if (meeting === undefined || !meeting.shown || !mayTryAgain(meeting)) return refused('stale');
      apply({ type: 'forget', id: meeting.id });
      return meeting.uri === null ? go('started', null, meeting.subject) : go('joined', meeting.uri, null);
    },
    'join-sound'({ callId }) {
      const meeting = find(callId);
      if (meeting?.state !== 'in') return refused('stale');
      const isThere = store.model.calls.some(({ id, state }) => id === meeting.voice && state !== 'ended');
      if (isThere || meeting.voicing !== 'no') return refused('repeated');
      apply({ type: 'want-voice', id: meeting.id });
      return taken;
    },
  };
}

/** What may be done about those who are in a meeting. */
function createModerating(
  deps: MeetingCommandsDeps,
  inside: (callId: string) => { readonly meeting: Meeting; readonly conversation: LiveConversation } | null,
): Pick<CommandHandlers<MeetingsCommand>, 'moderate' | 'admit-all' | 'mute-all' | 'keep-muted' | 'end-meeting'> {
  const ask = ({ id }: Meeting, hrefs: readonly string[]): CommandResult => {
    if (hrefs.length === 0) return refused('unavailable');
    const unasked = hrefs.filter((href) => !deps.moderator.isUnderWay(href));
    if (unasked.length === 0) return refused('repeated');
    void moderate(deps, id, unasked);
    return taken;
  };
  const all = (callId: string, action: 'admit' | 'mute'): CommandResult => {
    const there = inside(callId);
    return there === null ? refused('stale') : ask(there.meeting, hrefsForAll(there.conversation, action));
  };
  return {
    moderate({ callId, personId, action }) {
      const there = inside(callId);
      const person = there?.conversation.participants.find(({ number }) => String(number) === personId);
      if (there === null || person === undefined) return refused('stale');
      const href = hrefFor(there.conversation, person, action);
      return ask(there.meeting, href === undefined ? [] : [href]);
    },
    'admit-all': ({ callId }) => all(callId, 'admit'),
    'mute-all': ({ callId }) => all(callId, 'mute'),
    'keep-muted'({ callId, muted }) {
      const there = inside(callId);
      if (there === null) return refused('stale');
      const href = muteLockHref(there.conversation, muted);
      return ask(there.meeting, href === null ? [] : [href]);
    },
    'end-meeting'({ callId }) {
      const there = inside(callId);
      if (there === null) return refused('stale');
      const { meeting, conversation } = there;
      if (!mayEndForAll(conversation)) return refused('unavailable');
      const leave = () =>
        deps.apply({ type: 'end', id: meeting.id, ending: { reason: 'left-here', code: '' }, tell: true });
      void moderate(deps, meeting.id, hrefsForAll(conversation, 'remove')).then(leave);
      return taken;
    },
  };
}

/** Has that done to somebody in it by these links. */
async function moderate(
  { apply, moderator }: MeetingCommandsDeps,
  id: string,
  hrefs: readonly string[],
): Promise<void> {
  apply({ type: 'done', id, done: await moderator.areDone(hrefs) });
}

/** A call becomes a meeting, in which nobody is but those who talk. */
function makeMeeting(deps: MeetingCommandsDeps, known: Meeting | undefined, callId: string): CommandResult {
  const { calls, conversations } = deps.store.model;
  const call = calls.find(({ id, state }) => id === callId && state === 'connected');
  if (call === undefined) return refused('stale');
  if (known !== undefined && isLive(known)) return refused('repeated');
  const way = wayToMeeting(call, conversations);
  if (way === null || call.conversation === null) return refused('unavailable');
  makeOf(deps, call, call.conversation, way);
  return taken;
}

/** By the server alone, or, where it takes that, by a call into the conference. */
function makeOf(
  { random, apply }: MeetingCommandsDeps,
  call: Call,
  conversation: string,
  way: ReturnType<typeof wayToMeeting>,
): void {
  apply({
    ...{ type: 'go', id: call.id, origin: 'made', operationId: null, uri: null, subject: call.subject, plan: null },
    ...{ conversation, voice: call.id, wall: call.startedAt },
    ...(way !== null && { escalation: { callId: random.uuid(), ...way } }),
  });
}

/** A call to which somebody is added becomes a meeting, once the server has made one of it. */
function addPerson(
  deps: MeetingCommandsDeps,
  known: Meeting | undefined,
  { callId, to }: MeetingsCommand & { readonly type: 'add-person' },
): CommandResult {
  const { store, random, apply } = deps;
  const dialled = readDialled(to);
  if (dialled === null) return refused('not-callable');
  const call = store.model.calls.find(({ id, state }) => id === callId && state === 'connected');
  const meeting = known !== undefined && isLive(known) ? known : undefined;
  const conversation = meeting?.conversation ?? call?.conversation ?? null;
  if (conversation === null) return refused('stale');
  const about = conversationAt(store.model.conversations, conversation)?.about;
  const way = meeting === undefined && call !== undefined ? wayToMeeting(call, store.model.conversations) : null;
  // What is on its way to be a meeting has the link once it is one.
  const mayBeAdded = about?.links.addParticipant != null || way !== null || meeting?.escalation != null;
  if (!mayBeAdded) return refused('unavailable');
  if (meeting?.added.some((one) => one.to === dialled.to && one.state !== 'failed')) return refused('repeated');
  if (meeting === undefined && call !== undefined) makeOf(deps, call, conversation, way);
  const { to: uri, written } = dialled;
  const added = {
    id: random.uuid(),
    to: uri,
    written,
    invitation: null,
    cancel: null,
    state: 'asked',
    why: null,
  } as const;
  apply({ type: 'adding', id: callId, added });
  return taken;
}

function cancelAdding({ apply }: MeetingCommandsDeps, meeting: Meeting | undefined, addedId: string): CommandResult {
  const added = meeting?.added.find(({ id }) => id === addedId);
  if (meeting === undefined || !isLive(meeting) || added === undefined || added.state === 'failed')
    return refused('stale');
  if (added.state === 'cancelling') return refused('repeated');
  if (added.cancel === null && added.state !== 'waiting') return refused('unavailable');
  apply({ type: 'cancel-adding', id: meeting.id, addedId, isCancelling: true });
  return taken;
}

function giveUp({ apply }: MeetingCommandsDeps, { id }: Meeting): void {
  apply({ type: 'end', id, ending: { reason: 'left-here', code: '' }, tell: true });
}

function actOn(
  deps: MeetingCommandsDeps,
  meeting: Meeting,
  command: CallCommand,
  conversation: LiveConversation | undefined,
): CommandResult | null {
  const { apply, store } = deps;
  const { id, state, ending } = meeting;
  const end = (reason: 'left-here' | 'declined-here' | 'declined-only-here'): CommandResult => {
    apply({ type: 'end', id, ending: { reason, code: '' }, tell: true });
    return taken;
  };
  switch (command.type) {
    case 'answer':
    case 'hang-up-and-answer':
      return answer(deps, meeting, command.type);
    case 'decline':
      if (state === 'ringing') return end('declined-here');
      return refused(ending?.reason === 'declined-here' ? 'repeated' : 'stale');
    case 'decline-here':
      if (state !== 'ringing') return refused(ending?.reason === 'declined-only-here' ? 'repeated' : 'stale');
      return meeting.decline === null ? refused('unavailable') : end('declined-only-here');
    case 'silence':
      if (state !== 'ringing') return refused('stale');
      if (meeting.silenced) return refused('repeated');
      apply({ type: 'silence', id });
      return taken;
    case 'mute':
      return mute(deps, meeting, command.muted, conversation);
    case 'hang-up':
      if (isEngaged(meeting)) return end('left-here');
      return refused(ending?.reason === 'left-here' ? 'repeated' : 'stale');
    case 'dismiss':
      if (state !== 'ended' || !meeting.shown) return refused('stale');
      apply({ type: 'forget', id });
      return taken;
    default: {
      // Its sound is meant, which is a call of its own.
      if (meeting.voice === id) return null;
      const call = store.model.calls.find((one) => one.id === meeting.voice);
      return call === undefined ? refused('stale') : deps.actOnCall({ ...command, callId: call.id });
    }
  }
}

function answer(
  { store, apply, actOnCall }: MeetingCommandsDeps,
  meeting: Meeting,
  way: 'answer' | 'hang-up-and-answer',
): CommandResult {
  const { calls } = store.model;
  if (meeting.state !== 'ringing') return refused(meeting.state === 'ended' ? 'stale' : 'repeated');
  const talking = calls.filter(isTalking);
  if (way === 'answer' && !mayTurnTo(meeting, calls)) return refused('unavailable');
  if (way === 'hang-up-and-answer') {
    if (talking.length === 0) return refused('unavailable');
    const shownAs = (id: string) => store.model.meetings.list.find(({ voice }) => voice === id)?.id ?? id;
    for (const call of talking) actOnCall({ type: 'hang-up', callId: shownAs(call.id) });
  }
  apply({ type: 'accept', id: meeting.id });
  return taken;
}

/** Here at once, and at the server where it lets the user, so that the others see it. */
function mute(
  deps: MeetingCommandsDeps,
  { id, voice, muted: before, state }: Meeting,
  muted: boolean,
  conversation: LiveConversation | undefined,
): CommandResult {
  if (state === 'ended' || state === 'ringing') return refused('stale');
  const { store, apply, applyToCalls } = deps;
  const audio = ownAudio(conversation);
  const call = store.model.calls.find((one) => one.id === voice && one.state !== 'ended');
  const isMuted = call?.muted ?? before;
  // Whom the meeting has muted may want to be heard although nothing is muted here.
  if (isMuted === muted && (muted || audio?.muted !== true)) return refused('repeated');
  apply({ type: 'mute', id, muted });
  if (call !== undefined) applyToCalls({ type: 'mute', callId: call.id, muted });
  const href = audio === null || audio.muted === muted ? null : muted ? audio.muteAudio : audio.unmuteAudio;
  if (href !== null) void moderate(deps, id, [href]);
  return taken;
}
