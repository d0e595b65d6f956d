import type { AppView, CallView, HistoryView, NoteView, PageName, PartyView } from '../../../preload/contract/index.ts';

export type NoticeAction = 'answer' | 'decline';

/** Something to tell by the system's notifications. */
export interface Notice {
  /** Stable: the same id shown again replaces what it said. */
  readonly id: string;
  /** `ring` stays until it is withdrawn and breaks through; the others go by themselves. */
  readonly kind: 'ring' | 'missed' | 'device' | 'alert';
  /** The call that it tells of; empty where it tells of none. */
  readonly callId: string;
  /** The page that a click leads to. */
  readonly page: PageName;
  /** Plain text, both. */
  readonly title: string;
  readonly body: string;
  readonly actions: readonly { readonly key: NoticeAction; readonly label: string }[];
}

/** What the user did with a notice: one of its actions, or a click on the rest of it. */
export type NoticeChoice = NoticeAction | 'default';

/** A notice for each call that rings. */
export function ringNotices({ calls }: AppView): readonly Notice[] {
  return calls.filter(({ direction, state }) => direction === 'incoming' && state === 'ringing').map(ringNotice);
}

function ringNotice({ id, party, subject, actions }: CallView): Notice {
  const answer = { key: 'answer', label: 'Answer' } as const;
  const decline = { key: 'decline', label: 'Decline' } as const;
  return {
    id: `ring-${id}`,
    kind: 'ring',
    callId: id,
    page: 'calls',
    title: `${party.label} is calling`,
    body: [subject ?? party.number, outsideOf(party)].filter((part) => part !== null).join(' · '),
    actions: [answer, decline].filter(({ key }) => actions.includes(key)),
  };
}

/** What the windows say too of who is not of the organization. */
function outsideOf({ outside }: PartyView): string | null {
  return outside === true ? 'Outside your organization' : null;
}

/**
 * A notice for each call that was missed between two snapshots; those that did not ring here are told of together, by an alert. `time`
 * writes a date for people.
 */
export function missedNotices(before: AppView, after: AppView, time: (at: number) => string): readonly Notice[] {
  if (before.history === after.history) return [];
  const known = new Set(before.history.map(({ id }) => id));
  return after.history
    .filter(({ id, outcome, onlyLogged }) => outcome === 'missed' && !known.has(id) && onlyLogged !== true)
    .map((entry) => missedNotice(entry, time));
}

function missedNotice({ id, party, at, note }: HistoryView, time: (at: number) => string): Notice {
  const body = [time(at), note === '' ? null : note, outsideOf(party)].filter((part) => part !== null).join(' · ');
  return {
    id: `missed-${id}`,
    kind: 'missed',
    callId: id,
    page: 'calls',
    title: `Missed call from ${party.label}`,
    body,
    actions: [],
  };
}

/** One notice for calls that were missed within moments of each other. */
export function missedTogether(notices: readonly Notice[]): readonly Notice[] {
  if (notices.length < 2) return notices;
  const title = `${notices.length} missed calls`;
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
