import { busyHistory, view } from '../views/samples.ts';
import { show } from './rig/fake-phone.ts';
import { expect, test } from './rig/windows.ts';

test.use({ viewport: { width: 1080, height: 1_400 } });

const main = '/etc/switchhook/policy.json';
const bad = '/etc/switchhook/policy.d/10-team.json';

test('says what the organization set, from which files, and what of it does not hold', async ({ open }) => {
  const told = view({
    policy: {
      sources: [bad, main],
      decided: ['features.video', 'settings.textSize'],
      refused: [
        { source: bad, key: null, why: 'others-may-write' },
        { source: main, key: 'logLevel', why: 'wrong-value' },
        { source: main, key: 'autoUpdate', why: 'unknown-key' },
      ],
    },
  });
  const page = await open('main', told);
  await page.getByRole('button', { name: /^Diagnostics/ }).click();
  const region = page.getByRole('region', { name: 'Set by your organization' });
  await expect(region.getByRole('listitem')).toHaveText([
    `Warning: ${bad}Not used: others than an administrator can write it.`,
    `Warning: ${main}logLevel: Not used: it cannot have this value.autoUpdate: Not known to this version of Switchhook.`,
    'Decided herefeatures.video, settings.textSize',
  ]);
  await show(page, { ...told, policy: { sources: [main], decided: ['httpDiscovery'], refused: [] } });
  await expect(region.getByRole('listitem').first()).toHaveText(`Passed: ${main}All of it holds.`);
});

test('says nothing of an organization that set nothing', async ({ open }) => {
  const page = await open('main', view());
  await page.getByRole('button', { name: /^Diagnostics/ }).click();
  await expect(page.getByText('Set by your organization')).toHaveCount(0);
});

test('where calls may not be written to a file, nothing offers it', async ({ open }) => {
  const sample = view({ past: busyHistory() });
  const page = await open('main', sample);
  const menu = page.getByRole('button', { name: 'More for calls' });
  await menu.click();
  await expect(page.getByRole('menuitem', { name: 'Export calls' })).toHaveCount(1);
  await page.keyboard.press('Escape');
  await show(page, { ...sample, history: { ...sample.history, mayExport: false } });
  await menu.click();
  await expect(page.getByRole('menuitem')).toHaveCount(1);
});
