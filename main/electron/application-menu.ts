import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Words } from '../../preload/contract/index.ts';

/** Keeps Electron from making its own menu at start; only before the app is ready. */
export function withoutDefaultMenu(): void {
  Menu.setApplicationMenu(null);
}

/** The menu of the main window, hidden behind Alt but on macOS: where there is no tray, it is the way to quit. */
export function setApplicationMenu(words: Words, quit: () => void, help: () => void): void {
  const file: MenuItemConstructorOptions = {
    label: 'Switchhook',
    submenu: [
      { role: 'hide', visible: process.platform === 'darwin' },
      { label: words.say('menu.quit'), accelerator: 'CommandOrControl+Q', click: quit },
    ],
  };
  const guide: MenuItemConstructorOptions = {
    label: words.say('menu.help'),
    role: 'help',
    submenu: [{ label: words.say('menu.guide'), accelerator: 'F1', click: help }],
  };
  Menu.setApplicationMenu(Menu.buildFromTemplate([file, editMenu(words), guide]));
}

/** As Electron makes it, which labels it in English; macOS has more in it. */
function editMenu({ say }: Words): MenuItemConstructorOptions {
  if (process.platform === 'darwin') return { role: 'editMenu', label: say('menu.edit') };
  return {
    label: say('menu.edit'),
    submenu: [
      { role: 'undo', label: say('menu.undo') },
      { role: 'redo', label: say('menu.redo') },
      { type: 'separator' },
      { role: 'cut', label: say('menu.cut') },
      { role: 'copy', label: say('menu.copy') },
      { role: 'paste', label: say('menu.paste') },
      { role: 'delete', label: say('menu.delete') },
      { type: 'separator' },
      { role: 'selectAll', label: say('menu.select-all') },
    ],
  };
}
