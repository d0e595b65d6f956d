import type { App } from 'electron';
import type { StartEntry } from './start-entry.ts';

/** Windows and macOS, by Electron. macOS hands no arguments over: there the app asks whether the system started it. */
export function createLoginItem(
  app: Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>,
  args: readonly string[],
): StartEntry {
  const asked = { args: args.map(quoted) };
  return {
    read() {
      // `status` is macOS's, from version 13; the other is of Windows, where Task Manager turns entries off.
      const { openAtLogin, executableWillLaunchAtLogin, status } = app.getLoginItemSettings(asked) as LoginItem;
      if (status === 'requires-approval') return 'blocked';
      if (!openAtLogin) return 'off';
      return executableWillLaunchAtLogin === false ? 'blocked' : 'on';
    },
    write: (on) => app.setLoginItemSettings({ openAtLogin: on, ...asked }),
  };
}

/** What each system has of Electron's answer. */
interface LoginItem {
  readonly openAtLogin: boolean;
  readonly executableWillLaunchAtLogin?: boolean;
  readonly status?: string;
}

/** Windows keeps one line of text, which Electron writes as it is given. */
function quoted(argument: string): string {
  return /\s/.test(argument) ? `"${argument}"` : argument;
}
