import {
  type AppView,
  type CallAction,
  type CallView,
  type HealthView,
  isTestOn,
  type MediaView,
  type MessageId,
  type NoteView,
  type PicturesView,
  type SessionStatus,
  type SessionView,
  type SignInView,
  type Words,
} from '../../../preload/contract/index.ts';
import { projectCalling } from '../calling/project.ts';
import { projectEnding } from '../calls/endings.ts';
import { mayHold, mayResume, mayTurnTo } from '../calls/hold.ts';
import { projectInvited } from '../calls/invited/project-invited.ts';
import { addressToCallBack } from '../calls/out/place.ts';
import { isHeardEarly, projectOut } from '../calls/out/project.ts';
import { projectTone } from '../calls/out/tone.ts';
import { waits } from '../calls/room.ts';
import { type Call, type Calls, isHeldByNobody, isTalking, isUp } from '../calls/state.ts';
import { keypadState } from '../calls/tones.ts';
import { projectDevices, talkOn } from '../devices/project.ts';
import { chosenDevice } from '../devices/state.ts';
import { testCall } from '../health/test-call.ts';
import { projectSummary } from '../history/project.ts';
import { addingNotes } from '../meetings/notes.ts';
import { isShownAsMeeting, projectMeeting, shownMeetings, waysToMeeting } from '../meetings/project.ts';
import { projectWays } from '../meetings/project-ways.ts';
import { canGetMessages, whoCanBeWrittenTo } from '../messages/address.ts';
import { projectMessages } from '../messages/project.ts';
import type { Model } from '../model.ts';
import { projectOwnPhones } from '../own-phones/project.ts';
import { homeDomains, projectParty } from '../party/party.ts';
import { projectCaller, projectPeople } from '../people/project.ts';
import { namedOnCall } from '../people/watching/callers.ts';
import { phoneActions, phoneNotes } from '../phone-calls/beside.ts';
import { projectPhoneCalls } from '../phone-calls/project.ts';
import { ownNotes, projectOwnPresence } from '../presence/project.ts';
import { wantsNoCalls } from '../presence/state.ts';
import { projectQuality, soundOf } from '../quality/project.ts';
import { ratingOf } from '../quality/rating.ts';
import { projectAttention } from '../ringing/attention.ts';
import { plainlyInvited } from '../ringing/manner.ts';
import { hushed, projectRinging, silenceIn } from '../ringing/project.ts';
import { projectRingTone } from '../ringing/ring-tone.ts';
import { projectRouting } from '../routing/project.ts';
import { forwardedIn, isForwarded } from '../routing/state.ts';
import { isSigningIn, type SessionModel, type SessionStateName } from '../session/state.ts';
import { projectShortcutSetup } from '../shortcuts/project.ts';
import { cleanText } from '../text.ts';
import { projectUpdates } from '../updates/project.ts';
import { projectVoicemail } from '../voicemail/project.ts';
import { answerNotes } from './answer-notes.ts';
import { heldHereMs, holdNotes, isHeldThere } from './hold-notes.ts';
import { keychainNotes } from './keychain-notes.ts';
import { projectPictures, projectVideo, videoActions, videoNotes } from './pictures.ts';
import { policyNotes } from './policy-notes.ts';
import { projectProblem } from './problems.ts';
import { sessionNotes } from './session-notes.ts';
import { silenceNotes } from './silence-notes.ts';
import { soundNotes } from './sound-notes.ts';
import { storageNotes } from './storage-notes.ts';
import { takenUpNotes } from './taken-up-notes.ts';
import { updatesNotes } from './updates-notes.ts';

/** When a snapshot is made: on the monotonic clock, and in ms since 1970. */
export interface Instant {
  readonly now: number;
  readonly wall: number;
}

/** What the parts of a snapshot are made from: the model, what the checks of health come to, and the language that all is said in. */
export type Source = Model & { readonly healthView: HealthView; readonly words: Words };

/** How each part of the snapshot is made. A part reads of its source only what it shows, so that it can rest while nothing of that changes. */
export const viewParts: { readonly [Part in keyof AppView]: (source: Source, at: Instant) => AppView[Part] } = {
  session: projectSession,
  calls: (source, { now, wall }) => [
    ...source.calls
      .filter((call) => isInView(call) && !isShownAsMeeting(source, call.id))
      .map((call) => hushed(projectCall(call, source, { now, wall }), call, source, wall)),
    ...projectMeetings(source, { now, wall }),
    ...projectOnPhones(source, { now, wall }),
    ...testCall(source, source.words, now),
  ],
  moreRinging: ({ calls }) => calls.filter(waits).length,
  calling: ({ calling, devices, session, words }) =>
    projectCalling(calling, devices.camera === true, homeDomains(session), words),
  ownPhones({ ownPhones, featuresOff, session, words }) {
    const view = projectOwnPhones(ownPhones, session, words);
    return featuresOff.includes('ownPhones') ? { ...view, phones: [], chosen: null } : view;
  },
  ownPresence: ({ ownPresence, words }, { wall }) => projectOwnPresence(ownPresence, wall, words),
  routing: ({ routing, ownPhones, people, session, words }) =>
    projectRouting(routing, {
      ...{ ownPhones, people, words },
      home: homeDomains(session),
      account: session.account.address,
    }),
  attention: projectAttention,
  ringing: (source, { wall }) => projectRinging(source, wall),
  history: ({ history, historyRevision, featuresOff, words }) =>
    projectSummary(history, historyRevision, words, !featuresOff.includes('historyExport')),
  missedUnseen: ({ history }) => history.filter(({ seen }) => !seen).length,
  voicemail: ({ voicemail, calling }) => projectVoicemail(voicemail, calling),
  devices: ({ devices, settings }) => projectDevices(devices, settings.alsoRingAfter !== 'never'),
  shortcuts: ({ shortcuts }) => shortcuts,
  headsets: ({ health }) => health.desktop.headsets ?? [],
  callHook: ({ callHook: { program, locked, problem } }) => ({ program: program?.path ?? null, locked, problem }),
  shortcutSetup: (source) => projectShortcutSetup(source, source.words),
  notes: (source) => [
    ...keychainNotes(source.session, source.words),
    ...sessionNotes(source.session, source.words),
    ...policyNotes(source, source.words),
    ...ownNotes(source.ownPresence, source.words),
    ...updatesNotes(source, source.words),
    ...storageNotes(source.health.desktop, source.words),
    ...outageNotes(source.healthView, source.words),
  ],
  health: ({ healthView }) => healthView,
  guide: ({ guide }) => guide,
  quality(source, { wall }) {
    const { history, words, quality } = source;
    // The figures of each second are of no interest but in a test call.
    return projectQuality(quality, quality.test === null ? [] : source.sounding, { history, words, wall });
  },
  people: ({ people }) => projectPeople(people),
  messages: ({ messages, messagesRevision, session, words }) =>
    projectMessages(messages, messagesRevision, homeDomains(session), words),
  meetings: ({ meetings, words }) => projectWays(meetings, words),
  settings: ({ settings }) => settings,
  autostart: ({ autostart }) => autostart,
  lockedSettings: ({ lockedSettings }) => lockedSettings,
  policy: ({ policy }) => policy,
  updates: ({ updates }) => projectUpdates(updates),
  words: ({ words }) => words.view,
};

/** Not one of which nobody was told, nor one whose talk goes on as another call, nor one that is answered by telephone. */
function isInView({ shown, heardAt, replacedBy, state, toPhone }: Call): boolean {
  const ringsOnPhone = state === 'ringing' && toPhone !== null;
  return shown && heardAt !== null && replacedBy === null && !ringsOnPhone;
}

/** How each part of what the renderer has to do with sound is made. */
export const mediaParts: { readonly [Part in keyof MediaView]: (model: Model) => MediaView[Part] } = {
  ring(model) {
    const { calls, devices, session } = model;
    const ring = projectRingTone(model);
    if (ring !== null) return ring;
    // Who has signed out is gone, and waits for no end of a call.
    const tone = session.state === 'signed-out' ? null : projectTone(calls);
    return tone && { ...tone, deviceId: chosenDevice(devices, 'speaker')?.id ?? 'default' };
  },
  legs: ({ calls, devices, settings, quality: { test } }) => {
    const carriedBy = {
      microphoneId: chosenDevice(devices, 'microphone')?.id ?? 'default',
      speakerId: chosenDevice(devices, 'speaker')?.id ?? 'default',
      processing: {
        echoCancellation: settings.echoCancellation === 'on',
        noiseSuppression: settings.noiseSuppression === 'on',
        autoGainControl: settings.automaticGain === 'on',
      },
    };
    const real = calls.flatMap((call) => {
      if (call.media.state !== 'ready') return [];
      const microphone = mayBeSpokenTo(call, calls) ? ('open' as const) : ('closed' as const);
      const { id: callId, media, muted, tones } = call;
      const early = isHeardEarly(call) ? { early: true as const } : {};
      return { callId, offer: media.nearOffer, microphone, muted, ...early, ...carriedBy, keySent: tones.sent };
    });
    if (test === null || test.nearOffer === null || !isTestOn(test)) return real;
    const own = { callId: test.id, offer: test.nearOffer, microphone: 'open' as const, muted: false };
    return [...real, { ...own, ...carriedBy, keySent: null }];
  },
};

/** How each part of what the page of pictures has to do is made. */
export const pictureParts: { readonly [Part in keyof PicturesView]: (model: Model) => PicturesView[Part] } = {
  pictures: ({ calls, devices }) => projectPictures(calls, devices),
};

/** One call at a time: one that takes another's place is heard there once the other is over. */
function mayBeSpokenTo(call: Call, calls: Calls): boolean {
  return isTalking(call) && !calls.some((other) => other.replacedBy === call.id && isUp(other));
}

const statuses = {
  'signed-out': ['Signed out', 'status.not-ringing'],
  discovering: ['Connecting', 'status.finding-server'],
  authenticating: ['Connecting', 'status.signing-in'],
  'page-open': ['Connecting', 'status.waiting-for-page'],
  'trust-asked': ['Connecting', 'status.waiting-for-answer'],
  registering: ['Connecting', 'status.registering'],
  online: ['Ready', 'status.ringing-here'],
  reconnecting: ['Reconnecting', 'status.not-ringing'],
} as const satisfies Readonly<Record<SessionStateName, readonly [SessionStatus, MessageId]>>;

type Status = Pick<SessionView, 'status' | 'detail' | 'summary'>;

/** What keeps calls from ringing, or from being heard, although all is well; null where nothing does. */
function keptAway(source: Source, wall: number): Status | null {
  const { routing, ownPresence, words } = source;
  const to = isForwarded(routing) ? forwardedIn(routing).to : null;
  if (to !== null) {
    const detail = words.say('status.forwarding', { to });
    return { status: 'Ready', detail, summary: detail };
  }
  if (wantsNoCalls(ownPresence)) {
    const [detail, summary] = [words.say('status.do-not-disturb'), words.say('status.summary.do-not-disturb')];
    return { status: 'Ready', detail, summary };
  }
  const silence = silenceIn(source, wall, words);
  return silence === null ? null : { status: 'Ready', detail: silence, summary: silence };
}

/** The status says no more than the checks do: a session that is up may still not ring, or only in part. */
function statusOf(source: Source, wall: number): Status {
  const { session, healthView, words } = source;
  const { state, reach } = session;
  const { level, warnings: count } = healthView;
  const { say } = words;
  const usual = (name: SessionStateName): Status => {
    const [status, detail] = statuses[name];
    return { status, detail: say(detail), summary: say(`status.summary.${name}`) };
  };
  if (state === 'online' && reach.callsRefused === true) {
    return { status: 'No calls', detail: say('status.not-ringing'), summary: say('status.summary.no-calls') };
  }
  if (state !== 'online' || level === 'reachable') return usual(state);
  if (level === 'unreachable') return usual(reach.available === 'no' ? 'registering' : 'reconnecting');
  const elsewhere = keptAway(source, wall);
  if (elsewhere !== null) return elsewhere;
  const [detail, summary] = [say('status.warnings', { count }), say('status.summary.warnings', { count })];
  return { status: 'Ready', detail, summary };
}

function projectSession(source: Source, { wall }: Instant): SessionView {
  const { session, words } = source;
  const status = statusOf(source, wall);
  const formShown = session.state === 'signed-out' || isSigningIn(session);
  const signIn = formShown ? projectSignIn(session, status.detail, words) : null;
  return { ...status, user: projectUser(session.user), signIn };
}

function projectUser(user: SessionModel['user']): SessionView['user'] {
  return user === null ? null : { name: cleanText(user.name) ?? user.address, address: user.address };
}

function projectSignIn(session: SessionModel, detail: string, words: Words): SignInView {
  return {
    ...session.account,
    stage: session.state === 'signed-out' || session.state === 'trust-asked' ? null : detail,
    page: session.state === 'page-open',
    trust: session.trust,
    problem: session.failure === null ? null : projectProblem(session.failure, session, words),
  };
}

/** Each with what the windows would show of the call that carries its sound. */
function projectMeetings(source: Source, at: Instant): readonly CallView[] {
  return shownMeetings(source).map((meeting) => {
    const call = source.calls.find(({ id, state }) => id === meeting.voice && state !== 'ended');
    const view = projectMeeting(meeting, call === undefined ? null : projectCall(call, source, at), source, at.now);
    return hushed(view, { ...meeting, party: meeting.from, invited: plainlyInvited }, source, at.wall);
  });
}

function projectOnPhones(source: Source, { now, wall }: Instant): readonly CallView[] {
  return projectPhoneCalls(source, now).map((view) => {
    const call = source.phoneCalls.find(({ id }) => id === view.id);
    return call === undefined ? view : hushed(view, { ...call, invited: call.about }, source, wall);
  });
}

function projectCall(call: Call, source: Source, { now, wall }: Instant): CallView {
  const { devices, session, sounding, people, words } = source;
  const isSeen = !source.featuresOff.includes('video');
  const video = isSeen ? projectVideo(call) : null;
  const party = projectParty(namedOnCall(call, people), homeDomains(session), words);
  const sound =
    call.state === 'connected' && isHeldByNobody(call) && !call.restoring ? soundOf(sounding, call.id, words) : null;
  return {
    id: call.id,
    direction: call.direction,
    state: call.state,
    party,
    ...projectCaller(call, { people, words, wall }),
    subject: cleanText(call.subject),
    importance: call.importance,
    invitation: projectInvited(call.invited, party.label, session, words),
    silenced: call.silenced,
    muted: call.muted,
    heldThere: isHeldThere(call),
    heldHereMs: heldHereMs(call, now),
    keypad: { state: keypadState(call), pressedThere: call.tones.heard },
    sound,
    rating: ratingOf(source, call),
    ...(video !== null && { video }),
    actions: [
      ...actionsOf(call, source),
      ...phoneActions(call, source.phoneCalls),
      ...writeAction(call, source.messages),
      ...waysToMeeting(call, source),
    ],
    lastedMs: lastedMs(call, now),
    talkOn: talkOn(devices, words, call.acceptWithPhoneAudio !== null),
    notes: [
      ...answerNotes(call, words),
      ...addingNotes(call.id, source.meetings.list, words),
      ...phoneNotes(call.id, source.phoneCalls, words),
      ...holdNotes(call, party.label, words),
      ...silenceNotes(call, party.label, sounding, words),
      ...(isSeen ? videoNotes(call, party.label, words) : []),
      ...takenUpNotes(call, words),
      ...soundNotes(call, devices, words),
    ],
    ending: projectEnding(call, words),
    out: projectOut(call, homeDomains(session), words),
    phone: null,
    answered: call.answered,
  };
}

/** How long voice was up, for a call that had it, also once it is over. */
function lastedMs(call: Call, now: number): number {
  if (call.state === 'ended') return call.connectedAt === null ? 0 : call.since - call.connectedAt;
  return now - (call.connectedAt ?? call.since);
}

function actionsOf(call: Call, { calls, calling, featuresOff }: Source): readonly CallAction[] {
  const isSeen = !featuresOff.includes('video');
  switch (call.state) {
    case 'ringing': {
      const ways: readonly CallAction[] = [
        ...(mayTurnTo(call, calls) ? ['answer' as const] : []),
        ...(calls.some(isTalking) ? ['hang-up-and-answer' as const] : []),
        ...(isSeen && mayTurnTo(call, calls) ? videoActions(call) : []),
        'decline',
        ...(call.decline === null ? [] : ['decline-here' as const]),
      ];
      return call.silenced ? ways : [...ways, 'silence'];
    }
    case 'answering':
      return ['mute', 'hang-up'];
    case 'calling':
    case 'alerting':
      return ['mute', ...(isSeen ? videoActions(call) : []), 'hang-up'];
    case 'connected':
      return ['mute', ...holdAction(call, calls), ...(isSeen ? videoActions(call) : []), 'hang-up'];
    case 'ending':
      return [];
    case 'ended':
      return calling.startAudio !== null && addressToCallBack(call) !== null ? ['call-back'] : [];
  }
}

/** Who calls can be written to, in place of being answered, and beside or after the call. */
function writeAction(call: Call, { means }: Model['messages']): readonly CallAction[] {
  const { state, party } = call;
  if (means.startMessaging === null) return [];
  if (state === 'ringing') return party !== null && canGetMessages(party) ? ['reply'] : [];
  return whoCanBeWrittenTo(call) === null ? [] : ['write-to-caller'];
}

/** The one of the two that there is a way for; none where the server gives no link. */
function holdAction(call: Call, calls: Calls): readonly CallAction[] {
  if (call.hold.wanted === 'talk') return mayHold(call) ? ['hold'] : [];
  return mayResume(call) && mayTurnTo(call, calls) ? ['resume'] : [];
}

/** An outage that lasts is said in the window too. */
function outageNotes({ alerts }: HealthView, { say }: Words): readonly NoteView[] {
  return alerts
    .filter(({ id }) => id === 'not-reachable')
    .map(({ id, body }) => ({ id, kind: 'error' as const, title: say('note.not-reachable.title'), help: body }));
}
