import {
  type AppView,
  type CallView,
  dialledFor,
  type HistoryView,
  type InvitationView,
  type NoteView,
  type PageName,
  type PartyView,
  plainInvitation,
  textWithNames,
  type Words,
} from '../../../preload/contract/index.ts';

/** `reply`: with what is typed into the notice; where the system has no field for it, the action is not shown. */
export const noticeActions = ['answer', 'decline', 'call-back', 'reply', 'open', 'put-off'] as const;

export type NoticeAction = (typeof noticeActions)[number];

/** Something to tell by the system's notifications. */
export interface Notice {
  /** Stable: the same id shown again replaces what it said. */
  readonly id: string;
  /** `ring` stays until it is withdrawn and breaks through; the others go by themselves. */
  readonly kind: 'ring' | 'missed' | 'device' | 'alert' | 'message';
  /** The call that it tells of; empty where it tells of none. */
  readonly callId: string;
  /** The thread that it tells of; absent where it tells of none. */
  readonly threadId?: string;
  /** It comes while the user talks. */
  readonly quiet?: true;
  /** The page that a click leads to. */
  readonly page: PageName;
  /** Plain text, both. */
  readonly title: string;
  readonly body: string;
  readonly actions: readonly { readonly key: NoticeAction; readonly label: string }[];
}

/** What the user did with a notice: one of its actions, or a click on the rest of it. */
export type NoticeChoice = NoticeAction | 'default';

/** A notice for each call that rings, and that no rule keeps silent. */
export function ringNotices({ calls }: AppView, words: Words): readonly Notice[] {
  return calls
    .filter(({ direction, state, quiet }) => direction === 'incoming' && state === 'ringing' && isNoticed(quiet))
    .map((call) => ringNotice(call, words));
}

function isNoticed(quiet: CallView['quiet']): boolean {
  return quiet === undefined || quiet.noticed === true;
}

function ringNotice({ id, party, subject, invitation, actions, meeting }: CallView, words: Words): Notice {
  const answer = { key: 'answer', label: words.say('notice.answer') } as const;
  const decline = { key: 'decline', label: words.say('notice.decline') } as const;
  return {
    id: `ring-${id}`,
    kind: 'ring',
    callId: id,
    page: 'calls',
    title: words.say(meeting === undefined ? 'notice.ringing' : 'notice.meeting', { name: party.label }),
    body: [...reasonsOf(invitation), subject ?? party.number, outsideOf(party, words)]
      .filter((part) => part !== null)
      .join(' · '),
    actions: [answer, decline].filter(({ key }) => actions.includes(key)),
  };
}

/** Why it rings here. Where names come later, the notice takes the place of the one without. */
function reasonsOf(invitation: InvitationView = plainInvitation): readonly string[] {
  return invitation.why.map(({ sentence }) => textWithNames(sentence));
}

/** What the windows say too of who is not of the organization. */
function outsideOf({ outside, unconfirmed }: PartyView, { say }: Words): string | null {
  if (unconfirmed === true) return say('party.unconfirmed');
  return outside === true ? say('notice.outside') : null;
}

/** A notice of a call that was missed and rang here; those that did not ring here are told of together, by an alert. */
export function missedNotice(
  { id, party, at, note, invitation }: HistoryView,
  { calling }: AppView,
  words: Words,
): Notice {
  const body = [words.timeOfDay(at), ...reasonsOf(invitation), note === '' ? null : note, outsideOf(party, words)]
    .filter((part) => part !== null)
    .join(' · ');
  return {
    id: `missed-${id}`,
    kind: 'missed',
    callId: id,
    page: 'calls',
    title: words.say('notice.missed', { name: party.label }),
    body,
    actions:
      calling.audio && dialledFor(party) !== null ? [{ key: 'call-back', label: words.say('notice.call-back') }] : [],
  };
}

/** One notice for calls that were missed within moments of each other. */
export function missedTogether(notices: readonly Notice[], { say }: Words): readonly Notice[] {
  if (notices.length < 2) return notices;
  const title = say('notice.missed-together', { count: notices.length });
  return [{ id: 'missed-together', kind: 'missed', callId: '', page: 'calls', title, body: '', actions: [] }];
}

/** A notice for each device that came or went under a call between two snapshots, as its call window says it. */
export function deviceNotices(before: AppView, after: AppView): readonly Notice[] {
  const said = new Set(before.calls.flatMap(({ id, notes }) => notes.map((note) => print(id, note))));
  return after.calls.flatMap(({ id: callId, notes }) =>
    notes.filter((note) => !said.has(print(callId, note))).map((note) => deviceNotice(callId, note)),
  );
}

function deviceNotice(callId: string, { id, title, help }: NoteView): Notice {
  const shortTitle = title.replace(/\.$/, '');
  return { id: `${id}-${callId}`, kind: 'device', callId, page: 'calls', title: shortTitle, body: help, actions: [] };
}

function print(callId: string, { id, title, help }: NoteView): string {
  return JSON.stringify([callId, id, title, help]);
}

/** A notice for each alert that holds. */
export function alertNotices({ health }: AppView): readonly Notice[] {
  return health.alerts.map(({ id, title, body, page }) => ({
    id: `alert-${id}`,
    kind: 'alert',
    callId: '',
    page,
    title,
    body,
    actions: [],
  }));
}
