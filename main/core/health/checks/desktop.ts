import type { CheckView, RingPath, ShortcutView, Words } from '../../../../preload/contract/index.ts';
import { outcomeOfPath } from '../rings.ts';
import { type HealthModel, keysReach, type RingRecord, type WindowSystem } from '../state.ts';
import { checkAgain, type Facts, finding } from './check.ts';

/** Whether the card of a call appears. */
export function checkPopUp({ model, words, now }: Facts): CheckView {
  const { say } = words;
  const { ok, warning, unknown } = finding('pop-up', words);
  const { rings, desktop } = model.health;
  // Also where it appeared: what covers it nobody tells.
  if (desktop.windows === 'wayland') return warning(say('check.pop-up.wayland'), say('check.pop-up.wayland-fix'));
  const last = lastTold(rings, 'card', now);
  if (last === null && !desktop.popUpReady) return unknown(say('check.pop-up.not-made'));
  if (last === null)
    return ok(say(desktop.windows === 'xwayland' ? 'check.pop-up.ready-xwayland' : 'check.pop-up.ready'));
  const { card } = last.paths;
  const time = { time: last.at };
  if (!card?.worked) {
    return warning(words.sentence('check.pop-up.did-not-appear', { time }), say('check.pop-up.did-not-appear-fix'));
  }
  const appeared = desktop.windows === 'xwayland' ? 'check.pop-up.appeared-xwayland' : 'check.pop-up.appeared';
  return ok(words.sentence(appeared, { seconds: shownSeconds(card.afterMs), time }));
}

/** Whether the system's notifications tell of a call. */
export function checkNotifications({ model, words, now }: Facts): CheckView {
  const { say } = words;
  const { ok, warning, unknown } = finding('notifications', words);
  const { rings, desktop } = model.health;
  switch (desktop.notifications) {
    case 'unknown':
      return unknown(say('check.not-looked-for'));
    case 'missing':
      return warning(say('check.notifications.missing'), say('check.notifications.start'), checkAgain(words));
    case 'silent':
      return warning(say('check.notifications.silent'), say('check.notifications.silent-fix'), checkAgain(words));
    default: {
      const last = lastTold(rings, 'notification', now);
      if (last === null) return ok(say('check.notifications.answers'));
      const time = { time: last.at };
      if (last.paths.notification?.worked) return ok(words.sentence('check.notifications.shown', { time }));
      const evidence = words.sentence('check.notifications.silent-at', { time });
      return warning(evidence, say('check.notifications.start'), checkAgain(words));
    }
  }
}

/** Whether the global keys arrive. */
export function checkShortcuts({ model, words }: Facts): CheckView {
  const { say } = words;
  const { ok, warning, unknown } = finding('shortcuts', words);
  const { shortcuts, health } = model;
  const answer = shortcuts.find(({ action }) => action === 'answer');
  const { windows } = health.desktop;
  const seen = health.pressed.answer;
  if (!keysReach(windows) && seen === undefined) return checkCommands(health, windows, words);
  if (shortcuts.length === 0) return unknown(say('check.shortcuts.not-set'));
  const held = shortcuts.filter(({ registered }) => !registered);
  if (held.length > 0) {
    const first = [...held].sort((one, other) => Number(other === answer) - Number(one === answer));
    const evidence = say('check.shortcuts.held', { count: held.length, keys: keysOf(first, words) });
    return warning(evidence, say('check.shortcuts.held-fix'), checkAgain(words));
  }
  if (answer === undefined) return ok(say('check.shortcuts.removed'));
  const { keys } = answer;
  if (seen !== undefined) return ok(words.sentence('check.shortcuts.works', { keys, time: { time: seen } }));
  return ok(say('check.shortcuts.set', { keys }));
}

/** Where no program is sure to get keys: whether the desktop's own do what they should. */
function checkCommands({ ordered }: HealthModel, windows: WindowSystem, words: Words): CheckView {
  const { say } = words;
  const { ok, warning } = finding('shortcuts', words);
  const command = 'switchhook answer';
  if (ordered.answer !== undefined) {
    return ok(words.sentence('check.shortcuts.ordered', { command, time: { time: ordered.answer } }));
  }
  const evidence = say(windows === 'wayland' ? 'check.shortcuts.no-keys' : 'check.shortcuts.focus-only');
  const action = { label: say('check.shortcuts.see-commands'), settings: 'shortcuts' } as const;
  return warning(evidence, say('check.shortcuts.bind-fix'), action);
}

/** Each with what it does: "a", "a and b", "a, b and c". */
function keysOf(shortcuts: readonly ShortcutView[], { say }: Words): string {
  const all = shortcuts.map(({ action, keys }) => say(`check.shortcuts.${action}`, { keys }));
  return all.reduce((before, next, index) =>
    index === all.length - 1 ? say('list.and', { before, last: next }) : say('list.comma', { before, next }),
  );
}

/** Whether Switchhook can be seen while its window is closed. */
export function checkTray({ model, words }: Facts): CheckView {
  const { say } = words;
  const { ok, warning, unknown } = finding('tray', words);
  switch (model.health.desktop.tray) {
    case 'unknown':
      return unknown(say('check.not-looked-for'));
    case 'shown':
      return ok(say('check.tray.shown'));
    case 'no-host':
      return warning(say('check.tray.no-host'), say('check.tray.no-host-fix'), checkAgain(words));
  }
}

/** The newest ring that tells something about a path. */
function lastTold(rings: readonly RingRecord[], path: RingPath, now: number): RingRecord | null {
  return rings.find((ring) => ['worked', 'failed'].includes(outcomeOfPath(ring, path, now))) ?? null;
}

/** A short time in seconds, as it is shown: a tenth at least. */
export function shownSeconds(ms: number): number {
  return Math.max(100, ms) / 1000;
}
