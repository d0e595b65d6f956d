import { usualSettings } from '../../main/core/settings/table.ts';
import { aloud, devices, ringing, silenced, view } from '../views/samples.ts';
import { commands, show } from './rig/fake-phone.ts';
import { expect, test } from './rig/windows.ts';

test.describe('settings', () => {
  test.use({ viewport: { width: 1080, height: 900 } });

  test('silences rings for a while, and has them ring again', async ({ open }) => {
    const page = await open('main', view());
    await page.getByRole('button', { name: 'Settings' }).click();
    const silence = page.getByRole('combobox', { name: 'Silence rings' });
    await expect(silence).toHaveAccessibleDescription('Calls still show, and are in the list');
    await silence.selectOption({ label: 'Silence rings for 1 hour' });
    await show(page, view({ ringing: silenced }));
    await expect(silence.locator('option:checked')).toHaveText('Silent until 13:00');
    await expect(page.getByText('If a call came now, it would be silent')).toBeVisible();
    await silence.selectOption({ label: 'Ring again' });
    expect(await commands(page)).toEqual([{ type: 'silence-rings', span: '1-hour' }, { type: 'ring-again' }]);
    await show(page, view({ ringing: aloud }));
    await expect(silence.locator('option:checked')).toHaveText('Not silenced');
  });

  test('says in which order rules are asked, and chooses what each does', async ({ open }) => {
    const page = await open('main', view());
    await page.getByRole('button', { name: 'Settings' }).click();
    const rules = page.getByRole('region', { name: 'Rules' }).getByRole('listitem');
    await expect(rules).toHaveText([
      /^Emergency call back.*Rings$/,
      /^Private line/,
      /^From favourites/,
      /^Rings silenced.*Pop-up without a sound$/,
      /^Do not disturb/,
      /^Team call while you are busy/,
      /^In a call.*Pop-up and one soft beep$/,
      /^Any other call.*Rings$/,
    ]);
    await page.getByRole('combobox', { name: 'Private line', exact: true }).selectOption({ label: 'As other calls' });
    await page.getByRole('combobox', { name: 'From favourites' }).selectOption({ label: 'As other calls' });
    await page.getByRole('combobox', { name: 'Do not disturb' }).selectOption({ label: 'No pop-up, no sound' });
    await page.getByRole('combobox', { name: 'Team call' }).selectOption({ label: 'Pop-up without a sound' });
    expect(await commands(page)).toEqual([
      { type: 'choose-setting', setting: 'ringPrivateLine', value: 'as-others' },
      { type: 'choose-setting', setting: 'ringFavourites', value: 'as-others' },
      { type: 'choose-setting', setting: 'ringDoNotDisturb', value: 'nothing' },
      { type: 'choose-setting', setting: 'ringTeamWhileBusy', value: 'card' },
    ]);
  });

  test('a rule that the administrator decided says so', async ({ open }) => {
    const settings = { ...usualSettings, ringDoNotDisturb: 'ring' } as const;
    const page = await open('main', view({ settings, lockedSettings: ['ringDoNotDisturb'] }));
    await page.getByRole('button', { name: 'Settings' }).click();
    await expect(page.getByRole('combobox', { name: 'Do not disturb' })).toBeDisabled();
    await expect(page.getByText('Set by your organization')).toHaveCount(1);
  });

  test('plays a tone where it is chosen, one at a time, until told or left', async ({ open }) => {
    const page = await open('main', view());
    await page.getByRole('button', { name: 'Settings' }).click();
    const tones = page.getByRole('region', { name: 'How it rings' });
    await expect(tones.getByRole('button')).toHaveCount(5);
    await tones.getByRole('button', { name: 'Play Glass' }).press('Enter');
    const sampled = (sample: 'tonePrivateLine' | 'toneOwn') => view({ ringing: { ...aloud, sample } });
    await show(page, sampled('tonePrivateLine'));
    const stop = tones.getByRole('button', { name: 'Stop Glass' });
    await expect(stop).toBeFocused();
    await expect(tones.getByRole('button', { name: /^Stop/ })).toHaveCount(1);
    await stop.press('Space');
    await show(page, view());
    await tones.getByRole('button', { name: 'Play Two bells', exact: true }).first().click();
    await show(page, sampled('toneOwn'));
    await page.getByRole('button', { name: 'Calls', exact: true }).click();
    await expect
      .poll(() => commands(page))
      .toEqual([
        { type: 'play-tone', setting: 'tonePrivateLine' },
        { type: 'stop-tone' },
        { type: 'play-tone', setting: 'toneOwn' },
        { type: 'stop-tone' },
      ]);
  });

  test('chooses where the pop-up stands, and who sees it', async ({ open }) => {
    const page = await open('main', view());
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('combobox', { name: 'Screen', exact: true }).selectOption({ label: 'Main screen' });
    await page.getByRole('combobox', { name: 'Corner' }).selectOption({ label: 'Top left' });
    const shared = page.getByRole('combobox', { name: 'When I share my screen' });
    await expect(shared).toHaveAccessibleDescription(/^On Windows and macOS/);
    await shared.selectOption({ label: 'Hide the pop-up from others' });
    expect(await commands(page)).toEqual([
      { type: 'choose-setting', setting: 'cardScreen', value: 'main' },
      { type: 'choose-setting', setting: 'cardCorner', value: 'top-left' },
      { type: 'choose-setting', setting: 'cardInCaptures', value: 'hide' },
    ]);
  });

  test('chooses how loud it rings, where else, and by which tones', async ({ open }) => {
    const page = await open('main', view());
    await page.getByRole('button', { name: 'Settings' }).click();
    await expect(page.getByRole('combobox', { name: 'The other device' })).toHaveCount(0);
    await page.getByRole('combobox', { name: 'Ring volume' }).selectOption({ label: '40 %' });
    await page.getByRole('combobox', { name: 'A second device rings too' }).selectOption({ label: 'After 10 s' });
    await show(page, view({ devices: { ...devices, alsoRing: devices.outputs[0] ?? null } }));
    await page.getByRole('combobox', { name: 'The other device' }).selectOption({ label: 'Office headset' });
    await page.getByRole('combobox', { name: 'My own line' }).selectOption({ label: 'Glass' });
    await page.getByRole('combobox', { name: 'Calls for my team' }).selectOption({ label: 'Two bells' });
    await page.getByRole('combobox', { name: 'As a delegate' }).selectOption({ label: 'Like my own line' });
    await page.getByRole('combobox', { name: 'Forwarded to me' }).selectOption({ label: 'Glass' });
    await page.getByRole('combobox', { name: 'On the private line' }).selectOption({ label: 'Two bells, lower' });
    expect(await commands(page)).toEqual([
      { type: 'choose-setting', setting: 'ringVolume', value: 40 },
      { type: 'choose-setting', setting: 'alsoRingAfter', value: 10 },
      { type: 'choose-device', purpose: 'ring-too', deviceId: 'headset' },
      { type: 'choose-setting', setting: 'toneOwn', value: 'ring-glass' },
      { type: 'choose-setting', setting: 'toneTeam', value: 'ring' },
      { type: 'choose-setting', setting: 'toneDelegate', value: 'as-own' },
      { type: 'choose-setting', setting: 'toneForwarded', value: 'ring-glass' },
      { type: 'choose-setting', setting: 'tonePrivateLine', value: 'ring-low' },
    ]);
  });

  test('leads to why a call was silent', async ({ open }) => {
    const page = await open('main', view());
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Why was a call silent?' }).click();
    await expect(page.getByRole('heading', { name: 'Last calls' })).toBeVisible();
  });

  test('the user’s own menu silences too', async ({ open }) => {
    const page = await open('main', view());
    await page.getByRole('button', { name: /Dana Whitfield/ }).click();
    await page.getByRole('menuitem', { name: 'Silence rings until tomorrow' }).click();
    await show(page, view({ ringing: silenced }));
    await page.getByRole('button', { name: /Dana Whitfield/ }).click();
    await page.getByRole('menuitem', { name: 'Silent until 13:00: ring again' }).click();
    expect(await commands(page)).toEqual([{ type: 'silence-rings', span: 'until-tomorrow' }, { type: 'ring-again' }]);
  });
});

test.describe('the card of a call that is not heard', () => {
  const quiet = { rule: 'silenced', left: 'card', text: 'Silent until 13:00' } as const;

  test('says why, to readers too, and has nothing to silence', async ({ open }) => {
    const page = await open('ring', view({ calls: [ringing({ quiet, actions: ['answer', 'decline'] })] }));
    await expect(page.getByText('Silent until 13:00')).toBeVisible();
    await expect(page.getByRole('alertdialog')).toHaveAccessibleDescription(/Silent until 13:00/);
    await expect(page.getByRole('button', { name: 'Silence' })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Answer', exact: true })).toBeVisible();
  });

  test('is not drawn where the rule leaves nothing of it; the next one is', async ({ open }) => {
    const hidden = ringing({ id: 'hidden', quiet: { ...quiet, left: 'nothing' } });
    const page = await open('ring', view({ calls: [hidden] }));
    await expect(page.getByRole('alertdialog')).toHaveCount(0);
    await show(page, view({ calls: [hidden, ringing({ id: 'next' })] }));
    await expect(page.getByRole('alertdialog')).toHaveCount(1);
    await expect(page.getByRole('list', { name: 'Other calls' })).toHaveCount(0);
  });
});
