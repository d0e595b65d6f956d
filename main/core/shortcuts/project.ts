import {
  type ShortcutSetupView,
  type ShortcutView,
  shortcutActions,
  type Words,
  writtenKeys,
} from '../../../preload/contract/index.ts';
import type { HealthModel } from '../health/state.ts';
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
    unsure: !health.desktop.shortcutsProve || shortcuts.some(({ registered }) => !registered),
    recording: recording && {
      ...recording,
      keys: recording.keys === null ? null : writtenKeys(recording.keys.split('+'), mac, words),
    },
  };
}
