import type { CallCommand, Command, MediaReport, Words } from '../../preload/contract/index.ts';
import { type CallHookSlice, createCallHook } from './call-hook/call-hook.ts';
import { createCallingSlice } from './calling/calling.ts';
import { type CallEngine, createCallEngine } from './calls/call-engine.ts';
import { createCallCommands } from './calls/commands.ts';
import { type CallPictureReport, createCallReports, createPictureReports } from './calls/media-events.ts';
import { createPlaceCommands } from './calls/out/place.ts';
import { type CommandHandlers, carryOut } from './commands.ts';
import { type ConversationsSlice, createConversations } from './conversations/conversations.ts';
import { createDevices, type Devices } from './devices/devices.ts';
import { microphoneState } from './devices/state.ts';
import { createSessionFollower, type Followers } from './follow-session.ts';
import { createGuide } from './guide/guide.ts';
import { createHealthWatch, type HealthWatch } from './health/watch.ts';
import { createHistory, type HistorySlice } from './history/history.ts';
import { nameOfNumber } from './history/names.ts';
import { phoneToMeeting } from './meetings/by-phone.ts';
import { createMeetings, type MeetingsSlice } from './meetings/meetings.ts';
import { ringsAloud } from './meetings/state.ts';
import { createMessages, type MessagesSlice } from './messages/messages.ts';
import { createMissed, type Missed } from './missed/missed.ts';
import type { Model } from './model.ts';
import { createOwnPhones } from './own-phones/own-phones.ts';
import { createPeople, type People } from './people/people.ts';
import type { PhoneOptions } from './phone.ts';
import { createPhoneCalls, type PhoneCallsSlice } from './phone-calls/phone-calls.ts';
import type { Ports } from './ports.ts';
import { createOwnPresence } from './presence/presence.ts';
import { createQuality, type Quality } from './quality/quality.ts';
import type { QueryHandlers } from './queries.ts';
import { createRelaySlice } from './relay/relay.ts';
import { createRinging } from './ringing/ringing.ts';
import { createRouting } from './routing/routing.ts';
import { createSessionCommands } from './session/commands.ts';
import { createSession } from './session/create-session.ts';
import type { Session } from './session/session.ts';
import { createSettings } from './settings/settings.ts';
import { createShortcuts, type ShortcutsSlice } from './shortcuts/shortcuts.ts';
import type { Store } from './store.ts';
import { createUpdates, type UpdatesSlice } from './updates/updates.ts';
import { createVoicemail } from './voicemail/voicemail.ts';

/** What the app can do, who carries out each command, and who answers each question. */
export interface Slices {
  readonly session: Session;
  readonly calls: CallEngine;
  readonly followers: Followers;
  readonly devices: Devices;
  readonly watch: HealthWatch;
  readonly history: HistorySlice;
  readonly quality: Quality;
  readonly people: People;
  readonly messages: MessagesSlice;
  readonly shortcuts: ShortcutsSlice;
  readonly callHook: CallHookSlice;
  readonly updates: UpdatesSlice;
  readonly commands: CommandHandlers<Command>;
  readonly queries: QueryHandlers;
  /** Takes what the window with the sound reports of calls. */
  readonly callReported: (report: MediaReport) => void;
  /** The same of the page of pictures. */
  readonly pictureReported: (report: CallPictureReport) => void;
}

/** Makes the slices over one model. What one wants of another goes by the functions that it is given here. */
export function createSlices(ports: Ports, options: PhoneOptions, store: Store<Model>): Slices {
  const { clock, random, log, media, records, urls, proxyAccess } = ports;
  const watch = createHealthWatch({ clock, random, store });
  store.subscribe(watch.changed);
  const session = createSession(
    ports,
    options,
    (output) => followSession(output),
    () => together(calls.lastWords(), own.routing.lastWords()),
  );
  const history = createHistory({ clock, store, records, words: options.words, onSeen: watch.unlistedSeen });
  const { perform } = session;
  const voicemail = createVoicemail({ store });
  const onMissed = { onItems: voicemail.counted, onUnlisted: watch.unlistedFound };
  const missed = createMissed({ clock, log, perform, store, history, ...onMissed });
  const relay = createRelaySlice({ clock, log, perform, media, store, policy: options.policy });
  const calls = createCallEngine({
    ports,
    session,
    store,
    onMoved(before, after) {
      store.prepare({ health: watch.afterCalls(before, after) });
      for (const follower of [phoneCalls, meetings]) follower.callsMoved(before, after);
    },
    onEnded(call) {
      if (!meetings.owns(call.id)) missed.ended(people.named(call));
      quality.ended(call);
    },
    onPhone: (conversation, resource) => phoneCalls.found(conversation, resource),
    inMeeting: (conversation, threadId) => meetings.isIn(conversation, threadId),
    ...{ lingers: (callId: string) => quality.asks(callId), onWithdrawn: history.remove },
  });
  const own = createOwnAffairs(ports, perform, store);
  const ownNumber = own.ownPhones.number;
  const conversations = createConversations({ session, store });
  const phoneCalls = createCallsByPhone(ports, { session, store, calls, missed, history, conversations, ownNumber });
  const quality = createQuality({
    ...{ clock, random, media, records, store, perform },
    tell: calls.tell,
    resolve: (href) => session.resolve(href),
    endpoint: options.userAgent,
    words: options.words,
  });
  store.subscribe(quality.changed);
  const people = createPeople({ clock, random, log, perform, store, words: options.words });
  const meetings = createMeetings({
    ...{ clock, random, log, session, store },
    ...{ tell: calls.tell, applyToCalls: calls.apply, applyToConversations: conversations.apply },
    actOnCall: (command) => carryOut(commands, command),
    onEnded: missed.ended,
  });
  const messages = createMessages({
    ports,
    session,
    store,
    words: options.words,
    decline: (callId) => commands.decline({ type: 'decline', callId }).ok,
  });
  const calling = createCallingSlice({ log, store, perform, resolve: session.resolve });
  const followers: Followers = {
    ...{ calls, 'phone-calls': phoneCalls, missed, relay, calling, people },
    ...{ conversations, messages, meetings, voicemail },
    ...{ ownPhones: own.ownPhones, presence: own.presence, routing: own.routing, ringing: own.ringing },
  };
  const followSession = createSessionFollower({
    ...{ clock, log, store, calls, phoneCalls, meetings, missed, followers, watch },
  });
  const { commands: chosen, ...choices } = createChosen(ports, options, store, watch);
  const devices = createDevices({
    store,
    records,
    words: options.words,
    onRemoved: (callId, device, label) => calls.apply({ type: 'device-removed', callId, device, label }),
  });
  const { acted, ...reports } = actOnCalls(ports, store, options.words, { calls, phoneCalls, meetings, watch });
  const onSignOut = endAllOf(meetings, phoneCalls, calls);
  const commands: CommandHandlers<Command> = {
    ...createSessionCommands({ clock, urls, proxyAccess, store, session, onSignOut }),
    ...acted,
    ...own.commands,
    ...devices.commands,
    ...chosen,
    ...history.commands,
    ...watch.commands,
    ...quality.commands,
    ...people.commands,
    ...messages.commands,
    ...meetings.commands,
  };
  const queries: QueryHandlers = {
    ...history.queries,
    ...people.queries,
    ...messages.queries,
    ...quality.queries,
  };
  return {
    ...{ session, calls, followers, devices, watch, history, quality, people, messages, commands, queries },
    ...{ ...choices, ...reports },
  };
}

/** Those that show something as a call that is none of this computer. */
interface ActsOnOthers extends Pick<Slices, 'calls'> {
  readonly phoneCalls: PhoneCallsSlice;
  readonly meetings: Pick<MeetingsSlice, 'act'>;
  readonly watch: HealthWatch;
}

/** What users want of calls, wherever they are talked, and what the window with the sound tells of them. */
function actOnCalls(
  { clock, random, log, media }: Ports,
  store: Store<Model>,
  words: Words,
  { calls: { apply }, phoneCalls, meetings, watch }: ActsOnOthers,
) {
  const deps = { log, media, calls: () => store.model.calls, apply };
  const microphone = () => microphoneState(store.model.devices);
  const actOnOthers = (command: CallCommand) =>
    watch.actOnTest(command) ?? meetings.act(command) ?? phoneCalls.act(command);
  return {
    acted: {
      ...createCallCommands({ ...deps, microphone, actOnOthers }),
      ...createPlaceCommands({
        ...deps,
        ...{ clock, random, microphone },
        calling: () => store.model.calling,
        nameOf: ({ written }) => nameOfNumber(store.model.history, written),
        mailboxName: () => words.say('voicemail.title'),
      }),
      ...phoneCalls.commands,
    },
    callReported: createCallReports(deps),
    pictureReported: createPictureReports(deps),
  };
}

function somethingRings({ calls, meetings }: Model): boolean {
  return calls.some(({ state }) => state === 'ringing') || meetings.list.some(ringsAloud);
}

/** What the user, and the administrator, chose about the app as a whole. */
function createChosen(ports: Ports, { policy }: PhoneOptions, store: Store<Model>, watch: HealthWatch) {
  const { clock, records } = ports;
  const shortcuts = createShortcuts({
    ...{ clock, records, store, policy },
    rings: () => somethingRings(store.model),
    onChanged: watch.keysChanged,
  });
  store.subscribe(shortcuts.changed);
  const callHook = createCallHook({ records, store });
  const settings = createSettings({ store, records });
  const updates = createUpdates({ ...ports, store, server: policy.updateServer, key: policy.updateKey });
  store.subscribe(updates.changed);
  const commands = { ...settings.commands, ...shortcuts.commands, ...callHook.commands, ...updates.commands };
  return { shortcuts, callHook, updates, commands };
}

/** What is about the user: their telephones, what they tell others, where their calls go, and whether they want to hear them. */
function createOwnAffairs(
  { clock, log, records, surroundings }: Ports,
  perform: Session['perform'],
  store: Store<Model>,
) {
  const ownPhones = createOwnPhones({ log, records, perform, store });
  const presence = createOwnPresence({ log, perform, store });
  const routing = createRouting({ clock, log, records, surroundings, perform, store });
  const ringing = createRinging({ clock, records, store, rings: () => somethingRings(store.model) });
  return {
    ownPhones,
    presence,
    routing,
    ringing,
    commands: {
      ...ownPhones.commands,
      ...presence.commands,
      ...routing.commands,
      ...ringing.commands,
      ...createGuide({ records, store }).commands,
    },
  };
}

/** The calls of the user's own telephone, which share the history with those of this computer. */
function createCallsByPhone(
  { clock, random, log }: Ports,
  { missed, history, calls, conversations, ...given }: CallsByPhoneDeps,
): PhoneCallsSlice {
  return createPhoneCalls({
    ...{ clock, random, log, ...given },
    tell: calls.tell,
    nameOf: ({ written }) => nameOfNumber(given.store.model.history, written),
    ...{ applyToCalls: calls.apply, applyToConversations: conversations.apply },
    phoneToMeeting: (callId) => phoneToMeeting(callId, given.store.model),
    onEnded: missed.ended,
    onWithdrawn: history.remove,
  });
}

interface CallsByPhoneDeps extends Pick<Slices, 'session' | 'calls' | 'history'> {
  readonly missed: Pick<Missed, 'ended'>;
  readonly conversations: Pick<ConversationsSlice, 'apply'>;
  readonly store: Store<Model>;
  readonly ownNumber: () => string | null;
}

function endAllOf(...slices: readonly { endAll(): void }[]): () => void {
  return () => {
    for (const slice of slices) slice.endAll();
  };
}

/** What several slices have to say in a session that ends; null where none has anything. */
function together(...words: readonly (Promise<void> | null)[]): Promise<void> | null {
  const some = words.filter((one) => one !== null);
  return some.length === 0 ? null : Promise.all(some).then(() => undefined);
}
