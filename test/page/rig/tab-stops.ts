import type { Page } from '@playwright/test';

/** What Tab leads to, in its order, and what is wrong with it. */
export interface Walk {
  /** The accessible names or texts of all stops. */
  readonly stops: readonly string[];
  /** Stops that nobody sees to have the focus, or that are out of sight. */
  readonly unseen: readonly string[];
  /** Controls on the screen that no Tab leads to. */
  readonly missed: readonly string[];
}

const most = 200;

/** Goes round a page by Tab until it has been everywhere. It fails where the focus does not come back to the beginning. */
export async function walkByTab(page: Page): Promise<Walk> {
  await page.evaluate(install);
  for (let count = 0; count < most; count += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => window.tabStops.look())) return page.evaluate(() => window.tabStops.result());
  }
  throw new Error(`Tab does not come back after ${most} stops: ${(await stopsOf(page)).slice(-5).join(', ')}`);
}

async function stopsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => window.tabStops.result().stops);
}

interface TabStops {
  /** Takes in where the focus is; true once it has been there. */
  look(): boolean;
  result(): Walk;
}

declare global {
  interface Window {
    tabStops: TabStops;
  }
}

/** Runs in the page. */
function install(): void {
  const been: Element[] = [];
  const unseen: string[] = [];
  const controls = 'a[href], button, input, select, textarea, [tabindex]';
  const nameOf = (element: Element): string =>
    `${element.tagName.toLowerCase()} “${element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? ''}”`;
  const isOutlined = (element: Element): boolean => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  };
  const isOnScreen = (element: Element): boolean => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return right > left && bottom > top && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
  };
  const isSeen = (element: Element): boolean =>
    isOnScreen(element) &&
    (isOutlined(element) || (element.parentElement !== null && isOutlined(element.parentElement)));
  window.tabStops = {
    look() {
      const element = document.activeElement;
      // Past the last control it stands on the page as a whole, and goes on with the first.
      if (element === null || element === document.body) return false;
      if (been.includes(element)) return true;
      been.push(element);
      if (!isSeen(element)) unseen.push(nameOf(element));
      return false;
    },
    result() {
      const all = [...document.querySelectorAll<HTMLElement>(controls)].filter(
        (element) => element.tabIndex >= 0 && element.checkVisibility({ checkVisibilityCSS: true }),
      );
      const missed = all.filter((element) => !been.includes(element) && !element.matches('input[type=radio]'));
      return { stops: been.map(nameOf), unseen, missed: missed.map(nameOf) };
    },
  };
}
