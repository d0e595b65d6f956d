import AxeBuilder from '@axe-core/playwright';
import { usualSettings } from '../../main/core/settings/table.ts';
import { pictures } from './pictures/pictures.ts';
import { expect, test } from './rig/windows.ts';

/** The levels A and AA of the WCAG 2.2. What axe holds good practice besides is for pages of the web: a card has no landmarks. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Not held against: the count in a name such as "Calls, 3 missed" is said in more words than it is drawn in (the rule is an experiment of
 * axe's); and a row of a list has a button for the pointer alone, which is hidden from readers: by keyboard it is Ctrl Enter on the row.
 */
const known = ['label-content-name-mismatch', 'nested-interactive'];

test.use({ contextOptions: { reducedMotion: 'reduce' } });

for (const { name, window, view, width, height = 500, text = 100, forced, act } of pictures) {
  // With forced colours the system chooses them.
  if (forced) continue;
  test(`axe finds nothing in ${name}, in light and in dark colours`, async ({ open }) => {
    const page = await open(window, { ...view, settings: { ...usualSettings, textSize: text } });
    await page.setViewportSize({ width, height });
    await act?.(page, text);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await violations(new AxeBuilder({ page }).withTags(tags).disableRules(known))).toEqual([]);
    // Nothing else depends on the colours.
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(new AxeBuilder({ page }).withRules('color-contrast'))).toEqual([]);
    // access.spec.ts draws each of them in the language that is none.
    await page.goto('about:blank');
  });
}

/** Without a page of its own for the sum of many frames: there is one frame. */
async function violations(builder: AxeBuilder): Promise<string[]> {
  const { violations: found } = await builder.setLegacyMode(true).analyze();
  return found.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join('\n')}`);
}
