import type { CallAction, CallView, NoteView, PhoneView, Words } from '../../../preload/contract/index.ts';
import { endingWords } from '../calls/endings.ts';
import { projectInvited } from '../calls/invited/project-invited.ts';
import { homeDomains, projectParty } from '../party/party.ts';
import type { SessionModel } from '../session/state.ts';
import { cleanText } from '../text.ts';
import { isPending, type PhoneCall, type PhoneCalls } from './state.ts';

/** What is read of the model. */
interface Known {
  readonly phoneCalls: PhoneCalls;
  readonly calls: readonly { readonly id: string; readonly state: string }[];
  readonly session: SessionModel;
  readonly words: Words;
}

/** The calls on the user's telephone as the windows show them. */
export function projectPhoneCalls(known: Known, now: number): readonly CallView[] {
  return known.phoneCalls.filter((call) => isInView(call)).map((call) => project(call, known, now));
}

/** The call of this computer that it belongs to stands for both, but for one that the user answers by their telephone. */
function isInView(call: PhoneCall): boolean {
  return call.shown && (call.of === null || (call.origin === 'answered' && isPending(call)));
}

function project(call: PhoneCall, { session, words }: Known, now: number): CallView {
  const home = homeDomains(session);
  const party = projectParty(call.party, home, words);
  const isHeld = call.state === 'connected' && call.heldSince !== null;
  return {
    id: call.id,
    direction: call.direction,
    state: stateOf(call),
    party,
    subject: cleanText(call.subject),
    importance: call.importance,
    silenced: false,
    muted: false,
    heldThere: false,
    keypad: { state: 'not-taken', pressedThere: [] },
    heldHereMs: isHeld ? now - (call.heldSince ?? now) : null,
    sound: null,
    rating: null,
    invitation: projectInvited(call.about, party.label, session, words),
    actions: actionsOf(call),
    lastedMs: lastedMs(call, now),
    talkOn: { text: words.say('phone.answer-there'), warning: false },
    notes: notesOf(call, party.label, words),
    ending: endingOf(call, words),
    out: call.direction === 'outgoing' && call.origin === 'placed' ? outOf(call, home, words) : null,
    phone: projectPhone(call, words),
    answered: call.origin !== 'rung' || call.connectedAt !== null,
  };
}

const states = {
  ringing: 'ringing',
  'own-phone': 'calling',
  'far-side': 'alerting',
  connected: 'connected',
  ending: 'ending',
  ended: 'ended',
} as const;

function stateOf({ state }: PhoneCall): CallView['state'] {
  return states[state];
}

/** The telephone of a call, and how far it has come there. */
export function projectPhone({ state, origin, ownNumber }: PhoneCall, words: Words): PhoneView {
  const step =
    state === 'far-side' ? 'far-side' : state === 'own-phone' || state === 'ringing' ? 'own-phone' : 'talking';
  return { step, number: numberOf(ownNumber, words), steps: origin === 'placed' };
}

/** The number of the user's telephone, as people write it. */
export function numberOf(uri: string | null, words: Words): string | null {
  if (uri === null) return null;
  const { label, hidden } = projectParty({ name: null, uri, phoneNumber: uri }, [], words);
  return hidden === true ? null : label;
}

function outOf(call: PhoneCall, home: readonly string[], words: Words): CallView['out'] {
  const called = projectParty(call.party, home, words);
  const answeredBy = call.answeredBy === null ? null : projectParty(call.answeredBy, home, words);
  const progress = call.forwarded ? 'forwarded' : call.teamRing ? 'team-ring' : 'alerting';
  return {
    dialled: call.dialled ?? called.number ?? called.label,
    progress: call.state === 'own-phone' ? 'connecting' : progress,
    forwardedTo: null,
    teamSize: null,
    onBehalfOf: call.delegator === null ? null : projectParty(call.delegator, home, words),
    answeredBy: answeredBy === null || answeredBy.label === called.label ? null : answeredBy,
    earlyMedia: false,
    emergency: false,
  };
}

/** Buttons follow links: what the server does not offer is not there. */
function actionsOf({ state, links, turning }: PhoneCall): readonly CallAction[] {
  switch (state) {
    case 'ringing':
      return links.decline === null ? [] : ['decline'];
    case 'own-phone':
    case 'far-side':
      return ['hang-up'];
    case 'connected': {
      const turns = (['hold', 'resume'] as const).filter((way) => links[way] !== null && turning === null);
      return [...turns, 'hang-up'];
    }
    case 'ending':
    case 'ended':
      return [];
  }
}

function lastedMs({ state, since, connectedAt }: PhoneCall, now: number): number {
  if (state === 'ended') return connectedAt === null ? 0 : since - connectedAt;
  return now - (state === 'connected' || state === 'ending' ? (connectedAt ?? since) : since);
}

function notesOf({ state, notTurned }: PhoneCall, name: string, { say }: Words): readonly NoteView[] {
  if (state !== 'connected' || notTurned === null) return [];
  const note = (title: string, help: string): NoteView => ({ id: 'hold-failed', kind: 'warning', title, help });
  return notTurned === 'hold'
    ? [note(say('note.not-held.title', { name }), say('note.phone-not-held.help'))]
    : [note(say('note.not-resumed.title'), say('note.not-resumed.help'))];
}

function endingOf({ ending, connectedAt, direction }: PhoneCall, words: Words): CallView['ending'] {
  if (ending === null) return null;
  const isOrdinary = ending.reason === 'hung-up-here' || ending.reason === 'hung-up-there';
  const ringsOnNowhere = connectedAt !== null || direction === 'outgoing';
  return { ...endingWords(ending, words, ringsOnNowhere), ...(isOrdinary ? { ordinary: true } : {}) };
}
