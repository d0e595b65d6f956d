import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { type Desktop, type DesktopOptions, startDesktop } from '../../desktop/desktop.ts';
import type { DrivenApp } from '../../driver/app.ts';
import { startUcwaServer, type UcwaServer, type UcwaServerOptions } from '../../ucwa-server/index.ts';
import { checkAftermath } from './aftermath.ts';
import { type LaunchChanges, Launcher } from './launcher.ts';
import { packagedUser } from './packaged-user.ts';

export { expect } from '@playwright/test';

/** The build that Playwright can drive. */
export const testBuild = join(import.meta.dirname, '../../../dist/test/linux-unpacked/switchhook');

/** Of the servers: parts of the suite run at the same time, and some ports are fixed. */
export const ownNetwork: string = process.env.SWITCHHOOK_E2E_NETWORK ?? (packagedUser === null ? '127.0.0' : '127.0.3');

interface WorkerFixtures {
  /** What the desktop has besides the usual, or has not. */
  readonly desktopOptions: DesktopOptions;
  /** One desktop for all tests; each leaves it as it found it. */
  readonly desktop: Desktop;
}

interface TestFixtures {
  readonly serverOptions: Partial<UcwaServerOptions>;
  readonly server: UcwaServer;
  readonly launcher: Launcher;
  /** Starts the app with fresh data for this test's server; whatever was started is ended and looked at after the test. */
  readonly launch: (changes?: LaunchChanges) => Promise<DrivenApp>;
  /** The app, signed in and reachable. */
  readonly app: DrivenApp;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  desktopOptions: [{}, { option: true, scope: 'worker' }],
  desktop: [
    async ({ desktopOptions }, use) => {
      if (!existsSync(testBuild)) throw new Error(`There is no ${testBuild}: npm run pack:test makes it`);
      const desktop = await startDesktop({
        ...desktopOptions,
        ...(packagedUser === null ? {} : { user: packagedUser }),
      });
      await use(desktop);
      await desktop.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  serverOptions: [{}, { option: true }],
  server: async ({ serverOptions }, use) => {
    const server = await startUcwaServer({
      network: ownNetwork,
      password: `Canary-${randomUUID().slice(0, 8)}`,
      ...serverOptions,
    });
    await use(server);
    await server.stop();
  },
  launcher: async ({ desktop, server }, use, testInfo) => {
    const launcher = new Launcher({ desktop, binary: testBuild, server });
    await use(launcher);
    if (testInfo.status !== testInfo.expectedStatus) printEvidence(launcher, server);
    await checkAftermath({ desktop, server, launcher });
  },
  launch: async ({ launcher }, use) => {
    await use((changes) => launcher.launch(changes));
  },
  app: async ({ launch, server }, use) => {
    const app = await launch();
    await app.signIn({ ...server.credentials, keep: false });
    await app.status('Ready');
    await server.reachable();
    await use(app);
  },
});

/** What helps to understand a failure: the reporter prints it with the test. */
function printEvidence(launcher: Launcher, server: UcwaServer): void {
  console.error(`--- printed\n${launcher.printed.slice(-4000)}\n--- logged\n${launcher.logged}`);
  console.error(`--- the ledger\n${server.ledger.text(40)}`);
}
