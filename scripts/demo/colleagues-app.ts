/** The "Colleagues" window: shows the simulator's page, whose address is the last argument, and nothing else. */
import { app, BrowserWindow } from 'electron';

const address = process.argv.at(-1) ?? '';

app.on('window-all-closed', () => app.quit());
app.on('web-contents-created', (_event, contents) => {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
});
void app.whenReady().then(() => {
  const window = new BrowserWindow({
    x: 16,
    y: 48,
    width: 560,
    height: 720,
    title: 'Colleagues',
    autoHideMenuBar: true,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
  return window.loadURL(address);
});
