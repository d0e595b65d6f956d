import { existsSync } from 'node:fs';
import type { LaunchOptions } from '@playwright/test';

/** Root cannot use Chromium's sandbox. */
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

function launchOf(system: string): LaunchOptions {
  return { ...(existsSync(system) ? { executablePath: system } : {}), args };
}

/** The system's Chromium where there is one, else the one that Playwright has. */
export const chromiumLaunch: LaunchOptions = launchOf('/usr/bin/chromium');

/** The same engine without a browser round it, which opens a page in a quarter of the time; it asks for no permissions. */
export const shellLaunch: LaunchOptions = launchOf('/usr/bin/chromium-headless-shell');
