import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { projectRoot } from '../../../scripts/project.ts';

const styles = join(projectRoot, 'assets/css');
/** A class that is a selector by itself: what it looks like wherever it stands. */
const classSelector = /(?<=^|[,{};])\s*\.([a-z][\w-]*)\s*(?=[,{])/g;

/** All classes that any style sheet of the app has a rule of their own for. */
const styled: ReadonlySet<string> = new Set(
  readdirSync(styles, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.css'))
    .flatMap((file) =>
      classesIn(readFileSync(join(styles, file), 'utf8').replace(/@import[^;]*;|\/\*[\s\S]*?\*\//g, '')),
    ),
);

function classesIn(text: string): string[] {
  return [...text.matchAll(classSelector)].map(([, name]) => name ?? '');
}

/** Classes that are drawn in this window and have their rules in a sheet that it does not load: what has them is there, and is not seen. */
export async function unstyled(page: Page): Promise<string[]> {
  const { drawn, rules } = await page.evaluate(() => ({
    drawn: [...new Set([...document.querySelectorAll('[class]')].flatMap(({ classList }) => [...classList]))],
    rules: [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText)).join('\n'),
  }));
  const own = new Set(classesIn(rules));
  return drawn.filter((name) => styled.has(name) && !own.has(name)).toSorted();
}
