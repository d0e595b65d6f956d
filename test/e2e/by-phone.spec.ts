import { until } from '../desktop/until.ts';
import { press, ring } from './rig/calls.ts';
import { expect, test } from './rig/test.ts';

test('a call is answered on the telephone, held there, and hung up here', async ({ app, server }) => {
  server.phoneCalls.phone.number = 'tel:+46855501299';
  await ring(server, app, { from: 'ana' });
  await press(app, 'ring', 'Answer on my phone');
  const page = await app.window('call');
  await expect(page.getByText('Pick up your phone. You will talk there, not on this computer.')).toBeVisible();
  await until('the telephone rings', () => server.phoneCalls.live?.state === 'own-phone');
  server.phoneCalls.live?.pickUp();
  await expect(page.getByRole('note')).toContainText('You are talking on your phone');
  await expect(page.getByRole('meter')).toHaveCount(0);
  await page.getByRole('button', { name: 'Hold', exact: true }).click();
  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Hold', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Hang up', exact: true }).click();
  await until('the end of the call', () => server.phoneCalls.live === undefined);
  const main = await app.window('main');
  await expect(main.getByRole('option', { name: /Ana Lindqvist, By phone/ })).toBeVisible();
});

test('a call by phone rings the own telephone, then the other side', async ({ app, server }) => {
  server.phoneCalls.phone.number = 'tel:+46855501299';
  server.applications[0]?.communication.announce();
  const main = await app.window('main');
  await main.getByRole('combobox', { name: 'Name or number' }).fill('+46855501234');
  await main.getByRole('button', { name: 'Call by phone', exact: true }).first().click();
  const page = await app.window('call');
  await expect(page.getByRole('status').first()).toHaveText('Ringing your phone first');
  await until('the telephone rings', () => server.phoneCalls.live?.state === 'own-phone');
  server.phoneCalls.live?.pickUp();
  await expect(page.getByRole('listitem').last()).toHaveAttribute('aria-current', 'step');
  server.phoneCalls.live?.answer();
  await expect(page.getByRole('note')).toContainText('You are talking on your phone');
  server.phoneCalls.live?.hangUp();
  await expect(page.getByText('Call ended')).toBeVisible();
});
