import { forwarded, forwardedByNobodyKnown, office, onBehalf, saying } from '../views/invitations.ts';
import { ringing, view } from '../views/samples.ts';
import { commands, show } from './rig/fake-phone.ts';
import { expect, test } from './rig/windows.ts';

test.use({ viewport: { width: 360, height: 480 } });

test('says why it rings here, with names that stand out and their own direction', async ({ openStill }) => {
  const invitation = saying({ why: [onBehalf, forwarded] });
  const page = await openStill('ring', view({ calls: [ringing({ invitation })] }));
  await expect(page.getByRole('listitem')).toHaveText([
    'From Noor Galal on behalf of Bao Chen',
    'For Dana Whitfield, forwarded by Team Support',
  ]);
  await expect(page.getByText('Team Support', { exact: true })).toHaveCSS('font-weight', '600');
  await expect(page.getByRole('alertdialog')).toHaveAccessibleDescription(
    /For Dana Whitfield, forwarded by Team Support/,
  );
});

test('names that come later move nothing', async ({ openStill }) => {
  const page = await openStill(
    'ring',
    view({ calls: [ringing({ invitation: saying({ why: [forwardedByNobodyKnown] }) })] }),
  );
  const places = () =>
    page.getByRole('button').evaluateAll((all) => all.map((one) => JSON.stringify(one.getBoundingClientRect())));
  await expect(page.getByText('Forwarded to you')).toBeVisible();
  const before = await places();
  await show(page, view({ calls: [ringing({ invitation: saying({ why: [forwarded] }) })] }));
  await expect(page.getByText('forwarded by')).toBeVisible();
  expect(await places()).toEqual(before);
});

test('marks a private line, and shows what a program sent as text alone', async ({ openStill }) => {
  const content = '<img src=x onerror=alert(1)> {"order": 7}';
  const page = await openStill(
    'ring',
    view({ calls: [ringing({ invitation: saying({ privateLine: true, content }) })] }),
  );
  await expect(page.getByText('Private line', { exact: true })).toBeVisible();
  await expect(page.getByText(content)).toBeVisible();
  await expect(page.locator('img')).toHaveCount(0);
  await expect(page.getByRole('alertdialog')).toHaveAccessibleDescription(/Private line.*Sent along/);
});

test('says where an emergency caller is, and copies it, by keyboard too', async ({ openStill }) => {
  const page = await openStill(
    'ring',
    view({ calls: [ringing({ importance: 'emergency', invitation: saying({ place: office }) })] }),
  );
  await expect(page.getByRole('alertdialog')).toHaveAccessibleDescription(/Location Building 4, floor 2, room 2.17/);
  await page.clock.runFor(700);
  const copied = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        window.addEventListener('copy', (event) => resolve(event.clipboardData?.getData('text/plain') ?? ''));
      }),
  );
  for (const name of ['Decline', 'More ways to decline', 'Silence', 'Copy location']) {
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name, exact: true })).toBeFocused();
  }
  await page.keyboard.press('Enter');
  expect(await copied).toBe(office.join('\n'));
  await expect(page.getByRole('status')).toHaveText('Location copied');
  expect(await commands(page)).toEqual([]);
});

test('declines on this computer only, by the menu beside Decline', async ({ openStill }) => {
  const page = await openStill('ring', view({ calls: [ringing()] }));
  const more = page.getByRole('button', { name: 'More ways to decline' });
  await more.click();
  await page.getByRole('menuitem', { name: 'Decline on this computer only' }).click();
  expect(await commands(page)).toEqual([{ type: 'decline-here', callId: 'call-1' }]);
});

test('goes through that menu by keyboard, and Esc in it closes it without silencing', async ({ openStill }) => {
  const page = await openStill('ring', view({ calls: [ringing()] }));
  await page.clock.runFor(700);
  const more = page.getByRole('button', { name: 'More ways to decline' });
  await more.focus();
  await page.keyboard.press('Enter');
  await page.clock.runFor(100);
  await expect(page.getByRole('menuitem')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(more).toBeFocused();
  expect(await commands(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.clock.runFor(100);
  await page.keyboard.press('Enter');
  expect(await commands(page)).toEqual([{ type: 'decline-here', callId: 'call-1' }]);
});

test('has no menu where there is no other way, and keeps it in its place once there was', async ({ openStill }) => {
  const page = await openStill('ring', view({ calls: [ringing({ actions: ['answer', 'decline', 'silence'] })] }));
  const more = page.getByRole('button', { name: 'More ways to decline' });
  await expect(more).toHaveCount(0);
  await show(page, view({ calls: [ringing({ id: 'b' })] }));
  await expect(more).toBeEnabled();
  await show(page, view({ calls: [ringing({ id: 'b', state: 'answering', actions: ['mute', 'hang-up'] })] }));
  await expect(more).toBeDisabled();
  await more.click({ force: true });
  await expect(page.getByRole('menu')).toHaveCount(0);
});

test('declines with a message that is there already', async ({ openStill }) => {
  const page = await openStill(
    'ring',
    view({ calls: [ringing({ actions: ['answer', 'decline', 'decline-here', 'reply', 'silence'] })] }),
  );
  await page.getByRole('button', { name: 'More ways to decline' }).click();
  await expect(page.getByRole('menuitem')).toHaveText([
    'Decline on this computer only',
    'Decline with “I will call you back”',
    'Decline with “In a meeting”',
    'Decline with “Please send a message”',
    'Write your own',
  ]);
  await page.getByRole('menuitem', { name: 'Decline with “In a meeting”' }).click();
  expect(await commands(page)).toEqual([{ type: 'reply-with-message', callId: 'call-1', text: 'In a meeting' }]);
});

test('declines with what the user writes, and leaves the keys to the field meanwhile', async ({ openStill }) => {
  const actions = ['answer', 'decline', 'decline-here', 'reply', 'silence'] as const;
  const page = await openStill('ring', view({ calls: [ringing({ actions })] }));
  await page.clock.runFor(680);
  const write = async (): Promise<void> => {
    await page.getByRole('button', { name: 'More ways to decline' }).click();
    await page.getByRole('menuitem', { name: 'Write your own' }).click();
  };
  await write();
  const field = page.getByRole('textbox', { name: 'Message to Ana Lindqvist' });
  const send = page.getByRole('button', { name: 'Decline and send' });
  await expect(field).toBeFocused();
  await expect(send).toBeDisabled();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  expect(await commands(page)).toEqual([]);
  await write();
  await page.keyboard.type('On a train, back at 3');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('Ana');
  await page.evaluate(() => {
    window.wire.answer = { ok: false, refusal: 'unavailable' };
  });
  await send.click();
  await expect(page.getByRole('alert')).toHaveText('The message could not be sent. The call still rings.');
  await field.press('Enter');
  const reply = { type: 'reply-with-message', callId: 'call-1', text: 'On a train, back at 3\nAna' };
  expect(await commands(page)).toEqual([reply, reply]);
});

test('keeps what was written where the caller hangs up meanwhile, and not what was given up', async ({ openStill }) => {
  const actions = ['answer', 'decline', 'decline-here', 'reply', 'silence'] as const;
  const page = await openStill('ring', view({ calls: [ringing({ actions })] }));
  await page.clock.runFor(680);
  const write = async (text: string): Promise<void> => {
    await page.getByRole('button', { name: 'More ways to decline' }).click();
    await page.getByRole('menuitem', { name: 'Write your own' }).click();
    await page.keyboard.type(text);
  };
  await write('Never mind');
  await page.keyboard.press('Escape');
  await write('On a train');
  await show(page, view({ calls: [] }));
  await expect.poll(() => commands(page)).toEqual([{ type: 'keep-reply', callId: 'call-1', text: 'On a train' }]);
});

test('keeps that menu within the window of a small card', async ({ openStill }) => {
  const page = await openStill(
    'ring',
    view({ calls: [ringing({ actions: ['answer', 'decline', 'decline-here', 'reply', 'silence'] })] }),
  );
  await page.getByRole('button', { name: 'More ways to decline' }).click();
  // What is in it may scroll.
  const box = await page.locator('.menu-list').boundingBox();
  expect(box?.y).toBeGreaterThanOrEqual(0);
  const button = await page.getByRole('button', { name: 'More ways to decline' }).boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(button?.y ?? 0);
});
