import type { Desktop } from '../desktop/desktop.ts';
import { until } from '../desktop/until.ts';

/** Chooses "Quit Switchhook" in the tray, and resolves when the app asks whether to, with the focus on its question. */
export async function askToQuit(desktop: Desktop): Promise<void> {
  const item = await until('a tray item', async () => (await desktop.trayItems())[0]);
  await item.choose('Quit Switchhook');
  await desktop.screen.enterWindow('^Quit Switchhook\\?$');
}

/** Quits by the tray's menu and the keys of docs/driving.md, as somebody does who is signed in. */
export async function quitFromTray(desktop: Desktop): Promise<void> {
  await askToQuit(desktop);
  await desktop.screen.pressKeys('shift+Tab', 'Return');
}
