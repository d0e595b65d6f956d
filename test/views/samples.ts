import { type MessagesModel, noMessages } from '../../main/core/messages/state.ts';
import { projectPeople } from '../../main/core/people/project.ts';
import { type PeopleModel, unknownPeople } from '../../main/core/people/state.ts';
import { usualSettings } from '../../main/core/settings/table.ts';
import type {
  AppView,
  CallAction,
  CallingView,
  CallView,
  DevicesView,
  HealthView,
  HistorySummary,
  HistoryView,
  NoteView,
  OutgoingView,
  OwnPresenceView,
  PartyView,
  PeopleSummary,
  PhoneView,
  RingingView,
  RoutingView,
  RoutingWayView,
  ShortcutSetupView,
  ShortcutView,
  SignInView,
  UpdatesView,
} from '../../preload/contract/index.ts';
import { plainInvitation } from '../../preload/contract/index.ts';
import { englishView } from '../unit/core/fakes/words.ts';
import { summaryOf } from './past-calls.ts';
import { viewOf } from './said.ts';

/** A moment in the middle of a day, in ms since 1970. */
export const noon: number = Date.parse('2026-03-10T12:00:00');

/** Where the administrator named no server of updates. */
export const noUpdates: UpdatesView = {
  running: '0.1.0',
  stage: 'off',
  server: null,
  version: null,
  checkedAt: null,
  problem: null,
  replacedBy: null,
  mayRestart: false,
};

export const ana: PartyView = { label: 'Ana Lindqvist', named: true, number: '+46 8 5550 1234', initials: 'AL' };
export const tomas: PartyView = { label: 'Tomás Oliveira', named: true, number: '+351 21 555 0147', initials: 'TO' };
export const priya: PartyView = {
  label: 'Priya Raman',
  named: true,
  number: 'priya.raman@northwind.example',
  initials: 'PR',
};
export const numberOnly: PartyView = { label: '+44 20 7946 0018', named: false, number: null, initials: '' };
export const hidden: PartyView = {
  label: 'Caller’s number is hidden',
  named: false,
  number: null,
  initials: '',
  hidden: true,
};
export const stranger: PartyView = {
  label: 'Ana Lindqvist',
  named: true,
  number: '+49 711 1234567 at evil.example',
  initials: 'AL',
  elsewhere: true,
  outside: true,
};
export const longNamed: PartyView = {
  label: 'Dr. Maria-Magdalena Schwarzenberger-Hohenlohe zu Öhringen II',
  named: true,
  number: '+49 7131 555 0199',
  initials: 'MS',
};

export const shortcuts: readonly ShortcutView[] = [
  { action: 'answer', keys: 'Ctrl Shift F9', registered: true },
  { action: 'decline', keys: 'Ctrl Shift F10', registered: true },
  { action: 'mute', keys: 'Ctrl Shift F11', registered: true },
  { action: 'hang-up', keys: 'Ctrl Shift F12', registered: false },
  { action: 'show-call', keys: 'Ctrl Shift F8', registered: true },
];

/** Nothing was changed of the keys, nor pressed yet. */
export const shortcutSetup: ShortcutSetupView = {
  mac: false,
  changed: false,
  locked: [],
  proven: [],
  unsure: false,
  reach: 'everywhere',
  recording: null,
};

const headset = { id: 'headset', label: 'Office headset' };
const desk = { id: 'desk', label: 'Desk speakers (USB)' };
const builtIn = { id: 'built-in', label: 'Built-in microphone' };

export const devices: DevicesView = {
  inputs: [headset, builtIn],
  outputs: [desk, headset],
  chosen: { ring: desk, microphone: headset, speaker: headset },
};

/** The server takes calls with sound, and nothing besides. */
export const calling: CallingView = {
  audio: true,
  video: false,
  withVideo: false,
  phoneAudio: false,
  emergencyNumbers: ['112', '911'],
  emergencyPlace: null,
  emergencyDisclaimer: null,
  delegators: [],
};

/** The server takes every kind of call. */
export const everyWay: CallingView = { ...calling, video: true, withVideo: true, phoneAudio: true };

/** The server lets the user set nothing of themselves. */
export const noOwnPresence: OwnPresenceView = {
  presence: null,
  chosen: null,
  note: null,
  outOfOffice: false,
  location: null,
  asked: [],
  about: [],
};

const noWay: RoutingWayView = { places: [], chosen: null, takesNumber: false, afterS: null };

/** The user has no call forwarding. */
export const noRouting: RoutingView = {
  state: 'none',
  setting: 'ring-here',
  forward: noWay,
  ringOthers: noWay,
  unanswered: null,
  period: 'always',
  mayChange: false,
  whileAway: noWay,
  notice: null,
  brief: null,
  busy: false,
  problem: null,
  delegates: [],
};

/** Nothing keeps a call from being heard. */
export const aloud: RingingView = {
  silentUntil: null,
  silence: null,
  sample: null,
  now: { rule: 'any', text: 'If a call came now, it would ring.' },
};

/** The user silenced rings until the next hour. */
export const silenced: RingingView = {
  silentUntil: noon + 3_600_000,
  silence: 'Silent until 13:00',
  sample: null,
  now: { rule: 'silenced', text: 'If a call came now, it would be silent: you silenced rings.' },
};

const noCalls: HistorySummary = { revision: 0, calls: 0, missed: 0, rows: 0, newest: [], mayExport: true };

/** Nobody is in the contact list, and the server has no directory. */
export const nobody: PeopleSummary = {
  revision: 0,
  state: 'none',
  counts: { everyone: 0, favourites: 0, team: 0, delegates: 0 },
  directory: { state: 'none', text: '', more: false },
  notTaken: false,
};

const nothingSaid = noMessages;
const noWords = viewOf(nothingSaid);

/** A snapshot, with the history, the messages and the people of which it has the beginning. */
export interface SampleView extends AppView {
  readonly past: readonly HistoryView[];
  readonly said: MessagesModel;
  readonly book: PeopleModel;
}

/** A snapshot with somebody signed in and nothing going on. */
export function view({
  past: calls = [],
  said = nothingSaid,
  book = unknownPeople,
  ...changes
}: Partial<SampleView> = {}): SampleView {
  return {
    past: calls,
    said,
    book,
    session: {
      status: 'Ready',
      detail: 'Calls ring here',
      summary: 'Ready: calls ring here',
      user: { name: 'Dana Whitfield', address: 'dana.whitfield@northwind.example' },
      signIn: null,
    },
    calls: [],
    meetings: {
      ...{ join: true, start: true, planned: [], access: null, leaders: null },
      ...{ announce: null, phonesPass: null, mostPeople: null, silent: false },
    },
    moreRinging: 0,
    calling,
    ownPhones: { phones: [], chosen: null, usual: null, refused: false, changeable: [], change: null },
    ownPresence: noOwnPresence,
    ringing: aloud,
    attention: null,
    routing: noRouting,
    history: calls.length === 0 ? noCalls : summaryOf(calls),
    missedUnseen: 0,
    voicemail: null,
    devices,
    shortcuts,
    shortcutSetup,
    headsets: [],
    callHook: { program: null, locked: false, problem: null },
    notes: [],
    health: health(),
    guide: 'none',
    quality: { summary: '', calls: [], networks: [], devices: [], test: null },
    people: book === unknownPeople ? nobody : projectPeople(book),
    messages: said === nothingSaid ? noWords : viewOf(said),
    settings: usualSettings,
    autostart: { state: 'off', failed: false },
    lockedSettings: [],
    policy: { sources: [], decided: [], refused: [] },
    updates: noUpdates,
    words: englishView,
    ...changes,
  };
}

/** A snapshot of the sign-in form. */
export function signingIn(changes: Partial<SignInView> = {}): SampleView {
  const signIn: SignInView = {
    address: '',
    userName: '',
    keep: true,
    server: '',
    stage: null,
    page: false,
    trust: null,
    problem: null,
    ...changes,
  };
  const busy = signIn.stage !== null || signIn.trust !== null;
  return view({
    session: {
      status: busy ? 'Connecting' : 'Signed out',
      detail: signIn.stage ?? (signIn.trust ? 'Waiting for your answer' : 'Calls do not ring here'),
      summary: '',
      user: null,
      signIn,
    },
  });
}

/** A call that rings. */
export function ringing(changes: Partial<CallView> = {}): CallView {
  const actions: readonly CallAction[] = ['answer', 'decline', 'decline-here', 'silence'];
  return {
    id: 'call-1',
    direction: 'incoming',
    state: 'ringing',
    party: ana,
    subject: null,
    importance: 'normal',
    invitation: plainInvitation,
    silenced: false,
    muted: false,
    heldThere: false,
    keypad: { state: 'not-yet', pressedThere: [] },
    heldHereMs: null,
    sound: null,
    rating: null,
    actions,
    lastedMs: 7200,
    talkOn: { text: 'You will talk on Office headset', warning: false },
    notes: [],
    ending: null,
    out: null,
    phone: null,
    answered: false,
    ...changes,
  };
}

/** A call on the user's own telephone, which rings first. */
export function onPhone(changes: Partial<CallView> = {}, phone: Partial<PhoneView> = {}): CallView {
  return callingOut({
    state: 'calling',
    actions: ['hang-up'],
    keypad: { state: 'not-taken', pressedThere: [] },
    phone: { step: 'own-phone', number: '+46 8 555 012 34', steps: true, ...phone },
    ...changes,
  });
}

/** A call out that rings there. */
export function callingOut(changes: Partial<CallView> = {}, out: Partial<OutgoingView> = {}): CallView {
  return ringing({
    direction: 'outgoing',
    state: 'alerting',
    actions: ['mute', 'hang-up'],
    lastedMs: 8200,
    answered: true,
    out: {
      dialled: '+46 8 5550 1234',
      progress: 'alerting',
      forwardedTo: null,
      teamSize: null,
      onBehalfOf: null,
      answeredBy: null,
      earlyMedia: false,
      emergency: false,
      ...out,
    },
    ...changes,
  });
}

/** A call that is up. */
export function connected(changes: Partial<CallView> = {}): CallView {
  return ringing({
    state: 'connected',
    keypad: { state: 'ready', pressedThere: [] },
    actions: ['mute', 'hold', 'hang-up'],
    lastedMs: 252_300,
    answered: true,
    ...changes,
  });
}

let nextPast = 0;

/** A past call, `minutes` before noon. */
export function past(party: PartyView, minutes: number, changes: Partial<HistoryView> = {}): HistoryView {
  nextPast += 1;
  return {
    id: `past-${nextPast}`,
    party,
    direction: 'incoming',
    outcome: 'answered',
    note: 'Talked here',
    at: noon - minutes * 60_000,
    talkedMs: 374_000,
    seen: true,
    ...changes,
  };
}

/** A list as a busy day leaves it. */
export function busyHistory(): readonly HistoryView[] {
  const missed = { outcome: 'missed', talkedMs: 0, note: 'The caller hung up' } as const;
  return [
    past(ana, 78, { ...missed, seen: false }),
    past(ana, 80, { ...missed, seen: false }),
    past(tomas, 89),
    past(longNamed, 116, { outcome: 'elsewhere', talkedMs: 0, note: 'Answered by Priya Raman' }),
    past(hidden, 133, { ...missed, seen: false, note: 'Nobody answered before the server took the call back' }),
    past(priya, 165, { outcome: 'declined', talkedMs: 0, note: 'You declined' }),
    past(ana, 210, { talkedMs: 1_323_000 }),
    past(numberOnly, 18 * 60 + 24, { talkedMs: 48_000 }),
    past(tomas, 20 * 60, { outcome: 'failed', talkedMs: 0, note: 'Sound could not be set up' }),
    past(priya, 60 * 75, { ...missed }),
  ];
}

/** Every check passed, and nothing is told of them. */
export function health(changes: Partial<HealthView> = {}): HealthView {
  return {
    level: 'reachable',
    answer: 'Yes. Every check passed.',
    inBrief: 'calls ring here',
    help: [],
    checks: [],
    warnings: 0,
    lastCalls: [],
    ringTest: null,
    outages: [],
    alerts: [],
    ...changes,
  };
}

export const notAnswered: NoteView = {
  id: 'answer',
  kind: 'warning',
  title: 'The call could not be answered.',
  help: 'Try again.',
};
