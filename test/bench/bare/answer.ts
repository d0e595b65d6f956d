import { join } from 'node:path';
import { BrowserWindow, ipcMain } from 'electron';
import { request } from './request.ts';

/** About as long as the answer of a call is. */
const answer = `v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n${'a=bare:1\r\n'.repeat(20)}`;

/** A window with a button; main sends a POST as soon as it is pressed, on a connection that is up. */
export function answerAtOnce(): void {
  const window = new BrowserWindow({
    width: 360,
    height: 280,
    webPreferences: { preload: join(__dirname, 'preload.cjs') },
  });
  ipcMain.on('answer', () => request('POST', '/answer', answer, () => {}));
  void window.loadFile(join(__dirname, 'answer.html'));
}
