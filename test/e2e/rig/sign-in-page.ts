import type { Page } from '@playwright/test';
import { until } from '../../desktop/until.ts';
import type { DrivenApp } from '../../driver/app.ts';

/** The organization's page that the app shows, once it is there. */
export function adfsPage(app: DrivenApp): Promise<Page> {
  return until('the sign-in page', async () => {
    for (const page of app.electron.windows()) {
      if (page.url().includes('/adfs/ls/') && (await page.getByLabel('Password').isVisible())) return page;
    }
    return null;
  });
}

/** Types name and password into a sign-in page, and sends them off. */
export async function signInOnPage(page: Page, userName: string, password: string): Promise<void> {
  await page.getByLabel('User name').fill(userName);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
