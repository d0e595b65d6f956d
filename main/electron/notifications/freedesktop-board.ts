import type { Words } from '../../../preload/contract/index.ts';
import type { Log } from '../../core/ports.ts';
import type { SessionBus } from '../dbus/session-bus.ts';
import type { NoticeBoard, OnNoticeChoice, OnNoticeResult } from './notice-board.ts';
import { type Notice, type NoticeChoice, noticeActions } from './notices.ts';
import type { PostedNotices } from './posted-notices.ts';

const name = 'org.freedesktop.Notifications';
const object = { destination: name, path: '/org/freedesktop/Notifications', interface: name };
/** Long, because a daemon may have to be started for it; nothing waits for it. */
const notifyDeadlineMs = 20_000;
const urgencies = { ring: 2, missed: 1, device: 1, alert: 1, message: 1 } as const;
const categories = {
  ring: 'call.incoming',
  missed: 'call.unanswered',
  device: 'device',
  alert: 'network.disconnected',
  message: 'im.received',
} as const;

/** What a button of a notice says by the signal; a reply has a signal of its own. */
const choices: readonly NoticeChoice[] = [...noticeActions.filter((action) => action !== 'reply'), 'default'];

interface Posted {
  readonly notice: Notice;
  /** What the daemon calls it; 0 until it said so. */
  serverId: number;
  withdrawn: boolean;
  /** What it says by now: shown before the daemon named the first, it would stand beside it, and nobody would know the first any more. */
  next: Notice | null;
}

export interface FreedesktopDeps {
  readonly bus: SessionBus;
  readonly posts: PostedNotices;
  readonly words: Words;
  readonly log: Log;
  readonly onChoice: OnNoticeChoice;
  readonly onResult: OnNoticeResult;
}

/**
 * Speaks org.freedesktop.Notifications 1.2 to whatever daemon the session has, because Electron's own notifications
 * carry no buttons on Linux and wait for a daemon that may not be there.
 */
export function createFreedesktopBoard({ bus, posts, words, log, onChoice, onResult }: FreedesktopDeps): NoticeBoard {
  const openLabel = words.say('notice.open');
  const posted = new Map<string, Posted>();
  let abilities: Promise<Abilities> | null = null;

  function findByServerId(serverId: unknown): Posted | undefined {
    return [...posted.values()].find((entry) => entry.serverId !== 0 && entry.serverId === serverId);
  }

  async function post(notice: Notice): Promise<void> {
    const before = posted.get(notice.id);
    if (before?.serverId === 0) {
      before.next = notice;
      return;
    }
    const entry: Posted = { notice, serverId: before?.serverId ?? 0, withdrawn: false, next: null };
    const isStanding = (): boolean => posted.get(notice.id) === entry;
    posted.set(notice.id, entry);
    abilities ??= abilitiesOf(bus);
    const body = notificationBody(notice, { openLabel, replacedId: entry.serverId, ...(await abilities) });
    if (entry.withdrawn) return;
    const reply = await bus.call({ ...object, member: 'Notify', signature: 'susssasa{sv}i', body }, notifyDeadlineMs);
    const serverId = reply.ok ? idIn(reply.value) : null;
    onResult(notice, serverId !== null);
    if (serverId === null) {
      log.warn('The notification daemon did not take a notice', { failure: reply.ok ? 'an odd id' : reply.failure });
      const next = isStanding() ? entry.next : null;
      if (isStanding()) posted.delete(notice.id);
      if (next !== null) void post(next);
      return;
    }
    shown(entry, serverId);
    if (entry.next !== null && isStanding()) void post(entry.next);
  }

  /** The daemon says what it calls a notice: one that is wanted no more is closed, and one in whose place it stands elsewhere. */
  function shown(entry: Posted, serverId: number): void {
    const replaced = entry.serverId;
    const isWanted = !entry.withdrawn && posted.get(entry.notice.id) === entry;
    entry.serverId = serverId;
    if (replaced !== 0 && replaced !== serverId) close(replaced);
    // After another daemon has come its numbers may be those of the one before.
    if (!isWanted && findByServerId(serverId) !== undefined) return;
    if (entry.notice.kind === 'ring') posts.shown(serverId);
    if (!isWanted) close(serverId);
  }

  function close(serverId: number): void {
    posts.gone(serverId);
    void bus.call({ ...object, member: 'CloseNotification', signature: 'u', body: [serverId] });
  }

  bus.onSignal({ sender: name, path: object.path, interface: name, member: 'ActionInvoked' }, ([serverId, key]) => {
    const entry = findByServerId(serverId);
    const choice = choices.find((one) => one === key);
    if (entry && choice) onChoice(entry.notice, choice);
  });
  bus.onSignal(
    { sender: name, path: object.path, interface: name, member: 'NotificationReplied' },
    ([serverId, text]) => {
      const entry = findByServerId(serverId);
      if (entry && typeof text === 'string') onChoice(entry.notice, 'reply', text);
    },
  );
  bus.onSignal({ sender: name, path: object.path, interface: name, member: 'NotificationClosed' }, ([serverId]) => {
    const entry = findByServerId(serverId);
    if (!entry) return;
    posts.gone(entry.serverId);
    posted.delete(entry.notice.id);
  });
  bus.onOwnerChange(name, () => {
    abilities = null;
    const lost = [...posted.values()].filter(({ notice, withdrawn }) => notice.kind === 'ring' && !withdrawn);
    posted.clear();
    for (const { notice, next } of lost) void post(next ?? notice);
  });

  return {
    show: (notice) => void post(notice),
    withdraw: (id) => {
      const entry = posted.get(id);
      if (!entry) return;
      posted.delete(id);
      entry.withdrawn = true;
      if (entry.serverId !== 0) close(entry.serverId);
    },
  };
}

/** What the daemon calls a notice, which is never 0 (specification, Notify); null where it is no such number. */
function idIn([id]: readonly unknown[]): number | null {
  return typeof id === 'number' && Number.isInteger(id) && id > 0 && id < 2 ** 32 ? id : null;
}

/** What the daemon can do besides. */
interface Abilities {
  /** It reads the body as markup. */
  readonly markup: boolean;
  /** It has a field to answer in (KDE's extension of the specification). */
  readonly inlineReply: boolean;
}

async function abilitiesOf(bus: SessionBus): Promise<Abilities> {
  const reply = await bus.call({ ...object, member: 'GetCapabilities' });
  const named: readonly unknown[] = reply.ok && Array.isArray(reply.value[0]) ? reply.value[0] : [];
  return { markup: named.includes('body-markup'), inlineReply: named.includes('inline-reply') };
}

interface Posting extends Abilities {
  /** What a click beside the buttons does. */
  readonly openLabel: string;
  readonly replacedId: number;
}

/** Arguments of Notify: app, replaced id, icon, summary, body, actions, hints, timeout in ms (0 never, -1 as usual). */
function notificationBody(notice: Notice, { openLabel, replacedId, markup, inlineReply }: Posting): readonly unknown[] {
  const { kind, title, body, actions, quiet } = notice;
  const hints = [
    ['urgency', ['y', quiet === true ? 0 : urgencies[kind]]],
    ['category', ['s', categories[kind]]],
    ['desktop-entry', ['s', 'org.switchhook.Switchhook']],
    ['resident', ['b', kind === 'ring']],
    // The ring tone is ours.
    ['suppress-sound', ['b', true]],
  ];
  const buttons = ['default', openLabel, ...actions.flatMap((action) => buttonOf(action, inlineReply))];
  const icon = 'org.switchhook.Switchhook';
  const timeout = kind === 'ring' ? 0 : -1;
  return ['Switchhook', replacedId, icon, title, markup ? escapeMarkup(body) : body, buttons, hints, timeout];
}

/** A reply is typed into a field, which is not there everywhere. */
function buttonOf({ key, label }: Notice['actions'][number], inlineReply: boolean): readonly string[] {
  if (key !== 'reply') return [key, label];
  return inlineReply ? ['inline-reply', label] : [];
}

/** Only the body is markup, and it knows three characters. */
function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
