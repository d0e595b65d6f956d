import { defineConfig } from '@playwright/test';

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
    {
      // Real windows, one keyboard and one sound server: one after the other.
      name: 'e2e',
      testDir: 'test/e2e',
      fullyParallel: false,
      workers: 1,
      timeout: 90_000,
    },
  ],
});
