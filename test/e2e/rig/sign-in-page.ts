import type { Page } from '@playwright/test';
import { until } from '../../desktop/until.ts';
import type { DrivenApp } from '../../driver/app.ts';

/** The organization's page that the app shows, once it is there. */
export function adfsPage(app: DrivenApp): Promise<Page> {
  return until('the sign-in page', async () => {
    for (const page of app.electron.windows()) {
      if (page.url().includes('/adfs/ls/') && (await hasPassword(page))) return page;
    }
    return null;
  });
}

/** False for a page that goes away meanwhile. */
function hasPassword(page: Page): Promise<boolean> {
  return page
    .getByLabel('Password')
    .isVisible()
    .catch(() => false);
}

/** Types name and password into a sign-in page, and sends them off. */
export async function signInOnPage(page: Page, userName: string, password: string): Promise<void> {
  await page.getByLabel('User name').fill(userName);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
