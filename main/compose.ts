import { join } from 'node:path';
import { createPhone } from './core/create-phone.ts';
import { createDesktop } from './electron/desktop.ts';
import { createKeychain } from './electron/keychain.ts';
import { forkMedia } from './electron/media-fork.ts';
import { stopBeforeQuit } from './electron/start/quit.ts';
import type { Shell } from './electron/start/shell.ts';
import { createMediaProcess } from './media/media-process.ts';
import { createClock } from './net/clock.ts';
import { createHttp } from './net/http.ts';
import { createRandom } from './net/random.ts';
import { createRecords } from './net/records.ts';
import { createClientContext } from './net/trusted-roots.ts';
import { createUrls } from './net/urls.ts';

/** The composition root: makes every part and joins them. Called once Electron is ready. */
export function compose(shell: Shell): void {
  const { app, log, switches, folders } = shell;
  const clock = createClock();
  const records = createRecords(join(folders.userData, 'records'), log);
  const extraFiles = switches.extraCa === null ? [] : [switches.extraCa];
  const http = createHttp({ secureContext: () => createClientContext({ extraFiles, log }) });
  const media = createMediaProcess({ fork: () => forkMedia(join(folders.bundles, 'media.cjs')), clock, log });
  const secrets = createKeychain({ load: () => import('./electron/keytar.ts'), clock, log });
  const phone = createPhone(
    {
      http,
      urls: createUrls(),
      secrets,
      records,
      clock,
      random: createRandom(),
      log,
      media,
    },
    {
      discoveryUrl: switches.discoveryUrl,
      server: switches.server,
      userAgent: `Switchhook/${app.getVersion()}`,
      culture: app.getLocale(),
    },
  );
  createDesktop({ shell, phone, clock, records });
  stopBeforeQuit({
    app,
    clock,
    log,
    isHeld: () => secrets.hangs(),
    stop: async () => {
      await phone.stop();
      media.stop();
      http.close();
      await records.flush();
    },
  });
  phone.start();
}
