import { join } from 'node:path';
import { app, BrowserWindow, Menu, Tray } from 'electron';

let tray: Tray | null = null;

/** An icon in the tray; a click on it makes a window, as large as Switchhook's main window, and shows it once it can be painted. */
export function openFromTray(): void {
  tray = new Tray(join(__dirname, 'icon.png'));
  tray.setToolTip('Bare');
  tray.setContextMenu(Menu.buildFromTemplate([{ label: 'Quit', click: () => app.quit() }]));
  tray.on('click', () => {
    const window = new BrowserWindow({ width: 1080, height: 680, autoHideMenuBar: true, show: false });
    window.once('ready-to-show', () => window.show());
    void window.loadFile(join(__dirname, 'window.html'));
  });
}
