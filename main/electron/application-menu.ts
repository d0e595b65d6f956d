import { Menu } from 'electron';
import type { Words } from '../../preload/contract/index.ts';

/** Keeps Electron from making its own menu at start; only before the app is ready. */
export function withoutDefaultMenu(): void {
  Menu.setApplicationMenu(null);
}

/** The menu of the main window, hidden behind Alt but on macOS: where there is no tray, it is the way to quit. */
export function setApplicationMenu({ say }: Words, quit: () => void): void {
  const file: Electron.MenuItemConstructorOptions = {
    label: 'Switchhook',
    submenu: [
      { role: 'hide', visible: process.platform === 'darwin' },
      { label: say('menu.quit'), accelerator: 'CommandOrControl+Q', click: quit },
    ],
  };
  Menu.setApplicationMenu(Menu.buildFromTemplate([file, { role: 'editMenu' }]));
}
