import type { DesktopUser } from '../../desktop/session.ts';

/** nobody, whom every Debian has and who may do nothing. */
const nobody: DesktopUser = { uid: 65_534, gid: 65_534 };

/**
 * Whom desktop and app run as: with SWITCHHOOK_E2E_USER=ordinary someone without rights, and then with Chromium's
 * sandbox; otherwise whoever runs the tests.
 */
export const packagedUser: DesktopUser | null = process.env.SWITCHHOOK_E2E_USER === 'ordinary' ? nobody : null;
