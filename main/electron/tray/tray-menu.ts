import {
  type AppView,
  type CallView,
  type Command,
  liveCall,
  ownPresences,
  ringingCalls,
  silenceSpans,
  type Words,
} from '../../../preload/contract/index.ts';

/** What choosing an entry does: a command to the phone, or something of the desktop's own. */
export type TrayChoice = Command | 'open' | 'missed-calls' | 'diagnostics' | 'quit';

/** An entry without a choice is a line to read, or opens a menu of its own; a null entry separates. */
export interface TrayEntry {
  readonly label: string;
  readonly choice: TrayChoice | null;
  /** One of several that exclude each other: whether it is the one. */
  readonly checked?: boolean;
  readonly entries?: readonly (TrayEntry | null)[];
}

/** The tray's menu for what is going on now. */
export function trayMenu(view: AppView, words: Words): readonly (TrayEntry | null)[] {
  const { say } = words;
  const calls = [...ringingCalls(view).flatMap((call) => ringingEntries(call, words)), ...liveEntries(view, words)];
  const account: TrayEntry[] =
    view.session.status === 'Signed out' ? [] : [{ label: say('menu.sign-out'), choice: { type: 'sign-out' } }];
  return [
    { label: view.session.summary, choice: null },
    ...forwardingEntries(view, words),
    null,
    ...(calls.length > 0 ? [...calls, null] : []),
    { label: say('menu.open'), choice: 'open' },
    ...missedEntries(view, words),
    ...presenceEntries(view, words),
    silenceEntry(view, words),
    { label: say('menu.will-i-ring'), choice: 'diagnostics' },
    ...restartEntries(view, words),
    ...account,
    { label: say('menu.quit'), choice: 'quit' },
  ];
}

/** Where calls go elsewhere, that they ring here again is one step away. */
function forwardingEntries({ routing }: AppView, { say }: Words): readonly TrayEntry[] {
  return routing.brief === null
    ? []
    : [{ label: say('menu.turn-off-forwarding'), choice: { type: 'turn-off-forwarding' } }];
}

/** What the user is for others, where the server lets it be set. */
function presenceEntries({ ownPresence }: AppView, { say }: Words): readonly TrayEntry[] {
  const { presence, chosen } = ownPresence;
  if (presence === null) return [];
  const choices = ownPresences.map((each) => ({
    label: say(`own.presence.${each}`),
    choice: { type: 'set-presence', presence: each } as const,
    checked: each === chosen,
  }));
  const calendar = { label: say('own.follow-calendar'), choice: { type: 'set-presence', presence: null } as const };
  const label = presence.text === '' ? say('menu.presence') : say('menu.presence-now', { presence: presence.text });
  return [{ label, choice: null, entries: [...choices, null, calendar] }];
}

/** No ring for a while; or, while that lasts, that they are heard again. */
function silenceEntry({ ringing: { silence } }: AppView, { say }: Words): TrayEntry {
  const spans: TrayEntry[] = silenceSpans.map((span) => ({
    label: say(`menu.silence-rings.${span}`),
    choice: { type: 'silence-rings', span },
  }));
  const again: TrayEntry = { label: say('ringing.again'), choice: { type: 'ring-again' } };
  return silence === null
    ? { label: say('menu.silence-rings'), choice: null, entries: spans }
    : { label: silence, choice: null, entries: [again, null, ...spans] };
}

/** Where a restart brings another version. */
function restartEntries({ updates }: AppView, { say }: Words): readonly TrayEntry[] {
  const version = updates.replacedBy ?? updates.version;
  if (!updates.mayRestart || version === null) return [];
  return [{ label: say('menu.restart-to-update', { version }), choice: { type: 'restart-to-update' } }];
}

/** Those that nobody has looked at. */
function missedEntries({ missedUnseen: count }: AppView, { say }: Words): readonly TrayEntry[] {
  return count === 0 ? [] : [{ label: say('menu.missed', { count }), choice: 'missed-calls' }];
}

function ringingEntries({ id: callId, party, actions }: CallView, { say }: Words): readonly TrayEntry[] {
  const name = party.label;
  const entries: TrayEntry[] = [];
  if (actions.includes('answer')) {
    entries.push({ label: say('menu.answer', { name }), choice: { type: 'answer', callId } });
  }
  if (actions.includes('decline')) {
    entries.push({ label: say('menu.decline', { name }), choice: { type: 'decline', callId } });
  }
  if (actions.includes('silence')) entries.push({ label: say('menu.silence'), choice: { type: 'silence', callId } });
  return entries;
}

function liveEntries(view: AppView, { say }: Words): readonly TrayEntry[] {
  const call = liveCall(view);
  if (!call) return [];
  const { id, muted, actions, meeting } = call;
  const entries: TrayEntry[] = [];
  if (actions.includes('mute')) {
    entries.push({
      label: say(muted ? 'menu.unmute' : 'menu.mute'),
      choice: { type: 'mute', callId: id, muted: !muted },
    });
  }
  if (actions.includes('hang-up'))
    entries.push({
      label: say(meeting === undefined ? 'menu.hang-up' : 'menu.leave-meeting'),
      choice: { type: 'hang-up', callId: id },
    });
  return entries;
}
