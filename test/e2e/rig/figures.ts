import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagedUser } from './packaged-user.ts';

const folder = join(import.meta.dirname, '../../../out/e2e');

/**
 * Adds what a test measured to out/e2e/`name`.json. Playwright starts a new worker after a failure, so that what earlier
 * tests measured is only in the file.
 */
export function keepFigures(name: string, figures: Readonly<Record<string, unknown>>): void {
  const file = join(folder, packagedUser === null ? `${name}.json` : `${name}-ordinary-user.json`);
  const known: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify({ ...(known as object), ...figures }, null, 2)}\n`);
}
