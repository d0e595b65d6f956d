import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Desktop } from '../../desktop/desktop.ts';

/** The window manager's usual settings. */
const usual = '/etc/xdg/openbox/rc.xml';

/**
 * Lets another program hold a global key, named as openbox names it, such as `C-S-F9`: the window manager grabs it, as it would for a
 * launcher. Before whoever else wants it has it. Resolves with what lets it go.
 */
export async function holdKey(desktop: Desktop, key: string): Promise<() => Promise<void>> {
  const folder = desktop.makeFolder('home/.config/openbox');
  const file = join(folder, 'rc.xml');
  const binding = `<keybind key="${key}"><action name="Execute"><command>true</command></action></keybind>`;
  writeFileSync(file, readFileSync(usual, 'utf8').replace('</keyboard>', `${binding}</keyboard>`), { mode: 0o644 });
  await desktop.run('openbox', ['--reconfigure']);
  return async () => {
    rmSync(file, { force: true });
    await desktop.run('openbox', ['--reconfigure']);
  };
}
