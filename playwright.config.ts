import { defineConfig } from '@playwright/test';

/** They make networks, which every browser on the machine notices, and lets go of what it loads. */
const networks = '**/network.spec.ts';
/** Real windows, one keyboard and one sound server: one after the other. */
const inTurn = { testDir: 'test/e2e', fullyParallel: false, workers: 1, timeout: 90_000 };

export default defineConfig({
  fullyParallel: true,
  forbidOnly: true,
  reporter: [['list']],
  outputDir: 'out/test-results',
  projects: [
    {
      name: 'page',
      testDir: 'test/page',
      timeout: 30_000,
    },
    { ...inTurn, name: 'e2e', testIgnore: networks },
    { ...inTurn, name: 'e2e-networks', testMatch: networks },
  ],
});
