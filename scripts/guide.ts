import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { troublePage } from './guide/trouble.ts';
import { projectRoot, runAsTask } from './project.ts';
import { readCatalogues } from './words/catalogue.ts';

/** Where the page of troubles is, from the project's root. */
export const troubleFile = 'docs/trouble.md';

/** What has to stand in it. */
export function currentTroublePage(): string {
  return troublePage(readCatalogues().get('en') ?? {});
}

/** `npm run guide`: writes docs/trouble.md. A unit test fails where it is not up to date. */
await runAsTask(import.meta.url, async () => {
  writeFileSync(join(projectRoot, troubleFile), currentTroublePage());
});
