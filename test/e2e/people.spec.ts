import { expect, test } from './rig/test.ts';

test('somebody is found, is seen to come and go, and is called', async ({ app, server }) => {
  const main = await app.window('main');
  await main.getByRole('button', { name: 'People' }).click();
  const options = main.getByRole('option');
  await expect(options.filter({ hasText: 'Tomás Oliveira' }).first()).toContainText('In a call');
  await main.getByRole('textbox', { name: 'Search for a person or type a number' }).fill('ling');
  const anders = main
    .getByRole('group', { name: 'In the company directory' })
    .getByRole('option', { name: /^Anders Ling/ });
  await anders.click();
  const details = main.getByRole('complementary', { name: 'About this person' });
  await expect(details).toContainText('Gothenburg, 3B');
  await expect(details).toContainText('Available');
  await expect(details.locator('.avatar-photo')).toHaveJSProperty('naturalWidth', 192);
  server.book.setPresence('anders.ling', { availability: 'Away', lastActive: Date.now() - 25 * 60_000 });
  server.advance(5);
  await expect(details).toContainText('Away 25 min');
  await details.getByRole('button', { name: 'Call Work, +46 31 555 01 72' }).click();
  const call = await app.window('call');
  await expect(call.getByRole('heading', { name: '+46 31 555 01 72' })).toBeVisible();
  // Nobody of the simulator has that number.
  await expect(call.getByText('Number not found')).toBeVisible();
});
