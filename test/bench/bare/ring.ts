import { join } from 'node:path';
import { BrowserWindow, screen } from 'electron';
import { request } from './request.ts';

const [width, height, margin] = [360, 280, 16];

/** A window made ahead, hidden: shown with the word that a long poll brings, hidden again by an empty one. */
export function pollAndPaint(): void {
  const { workArea } = screen.getPrimaryDisplay();
  const window = new BrowserWindow({
    x: workArea.x + workArea.width - width - margin,
    y: workArea.y + workArea.height - height - margin,
    width,
    height,
    show: false,
    frame: false,
    resizable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    type: 'notification',
    webPreferences: { preload: join(__dirname, 'preload.cjs'), backgroundThrottling: false },
  });
  void window.loadFile(join(__dirname, 'ring.html')).then(() => poll(window));
}

function poll(window: BrowserWindow): void {
  request('GET', '/poll', '', (word) => {
    window.webContents.send('word', word);
    if (word === '') window.hide();
    else window.showInactive();
    poll(window);
  });
}
