import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../project.ts';
import { isOlder } from '../release-runtime.ts';

/** What a package says of itself. */
export interface PackageIdentity {
  /** As dpkg and rpm compare them: a tilde sorts before everything, so that a release replaces what was made for tests. */
  readonly version: string;
  /** Sentences below the summary. */
  readonly description: string;
  readonly summary: string;
  readonly author: string;
  /** Seconds since 1970: of everything in the package, so that the same sources make the same package. */
  readonly epoch: number;
}

const purpose = [
  'Calls pop up over what you do, and are answered by a global key, from the notification or on the card.',
  'It signs in by UCWA 2.0, the REST API of Skype for Business Server.',
];

/** A package on a runtime that is no longer kept says so, and is older than every release of its version. */
export function identityOf(electronVersion: string, pinnedVersion: string): PackageIdentity {
  const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as Record<
    'version' | 'author',
    string
  >;
  const forTests = isOlder(electronVersion, pinnedVersion);
  const warning = `For tests only, to be given to nobody: it was made on Electron ${electronVersion}, which has no security updates any more.`;
  return {
    version: forTests ? `${manifest.version}~tests` : manifest.version,
    summary: 'call client for Skype for Business Server',
    description: [...purpose, ...(forTests ? [warning] : [])].join('\n'),
    author: manifest.author,
    epoch: sourceDate(process.env),
  };
}

/** SOURCE_DATE_EPOCH, else when the last commit was made. */
export function sourceDate(env: NodeJS.ProcessEnv): number {
  const given = Number(env.SOURCE_DATE_EPOCH);
  if (Number.isSafeInteger(given) && given > 0) return given;
  try {
    const printed = execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: projectRoot, stdio: 'pipe' });
    return Number(printed);
  } catch {
    return Math.floor(Date.now() / 1000);
  }
}
