import type { CheckView, RingPath, Sentence, ShortcutView } from '../../../../preload/contract/index.ts';
import { outcomeOfPath } from '../rings.ts';
import type { RingRecord } from '../state.ts';
import { checkAgain, type Facts, finding } from './check.ts';

/** Whether the card of a call appears. */
export function checkPopUp({ model, now }: Facts): CheckView {
  const { ok, warning, unknown } = finding('pop-up', 'Pop-up');
  const { rings, desktop } = model.health;
  const last = lastTold(rings, 'card', now);
  if (last === null) return desktop.popUpReady ? ok(['Ready to appear']) : unknown(['Not made yet']);
  const card = last.paths.card;
  if (!card?.worked) {
    const words: Sentence = ['Did not appear at ', { time: last.at }];
    return warning(words, 'Press Ring me now to see whether it does. If not, start Switchhook again.');
  }
  return ok([`Appeared in ${seconds(card.afterMs)} at `, { time: last.at }]);
}

const brokenNotifications: Sentence = ['No notification service replied'];

/** Whether the system's notifications tell of a call. */
export function checkNotifications({ model, now }: Facts): CheckView {
  const { ok, warning, unknown } = finding('notifications', 'System notifications');
  const { rings, desktop } = model.health;
  const start = 'Start or install the notification service of your desktop.';
  switch (desktop.notifications) {
    case 'unknown':
      return unknown(['Not looked for yet']);
    case 'missing':
      return warning(['No notification service runs on this computer'], start, checkAgain);
    case 'silent':
      return warning(brokenNotifications, `It may hang: start it again. ${start}`, checkAgain);
    default: {
      const last = lastTold(rings, 'notification', now);
      if (last !== null && !last.paths.notification?.worked) {
        return warning([...brokenNotifications, ' at ', { time: last.at }], start, checkAgain);
      }
      if (last !== null) return ok(['Shown at ', { time: last.at }]);
      return ok(['The notification service answers']);
    }
  }
}

/** Whether the global keys arrive. */
export function checkShortcuts({ model }: Facts): CheckView {
  const { ok, warning, unknown } = finding('shortcuts', 'Answer shortcut');
  const { shortcuts, health } = model;
  const answer = shortcuts.find(({ action }) => action === 'answer');
  if (answer === undefined) return unknown(['Not set yet']);
  const held = shortcuts.filter(({ registered }) => !registered);
  if (held.length > 0) {
    const keys = [...held].sort((one, other) => Number(other === answer) - Number(one === answer)).map(keysOf);
    const words = `${list(keys)} ${keys.length === 1 ? 'is' : 'are'} held by another program`;
    return warning([words], 'Close that program, then try again. The buttons work without.', checkAgain);
  }
  const seen = health.pressed.answer;
  if (seen !== undefined) return ok([`${answer.keys} works, last pressed at `, { time: seen }]);
  if (health.desktop.shortcutsProve) return ok([`${answer.keys} is set`]);
  return warning(
    [`${answer.keys} was set but never seen working`],
    `Press ${answer.keys} now. If nothing changes here, allow it in the settings of your desktop.`,
  );
}

const actionNames = {
  answer: 'Answer',
  decline: 'Decline',
  mute: 'Mute',
  'hang-up': 'Hang up',
  'show-call': 'Show call',
};

function keysOf({ action, keys }: ShortcutView): string {
  return `${keys} (${actionNames[action]})`;
}

/** Whether Switchhook can be seen while its window is closed. */
export function checkTray({ model }: Facts): CheckView {
  const { ok, warning, unknown } = finding('tray', 'Tray icon');
  switch (model.health.desktop.tray) {
    case 'unknown':
      return unknown(['Not looked for yet']);
    case 'shown':
      return ok(['Shown']);
    case 'no-host':
      return warning(
        ['This desktop shows no tray icons'],
        'The window stays in the task bar instead. On GNOME, the extension AppIndicator shows them.',
        checkAgain,
      );
  }
}

/** The newest ring that tells something about a path. */
function lastTold(rings: readonly RingRecord[], path: RingPath, now: number): RingRecord | null {
  return rings.find((ring) => ['worked', 'failed'].includes(outcomeOfPath(ring, path, now))) ?? null;
}

/** A short time for people, such as "0.2 s". */
export function seconds(ms: number): string {
  return `${(Math.max(100, ms) / 1000).toFixed(1)} s`;
}

/** "a", "a and b", "a, b and c". */
function list(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`;
}
