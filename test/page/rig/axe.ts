import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** The levels A and AA of the WCAG 2.2. What axe holds good practice besides is for pages of the web: a card has no landmarks. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Not held against: the count in a name such as "Calls, 3 missed" is said in more words than it is drawn in (the rule is an experiment of
 * axe's); and a row of a list has a button for the pointer alone, which is hidden from readers: by keyboard it is Ctrl Enter on the row.
 */
const known = ['label-content-name-mismatch', 'nested-interactive'];

/** What axe finds in a page, in light and in dark colours; nothing but the contrast depends on those. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await found(new AxeBuilder({ page }).withTags(tags).disableRules(known));
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await found(new AxeBuilder({ page }).withRules('color-contrast'));
  return [...light, ...dark];
}

/** Without a page of its own for the sum of many frames: there is one frame. */
async function found(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.setLegacyMode(true).analyze();
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join('\n')}`);
}
