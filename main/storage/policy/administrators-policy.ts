import { dirname, isAbsolute, join } from 'node:path';
import type { Log } from '../../core/ports.ts';
import { readManagedPreferences } from './managed-preferences.ts';
import { mergePolicy, type PolicyReading } from './merge.ts';
import { type Owners, readPolicyFolder } from './policy-files.ts';
import type { PolicyPart } from './read-document.ts';
import { readRegistry } from './registry.ts';

/** Read once at each start, before anything is sent. A test build takes it from where a test can write. */
export function administratorsPolicy(log: Log): PolicyReading {
  const elsewhere = __TEST_BUILD__ ? process.env.SWITCHHOOK_TEST_POLICY : undefined;
  const reading = mergePolicy(
    elsewhere === undefined
      ? [...systemParts(), ...partsOf(policyFolders(process.platform, process.env), [0])]
      : partsOf([dirname(elsewhere)], [0, process.getuid?.() ?? 0]),
  );
  const { sources, decided, refused } = reading.told;
  if (sources.length > 0) log.info('policy of an administrator', { sources, decided });
  for (const { source, key, why } of refused) {
    const about = { source, key, why };
    if (why === 'unknown-key') log.warn('A key of the policy is not known', about);
    else log.error('The policy is wrong', about);
  }
  return reading;
}

/** What the system itself keeps for administrators; it goes before files. */
function systemParts(): readonly PolicyPart[] {
  if (process.platform === 'win32') return readRegistry(process.env);
  return process.platform === 'darwin' ? readManagedPreferences() : [];
}

function partsOf(folders: readonly string[], owners: Owners): readonly PolicyPart[] {
  return folders.flatMap((folder) => readPolicyFolder(folder, owners));
}

/** Where only an administrator may write, most important first. */
export function policyFolders(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): readonly string[] {
  if (platform === 'win32') return [join(env.ProgramData ?? 'C:\\ProgramData', 'Switchhook')];
  if (platform === 'darwin') return ['/Library/Application Support/Switchhook'];
  const more = env.XDG_CONFIG_DIRS ? env.XDG_CONFIG_DIRS.split(':').filter(isAbsolute) : ['/etc/xdg'];
  const folders = ['/etc/switchhook', ...more.map((folder) => join(folder, 'switchhook'))];
  return [...new Set(folders)].slice(0, 20);
}
