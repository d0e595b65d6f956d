import { Menu, nativeTheme, systemPreferences, Tray } from 'electron';
import type { AppView, Words } from '../../../preload/contract/index.ts';
import { createTrayImages } from './tray-image.ts';
import { type TrayIcon, trayLook } from './tray-look.ts';
import { type TrayChoice, type TrayEntry, trayMenu } from './tray-menu.ts';

const beatMs = 1000;

export interface TrayDeps {
  /** Folder of the tray's icons. */
  readonly icons: string;
  readonly words: Words;
  choose(choice: TrayChoice): void;
}

/** The icon in the panel: what state the phone is in, and each thing one can do about it. */
export interface AppTray {
  update(view: AppView): void;
  /** Puts the icon into a panel that was not there when it was made. */
  renew(): void;
  /** Takes it away for good. */
  remove(): void;
}

export function createTray({ icons, words, choose }: TrayDeps, first: AppView): AppTray {
  const image = createTrayImages(icons);
  let look = trayLook(first, words);
  let entries = trayMenu(first, words);
  let beat: NodeJS.Timeout | null = null;
  let tray = make();
  let removed = false;

  function make(): Tray {
    const made = new Tray(image(look.icons[0]));
    made.on('click', () => choose('open'));
    made.setToolTip(look.tooltip);
    made.setContextMenu(Menu.buildFromTemplate(entries.map(menuItem)));
    return made;
  }

  function draw(): void {
    if (beat) clearInterval(beat);
    beat = null;
    tray.setImage(image(look.icons[0]));
    tray.setToolTip(look.tooltip);
    if (look.icons.length === 1 || systemPreferences.getAnimationSettings().prefersReducedMotion) return;
    let frame = 0;
    beat = setInterval(() => {
      frame = (frame + 1) % look.icons.length;
      tray.setImage(image(look.icons[frame] as TrayIcon));
    }, beatMs);
  }

  function menuItem(entry: TrayEntry | null): Electron.MenuItemConstructorOptions {
    if (!entry) return { type: 'separator' };
    const { label, choice, checked, entries: below } = entry;
    // An ampersand would mark the next letter as an access key.
    const shown = label.replaceAll('&', '&&');
    if (below !== undefined) return { label: shown, submenu: below.map(menuItem) };
    if (choice === null) return { label: shown, enabled: false };
    const click = (): void => choose(choice);
    return checked === undefined ? { label: shown, click } : { label: shown, click, type: 'radio', checked };
  }

  nativeTheme.on('updated', () => removed || tray.setImage(image(look.icons[0])));
  return {
    update: (view) => {
      if (removed) return;
      const [nextLook, nextEntries] = [trayLook(view, words), trayMenu(view, words)];
      const [newLook, newMenu] = [differs(nextLook, look), differs(nextEntries, entries)];
      look = nextLook;
      entries = nextEntries;
      if (newLook) draw();
      if (newMenu) tray.setContextMenu(Menu.buildFromTemplate(entries.map(menuItem)));
    },
    renew: () => {
      if (removed) return;
      tray.destroy();
      tray = make();
      draw();
    },
    remove: () => {
      removed = true;
      if (beat) clearInterval(beat);
      tray.destroy();
    },
  };
}

function differs(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) !== JSON.stringify(other);
}
