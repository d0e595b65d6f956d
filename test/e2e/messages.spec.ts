import { until } from '../desktop/until.ts';
import { requests, ring } from './rig/calls.ts';
import { expect, test } from './rig/test.ts';

test('a day of messages: read, answer, type, fail, try again, leave', async ({ app, desktop, server }) => {
  const main = await app.window('main');
  await expect(main.getByRole('button', { name: /^Messages/ })).toBeVisible();
  const chat = server.chats.write({ from: 'ana', text: 'Can you sign? https://northwind.example/1' });
  await until('a notification', async () => (await desktop.notifications.displayed()) === 1);
  expect(desktop.notifications.shown().at(-1)?.summary).toBe('Ana Lindqvist');
  expect(chat.isWaiting, 'nobody turned to it').toBe(true);

  await desktop.notifications.choose('Open');
  const log = main.getByRole('log', { name: 'Messages with Ana Lindqvist' });
  await expect(log).toContainText('Can you sign?');
  await expect.poll(() => chat.isOpen).toBe(true);
  await until('no notification', async () => (await desktop.notifications.displayed()) === 0);

  const box = main.getByRole('textbox', { name: 'Message to Ana Lindqvist' });
  await box.focus();
  await main.keyboard.type('Yes. Where?');
  await main.keyboard.press('Enter');
  await expect.poll(() => chat.said.at(-1)).toEqual({ by: 'user', text: 'Yes. Where?' });
  expect(chat.typed).toBe(1);
  chat.type();
  await expect(main.getByRole('status').filter({ hasText: 'Ana Lindqvist is typing' })).toBeVisible();
  chat.say('<p>In <b>hall 3</b></p><script>alert(1)</script>', 'html');
  await expect(log).toContainText('In hall 3');
  await expect(log.locator('b, script')).toHaveCount(0);

  chat.failing = 1;
  await box.fill('On my way');
  await main.keyboard.press('Enter');
  await expect(log).toContainText('Not delivered.');
  await log.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => chat.said.at(-1)).toEqual({ by: 'user', text: 'On my way' });
  await expect(log.getByText('Not delivered.')).toHaveCount(0);
  expect(chat.said.filter(({ text }) => text === 'On my way')).toHaveLength(1);

  await main.getByRole('button', { name: 'Leave conversation' }).click();
  await expect.poll(() => chat.isOver).toBe(true);
  await box.fill('One more thing');
  await main.keyboard.press('Enter');
  await expect.poll(() => server.chats.with('ana')?.said.at(-1)).toEqual({ by: 'user', text: 'One more thing' });
  expect(server.chats.with('ana')?.resources.thread).toBe(chat.resources.thread);
});

test('a link opens in the browser only after a question outside of the page', async ({ app, server }) => {
  const main = await app.window('main');
  await app.electron.evaluate(({ shell }) => {
    const urls: string[] = [];
    shell.openExternal = async (url: string) => void urls.push(url);
    Object.assign(globalThis, { openedUrls: urls });
  });
  server.chats.write({ from: 'ana', text: 'See https://northwind.example/1' });
  await main.getByRole('button', { name: /^Messages/ }).click();
  await main.getByRole('option', { name: /^Ana Lindqvist/ }).click();
  const link = main.getByRole('link', { name: 'https://northwind.example/1' });
  const asked = await app.answerQuestions('cancel');
  await link.click();
  await expect.poll(async () => (await asked()).length).toBe(1);
  await app.answerQuestions('yes');
  await link.click();
  const opened = () => app.electron.evaluate(() => Reflect.get(globalThis, 'openedUrls') as string[]);
  await expect.poll(opened).toEqual(['https://northwind.example/1']);
});

test('a flood of messages does not keep a call from ringing', async ({ app, desktop, server }) => {
  const main = await app.window('main');
  await expect(main.getByRole('button', { name: /^Messages/ })).toBeVisible();
  const chat = server.chats.write({ from: 'tomas' });
  await main.getByRole('button', { name: /^Messages/ }).click();
  await main.getByRole('option', { name: /^Tomás/ }).click();
  await expect.poll(() => chat.isOpen).toBe(true);
  await main.getByRole('button', { name: /^Calls/ }).click();
  for (let count = 0; count < 500; count += 1) chat.say(`Message ${count}`);
  const call = await ring(server, app, { from: 'ana' });
  expect(requests(server, 'decline', call.id)).toBe(0);
  await call.cancel();
  await expect(main.getByRole('button', { name: 'Messages, 500 unread' })).toBeVisible();
  expect(desktop.notifications.shown().filter(({ summary }) => summary === 'Tomás Oliveira').length).toBeLessThan(20);
});
