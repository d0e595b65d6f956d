import { until } from '../desktop/until.ts';
import { press, ring } from './rig/calls.ts';
import { audibleStreams } from './rig/sound-streams.ts';
import { expect, test } from './rig/test.ts';
import { trayItem, trayLabels, trayTooltip } from './rig/tray.ts';

test('silenced in the tray, a call is shown and not heard, until rings are wanted again', async ({
  app,
  desktop,
  server,
}) => {
  const item = await trayItem(desktop);
  await until('the menu', async () => (await trayLabels(item)).includes('Silence rings for'));
  await item.choose('30 minutes');
  await until('a tooltip that says so', async () =>
    /^Switchhook: rings are silenced until /.test(await trayTooltip(item)),
  );
  const call = await ring(server, app, { from: 'lena' });
  const card = await app.window('ring');
  await expect(card.getByRole('alertdialog')).toHaveAccessibleDescription(/Silent until /);
  // A computer so slow that the card seems not to come up makes a silent call heard, until it is there.
  await until('no sound', async () => (await audibleStreams(desktop)).length === 0);
  expect(await trayLabels(item)).toContain('Answer Lena Okafor');
  await item.choose('Ring again');
  await until('a ring tone', async () => (await audibleStreams(desktop)).length === 1);
  await press(app, 'ring', 'Decline');
  await until('the end of the call', () => call.state !== 'ringing');
});
