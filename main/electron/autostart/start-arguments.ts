import type { AppSwitches } from '../start/switches.ts';

/** What the system starts the app with: as it was started now, and hidden. Who needs an authority to sign in needs it then too. */
export function startArguments(switches: AppSwitches): readonly string[] {
  const { userDataDir, discoveryUrl, extraCa, server } = switches;
  const given = { 'user-data-dir': userDataDir, 'discovery-url': discoveryUrl, 'extra-ca': extraCa, server };
  const kept = Object.entries(given).flatMap(([name, value]) => (value === null ? [] : [`--${name}=${value}`]));
  return ['--hidden', ...kept];
}
