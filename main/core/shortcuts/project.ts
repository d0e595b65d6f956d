import {
  type KeysReach,
  type ShortcutSetupView,
  type ShortcutView,
  shortcutActions,
  type Words,
  writtenKeys,
} from '../../../preload/contract/index.ts';
import { type HealthModel, keysReach, type WindowSystem } from '../health/state.ts';
import { usualKeys } from './keys.ts';
import type { ShortcutsModel } from './state.ts';

interface Shown {
  readonly shortcutKeys: ShortcutsModel;
  readonly shortcuts: readonly ShortcutView[];
  readonly health: Pick<HealthModel, 'pressed' | 'desktop'>;
}

/** What the settings show of the keys besides what they are. */
export function projectShortcutSetup({ shortcutKeys, shortcuts, health }: Shown, words: Words): ShortcutSetupView {
  const { mac, keys, locked, recording } = shortcutKeys;
  const usual = usualKeys(mac);
  return {
    mac,
    changed: shortcutActions.some((action) => !locked.includes(action) && keys[action] !== usual[action]),
    locked,
    proven: shortcutActions.filter((action) => health.pressed[action] !== undefined),
    reach: reachOf(health.desktop.windows),
    unsure: !keysReach(health.desktop.windows) || shortcuts.some(({ registered }) => !registered),
    recording: recording && {
      ...recording,
      keys: recording.keys === null ? null : writtenKeys(recording.keys.split('+'), mac, words),
    },
  };
}

function reachOf(windows: WindowSystem): KeysReach {
  if (windows === 'wayland') return 'nowhere';
  return windows === 'xwayland' ? 'with-x11' : 'everywhere';
}
