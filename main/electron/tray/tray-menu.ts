import { type AppView, type CallView, type Command, liveCall, ringingCalls } from '../../../preload/contract/index.ts';

/** What choosing an entry does: a command to the phone, or something of the desktop's own. */
export type TrayChoice = Command | 'open' | 'diagnostics' | 'quit';

/** An entry without a choice is a line to read; a null entry separates. */
export interface TrayEntry {
  readonly label: string;
  readonly choice: TrayChoice | null;
}

/** The tray's menu for what is going on now. */
export function trayMenu(view: AppView): readonly (TrayEntry | null)[] {
  const calls = [...ringingCalls(view).flatMap(ringingEntries), ...liveEntries(view)];
  const account: TrayEntry[] =
    view.session.status === 'Signed out' ? [] : [{ label: 'Sign out', choice: { type: 'sign-out' } }];
  return [
    { label: statusLine(view), choice: null },
    null,
    ...(calls.length > 0 ? [...calls, null] : []),
    { label: 'Open Switchhook', choice: 'open' },
    { label: 'Will I ring?', choice: 'diagnostics' },
    ...account,
    { label: 'Quit Switchhook', choice: 'quit' },
  ];
}

function statusLine({ session: { status, detail } }: AppView): string {
  return `${status}: ${detail.charAt(0).toLowerCase()}${detail.slice(1)}`;
}

function ringingEntries({ id, party, actions }: CallView): readonly TrayEntry[] {
  const entries: TrayEntry[] = [];
  if (actions.includes('answer'))
    entries.push({ label: `Answer ${party.label}`, choice: { type: 'answer', callId: id } });
  if (actions.includes('decline')) {
    entries.push({ label: `Decline ${party.label}`, choice: { type: 'decline', callId: id } });
  }
  if (actions.includes('silence')) entries.push({ label: 'Silence', choice: { type: 'silence', callId: id } });
  return entries;
}

function liveEntries(view: AppView): readonly TrayEntry[] {
  const call = liveCall(view);
  if (!call) return [];
  const { id, muted, actions } = call;
  const entries: TrayEntry[] = [];
  if (actions.includes('mute')) {
    entries.push({ label: muted ? 'Unmute' : 'Mute', choice: { type: 'mute', callId: id, muted: !muted } });
  }
  if (actions.includes('hang-up')) entries.push({ label: 'Hang up', choice: { type: 'hang-up', callId: id } });
  return entries;
}
