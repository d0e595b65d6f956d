import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../desktop/until.ts';
import { answer, press, ring } from './rig/calls.ts';
import { expect, test } from './rig/test.ts';

test('a program that the user chose and agreed to is run as a call rings, is answered and ends', async ({
  app,
  desktop,
  server,
}) => {
  const folder = desktop.makeFolder('home/lamp');
  const [program, told] = [join(folder, 'lamp'), join(folder, 'told')];
  writeFileSync(program, `#!/bin/sh\necho "$SWITCHHOOK_EVENT $SWITCHHOOK_CALLER, $SWITCHHOOK_SUBJECT" >> ${told}\n`);
  chmodSync(program, 0o755);
  const lines = () => (existsSync(told) ? readFileSync(told, 'utf8').split('\n').slice(0, -1) : []);

  const asked = await app.answerQuestions('yes');
  await app.electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = (async () => ({ canceled: false, filePaths: [path] })) as typeof dialog.showOpenDialog;
  }, program);
  const main = await app.window('main');
  await press(app, 'main', 'Settings');
  await expect(main.getByText('No program is run')).toBeVisible();
  await press(app, 'main', 'Choose a program');
  await expect(main.getByText(program)).toBeVisible();
  expect((await asked()).map(({ message }) => message)).toEqual(['Run lamp with each call?']);

  const call = await ring(server, app, { from: 'ana', subject: '$(touch nowhere)' });
  await until('the ring', async () => lines().length === 1);
  await answer(app, call);
  await until('the answer', async () => lines().length === 2);
  await call.hangUp();
  await until('the end', async () => lines().length === 3);
  const who = 'Ana Lindqvist, $(touch nowhere)';
  expect(lines()).toEqual([`ring ${who}`, `answered ${who}`, `ended ${who}`]);

  await press(app, 'main', 'Run none');
  const another = await ring(server, app, { from: 'ana' });
  await app.shown('ring');
  await another.cancel();
  await app.shown('ring', false);
  expect(lines().length).toBe(3);
});
