import type { Desktop } from '../../desktop/desktop.ts';
import type { TrayItem } from '../../desktop/tray.ts';
import { until } from '../../desktop/until.ts';

/** The app's item in the tray. */
export async function trayItem(desktop: Desktop): Promise<TrayItem> {
  return until('a tray item', async () => (await desktop.trayItems())[0]);
}

/** The tray's tooltip title. */
export async function trayTooltip(item: TrayItem): Promise<string> {
  const [, , title] = (await item.property('ToolTip')) as unknown[];
  return String(title);
}

/** The pixels that the panel draws. */
export async function trayIcon(item: TrayItem): Promise<string> {
  return JSON.stringify(await item.property('IconPixmap'));
}

/** Labels of the menu, without lines between. */
export async function trayLabels(item: TrayItem): Promise<string[]> {
  return (await item.menu()).filter(({ separator }) => !separator).map(({ label }) => label);
}

/** Chooses an entry as soon as the menu has it. */
export async function chooseInTray(desktop: Desktop, label: string): Promise<void> {
  const item = await trayItem(desktop);
  await until(`"${label}" in the tray menu`, async () => (await trayLabels(item)).includes(label));
  await item.choose(label);
}
