import { Menu, nativeTheme, systemPreferences, Tray } from 'electron';
import type { AppView } from '../../../preload/contract.ts';
import { createTrayImages } from './tray-image.ts';
import { type TrayLook, trayLook } from './tray-look.ts';
import { type TrayChoice, type TrayEntry, trayMenu } from './tray-menu.ts';

const beatMs = 1000;

export interface TrayDeps {
  /** Folder of the tray's icons. */
  readonly icons: string;
  choose(choice: TrayChoice): void;
}

/** The icon in the panel: what state the phone is in, and each thing one can do about it. */
export interface AppTray {
  update(view: AppView): void;
}

export function createTray({ icons, choose }: TrayDeps, first: AppView): AppTray {
  const image = createTrayImages(icons);
  let look = trayLook(first);
  let menu = '';
  let beat: NodeJS.Timeout | null = null;
  const tray = new Tray(image(look.icons[0]));

  function draw(next: TrayLook): void {
    look = next;
    if (beat) clearInterval(beat);
    beat = null;
    tray.setImage(image(look.icons[0]));
    tray.setToolTip(look.tooltip);
    if (look.icons.length > 1 && !systemPreferences.getAnimationSettings().prefersReducedMotion)
      beat = setInterval(alternate, beatMs);
  }

  let frame = 0;
  function alternate(): void {
    frame = (frame + 1) % look.icons.length;
    tray.setImage(image(look.icons[frame] ?? look.icons[0]));
  }

  function setMenu(entries: readonly (TrayEntry | null)[]): void {
    const written = JSON.stringify(entries);
    if (written === menu) return;
    menu = written;
    tray.setContextMenu(Menu.buildFromTemplate(entries.map(menuItem)));
  }

  function menuItem(entry: TrayEntry | null): Electron.MenuItemConstructorOptions {
    if (!entry) return { type: 'separator' };
    const { label, choice } = entry;
    // An ampersand would mark the next letter as an access key.
    const shown = label.replaceAll('&', '&&');
    return choice === null ? { label: shown, enabled: false } : { label: shown, click: () => choose(choice) };
  }

  tray.on('click', () => choose('open'));
  nativeTheme.on('updated', () => tray.setImage(image(look.icons[0])));
  draw(look);
  setMenu(trayMenu(first));
  return {
    update: (view) => {
      const next = trayLook(view);
      if (JSON.stringify(next) !== JSON.stringify(look)) draw(next);
      setMenu(trayMenu(view));
    },
  };
}
