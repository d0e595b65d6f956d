import { join } from 'node:path';
import { app, BrowserWindow, screen } from 'electron';
import { request } from './request.ts';

const [width, margin] = [360, 16];

/** A window made ahead, hidden: shown with the card that a long poll brings as HTML, hidden again by an empty answer. */
export function pollAndPaint(): void {
  const { workArea } = screen.getPrimaryDisplay();
  const height = Number(app.commandLine.getSwitchValue('card-height'));
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
  request('GET', '/poll', '', (card) => {
    window.webContents.send('card', card);
    if (card === '') window.hide();
    else window.showInactive();
    poll(window);
  });
}
