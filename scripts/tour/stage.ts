import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Desktop } from '../../test/desktop/desktop.ts';
import type { DrivenApp, WindowName } from '../../test/driver/app.ts';
import type { UcwaServer } from '../../test/ucwa-server/index.ts';
import type { Story } from './story.ts';

/** Everything a scene of the tour plays with. */
export interface Stage {
  readonly story: Story;
  readonly desktop: Desktop;
  readonly app: DrivenApp;
  readonly server: UcwaServer;
  readonly pictures: Pictures;
}

/** The pictures that the tour leaves behind. */
export class Pictures {
  readonly #folder: string;

  /** Empties the folder. */
  constructor(folder: string) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
  }

  pathOf(name: string): string {
    return join(this.#folder, name);
  }

  /** A window in the light and in the dark colours: `<name>-light.png`, `<name>-dark.png`. */
  async ofWindow(app: DrivenApp, window: WindowName, name: string): Promise<void> {
    const page = await app.window(window);
    for (const scheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.screenshot({ path: this.pathOf(`${name}-${scheme}.png`), animations: 'disabled' });
    }
    await page.emulateMedia({ colorScheme: null });
  }

  /** The whole screen. */
  async ofDesktop(desktop: Desktop, name: string): Promise<void> {
    await desktop.screen.screenshot(this.pathOf(`${name}.png`));
  }
}
