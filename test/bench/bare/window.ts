import { join } from 'node:path';
import { BrowserWindow } from 'electron';

/** One window with a word in it, as large as Switchhook's main window. */
export function showWindow(): void {
  const window = new BrowserWindow({ width: 1080, height: 680, autoHideMenuBar: true });
  void window.loadFile(join(__dirname, 'window.html'));
}
