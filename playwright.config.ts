import { defineConfig } from '@playwright/test';

/** They make networks, which every browser on the machine notices, and lets go of what it loads. */
const networks = '**/network.spec.ts';
/** Their desktop is a session of Wayland, whose compositor does not run as root. */
const wayland = '**/wayland/*.spec.ts';
/**
 * Real windows, one keyboard and one sound server: one after the other. What is waited for comes in a second on a quiet machine; the limits
 * are for one on which everything else runs too.
 */
const inTurn = { testDir: 'test/e2e', fullyParallel: false, workers: 1, timeout: 180_000, expect: { timeout: 30_000 } };

export default defineConfig({
  fullyParallel: true,
  forbidOnly: true,
  reporter: [['list']],
  outputDir: 'out/test-results',
  projects: [
    {
      name: 'page',
      testDir: 'test/page',
      timeout: 90_000,
      expect: { timeout: 20_000 },
    },
    { ...inTurn, name: 'e2e', testIgnore: [networks, wayland] },
    { ...inTurn, name: 'e2e-networks', testMatch: networks },
    { ...inTurn, name: 'wayland', testMatch: wayland },
  ],
});
