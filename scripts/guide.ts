import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readGuide } from './guide/read-guide.ts';
import { troublePage } from './guide/trouble.ts';
import { projectRoot, runAsTask } from './project.ts';
import { readCatalogues } from './words/catalogue.ts';

/** Where the page of troubles is, from the project's root. */
export const troubleFile = 'docs/trouble.md';

const userGuideFile = 'docs/user-guide.md';

/** What is made for Help, by the files' paths from the project's root, with what has to stand in each. No page of the app reads Markdown or HTML. */
export function currentGuideFiles(): ReadonlyMap<string, string> {
  const trouble = troublePage(readCatalogues().get('en') ?? {});
  const userGuide = readFileSync(join(projectRoot, userGuideFile), 'utf8');
  return new Map([
    [troubleFile, trouble],
    ['renderer/views/help/guides/trouble.ts', moduleOf('trouble', troubleFile, trouble)],
    ['renderer/views/help/guides/user-guide.ts', moduleOf('userGuide', userGuideFile, userGuide)],
  ]);
}

function moduleOf(name: string, source: string, markdown: string): string {
  const blocks = readGuide(markdown).map((block) => `  ${JSON.stringify(block)},\n`);
  return `// Made of ${source} by \`npm run guide\`.\nimport type { Guide } from '../guide.ts';\n\nexport const ${name}: Guide = [\n${blocks.join('')}];\n`;
}

/** `npm run guide`: writes docs/trouble.md, and both guides as Help draws them. A unit test fails where one is not up to date. */
await runAsTask(import.meta.url, async () => {
  for (const [file, content] of currentGuideFiles()) {
    mkdirSync(dirname(join(projectRoot, file)), { recursive: true });
    writeFileSync(join(projectRoot, file), content);
  }
});
