/** The bare apps that Switchhook is measured against: the least that Electron has to do, chosen by `--bare=`. */
import { app } from 'electron';
import { answerAtOnce } from './answer.ts';
import { openFromTray } from './on-demand.ts';
import { pollAndPaint } from './ring.ts';
import { showTray } from './tray.ts';
import { showWindow } from './window.ts';

const parts: Readonly<Record<string, () => void>> = {
  tray: showTray,
  window: showWindow,
  'on-demand': openFromTray,
  ring: pollAndPaint,
  answer: answerAtOnce,
};

const value = (name: string): string => app.commandLine.getSwitchValue(name);

app.setPath('userData', value('user-data-dir'));
if (!process.argv.includes('--no-sandbox')) app.enableSandbox();
app.on('window-all-closed', () => {});
void app.whenReady().then(parts[value('bare')]);
