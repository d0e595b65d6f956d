import { join } from 'node:path';
import { app, Menu, Tray } from 'electron';

let tray: Tray | null = null;

/** An icon in the tray, with a tooltip and a menu. */
export function showTray(): void {
  tray = new Tray(join(__dirname, 'icon.png'));
  tray.setToolTip('Bare');
  tray.setContextMenu(Menu.buildFromTemplate([{ label: 'Quit', click: () => app.quit() }]));
}
