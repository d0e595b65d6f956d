import { existsSync } from 'node:fs';
import type { LaunchOptions } from '@playwright/test';

const system = '/usr/bin/chromium-headless-shell';

/** The system's Chromium where there is one, else the one that Playwright has; root cannot use its sandbox. */
export const chromiumLaunch: LaunchOptions = {
  ...(existsSync(system) ? { executablePath: system } : {}),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
};
