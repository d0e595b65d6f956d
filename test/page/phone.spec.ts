import { ana, calling, onPhone, past, ringing, view } from '../views/samples.ts';
import { commands, show } from './rig/fake-phone.ts';
import { expect, test } from './rig/windows.ts';

const byPhone = ['answer', 'decline', 'silence', 'answer-by-phone'] as const;
const talks = { state: 'connected', actions: ['hold', 'hang-up'] } as const;

test.describe('the card of a ring', () => {
  test.use({ viewport: { width: 360, height: 300 } });

  test('answers on the telephone where that is possible, by keyboard too', async ({ open }) => {
    const page = await open('ring', view({ calls: [ringing({ actions: byPhone })] }));
    const button = page.getByRole('button', { name: 'Answer on my phone', exact: true });
    await button.click();
    await page.waitForTimeout(800);
    await button.focus();
    await page.keyboard.press('Enter');
    const pressed = { type: 'answer-by-phone', callId: 'call-1' };
    expect(await commands(page)).toEqual([pressed, pressed]);
    await show(page, view({ calls: [ringing()] }));
    await expect(button).toHaveCount(0);
  });

  test('of a call that rings at the telephone has no Answer', async ({ open }) => {
    const call = onPhone(
      {
        direction: 'incoming',
        state: 'ringing',
        out: null,
        actions: ['decline'],
        talkOn: { text: 'Your phone rings: answer it there.', warning: false },
      },
      { steps: false },
    );
    const page = await open('ring', view({ calls: [call] }));
    await expect(page.getByText('Incoming call on your phone')).toBeVisible();
    await expect(page.getByText('Your phone rings: answer it there.')).toBeVisible();
    await expect(page.getByRole('button')).toHaveCount(1);
    await page.getByRole('button', { name: 'Decline', exact: true }).click();
    expect(await commands(page)).toEqual([{ type: 'decline', callId: 'call-1' }]);
    await show(page, view({ calls: [{ ...call, actions: [] }] }));
    await expect(page.getByRole('button')).toHaveCount(0);
  });
});

test.describe('the call window', () => {
  test.use({ viewport: { width: 340, height: 420 } });

  test('says which telephone rings now, and which next', async ({ open }) => {
    const page = await open('call', view({ calls: [onPhone()] }));
    await expect(page.getByRole('status')).toHaveText('Ringing your phone first');
    await expect(page.getByText('Pick up your phone. You will talk there, not on this computer.')).toBeVisible();
    const steps = page.getByRole('listitem');
    await expect(steps).toHaveText(['Your phone rings, +46 8 555 012 34', 'Then Ana Lindqvist is rung']);
    await expect(steps.first()).toHaveAttribute('aria-current', 'step');
    await expect(steps.last()).not.toHaveAttribute('aria-current');
    await show(page, view({ calls: [onPhone({ state: 'alerting' }, { step: 'far-side' })] }));
    await expect(steps.last()).toHaveAttribute('aria-current', 'step');
    await expect(steps.first()).not.toHaveAttribute('aria-current');
    await expect(steps).toHaveText(['You picked up your phone, +46 8 555 012 34', 'Ana Lindqvist is rung']);
    await page.getByRole('button', { name: 'Hang up', exact: true }).click();
    expect(await commands(page)).toEqual([{ type: 'hang-up', callId: 'call-1' }]);
  });

  test('has no meters, no Mute and no keypad for a call on the telephone', async ({ open }) => {
    const page = await open('call', view({ calls: [onPhone(talks, { step: 'talking' })] }));
    await expect(page.getByRole('note')).toHaveText('You are talking on your phone, +46 8 555 012 34.');
    await expect(page.getByRole('meter')).toHaveCount(0);
    await expect(page.getByRole('button')).toHaveText(['Hold', 'Hang up']);
    await page.getByRole('button', { name: 'Hold', exact: true }).click();
    await show(
      page,
      view({ calls: [onPhone({ ...talks, actions: ['resume', 'hang-up'], heldHereMs: 0 }, { step: 'talking' })] }),
    );
    await page.getByRole('button', { name: 'Resume', exact: true }).click();
    await page.keyboard.press('Control+Shift+K');
    expect(await commands(page)).toEqual([
      { type: 'hold', callId: 'call-1' },
      { type: 'resume', callId: 'call-1' },
    ]);
    await expect(page.getByRole('group')).toHaveCount(0);
  });
});

test('the box and the details call by phone where the server takes it', async ({ open }) => {
  const byPhone = { ...calling, phoneAudio: true };
  const page = await open('main', view({ calling: byPhone, past: [past(ana, 30)] }));
  const button = page.getByRole('button', { name: 'Call by phone', exact: true });
  await page.getByRole('combobox', { name: 'Name or number' }).fill(' +46 8 5550 1234 ');
  await button.first().click();
  await page.locator('aside').getByRole('button', { name: 'Call by phone', exact: true }).click();
  const sent = (await commands(page)).filter(({ type }) => type === 'call-by-phone');
  expect(sent).toEqual([
    { type: 'call-by-phone', to: '+46 8 5550 1234' },
    { type: 'call-by-phone', to: '+46 8 5550 1234' },
  ]);
  await show(page, view({ calling }));
  await expect(button).toHaveCount(0);
});
