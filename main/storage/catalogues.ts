import { readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import type { Catalogues } from '../core/language/language.ts';

/** The catalogues of the package. A test build takes them from where a test can write. */
export function installedCatalogues(bundles: string): Catalogues {
  const elsewhere = __TEST_BUILD__ ? process.env.SWITCHHOOK_TEST_LOCALES : undefined;
  return cataloguesIn(elsewhere ?? join(bundles, 'locales'));
}

/** The catalogues in a folder: a file a language. Throws where one cannot be read. */
export function cataloguesIn(folder: string): Catalogues {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return {
    locales: names.map((name) => parse(name).name),
    read: (locale) => JSON.parse(readFileSync(join(folder, `${locale}.json`), 'utf8')) as Record<string, string>,
  };
}
