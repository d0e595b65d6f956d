import {
  ana,
  callingOut,
  connected,
  hidden,
  longNamed,
  notAnswered,
  numberOnly,
  priya,
  ringing,
  stranger,
  tomas,
  view,
} from '../views/samples.ts';
import { commands, reports, show } from './rig/fake-phone.ts';
import { expect, test } from './rig/windows.ts';

test.use({ viewport: { width: 360, height: 400 } });

test('is empty while nothing rings, and says so', async ({ open }) => {
  const page = await open('ring', view());
  await expect(page.locator('html')).toHaveAttribute('data-window', 'ring');
  await expect(page.locator('body > *')).toHaveCount(0);
  expect(await reports(page)).toContainEqual({ type: 'drawn', callId: null, height: 0 });
});

test('is an alert named after the caller, with all there is to know', async ({ openStill }) => {
  const page = await openStill('ring', view({ calls: [ringing({ subject: 'Order 48213' })] }));
  const card = page.getByRole('alertdialog', { name: 'Ana Lindqvist', exact: true });
  await expect(card).toHaveAccessibleDescription('Incoming call +46 8 5550 1234 About Order 48213');
  await expect(card.getByRole('timer')).toHaveText('0:07');
  await expect(page.getByText('You will talk on Office headset')).toBeVisible();
  await expect(page.getByText('Ctrl Shift F9', { exact: true })).toBeVisible();
  await expect(page).toHaveTitle('Ana Lindqvist is calling');
});

for (const [button, type] of [
  ['Answer', 'answer'],
  ['Decline', 'decline'],
  ['Silence', 'silence'],
] as const) {
  test(`${button} sends its command with the call's id`, async ({ open }) => {
    const page = await open('ring', view({ calls: [ringing()] }));
    await page.getByRole('button', { name: button, exact: true }).click();
    expect(await commands(page)).toEqual([{ type, callId: 'call-1' }]);
  });
}

test('shows Connecting at once, and a second press sends nothing', async ({ open }) => {
  const page = await open('ring', view({ calls: [ringing()] }));
  await page.getByRole('button', { name: 'Answer', exact: true }).dblclick();
  await expect(page.getByRole('button', { name: 'Connecting' })).toHaveAttribute('aria-busy', 'true');
  expect(await commands(page)).toEqual([{ type: 'answer', callId: 'call-1' }]);
});

test('offers Answer again where it was refused', async ({ open }) => {
  const page = await open('ring', view({ calls: [ringing()] }));
  await page.evaluate(() => {
    window.wire.answer = { ok: false, refusal: 'unavailable' };
  });
  const answer = page.getByRole('button', { name: 'Answer', exact: true });
  await answer.click();
  await expect(answer).not.toHaveAttribute('aria-busy');
  await answer.click();
  expect(await commands(page)).toHaveLength(2);
});

test('keeps every button in its place from ringing to answering', async ({ open }) => {
  const page = await open('ring', view({ calls: [ringing()] }));
  const boxes = () =>
    page.getByRole('button').evaluateAll((all) => all.map((one) => JSON.stringify(one.getBoundingClientRect())));
  const before = await boxes();
  await show(page, view({ calls: [ringing({ silenced: true, actions: ['answer', 'decline'] })] }));
  await expect(page.getByRole('button', { name: 'Silenced' })).toBeDisabled();
  expect(await boxes()).toEqual(before);
  await show(page, view({ calls: [ringing({ state: 'answering', actions: ['mute', 'hang-up'] })] }));
  await expect(page.getByRole('button', { name: 'Connecting' })).toBeVisible();
  expect(await boxes()).toEqual(before);
});

test('says who goes on hold when a second call is answered', async ({ open }) => {
  const page = await open('ring', view({ calls: [connected({ id: 'other' }), ringing({ party: tomas })] }));
  await expect(page.getByText('Second call')).toBeVisible();
  const answer = page.getByRole('button', { name: 'Answer', exact: true });
  await expect(answer).toHaveAccessibleDescription('Ana Lindqvist goes on hold');
  await answer.click();
  expect(await commands(page)).toEqual([{ type: 'answer', callId: 'call-1' }]);
  const held = connected({ id: 'other', heldHereMs: 2_000, actions: ['mute', 'resume', 'hang-up'] });
  await show(page, view({ calls: [held, ringing({ id: 'call-2', party: tomas })] }));
  await expect(page.getByText('goes on hold')).toHaveCount(0);
});

test('says that a call out ends when another one is answered', async ({ open }) => {
  const page = await open('ring', view({ calls: [callingOut({ id: 'other' }), ringing({ party: tomas })] }));
  await expect(page.getByText('Second call')).toBeVisible();
  const answer = page.getByRole('button', { name: 'Answer', exact: true });
  await expect(answer).toHaveAccessibleDescription('Your call to Ana Lindqvist ends');
});

test('answers a second call in place of the one that is talked on, and keeps its places', async ({ open }) => {
  const talking = connected({ id: 'other' });
  const second = ringing({ party: tomas, actions: ['hang-up-and-answer', 'decline', 'silence'] });
  const page = await open('ring', view({ calls: [talking, second] }));
  const swap = page.getByRole('button', { name: 'Hang up and answer', exact: true });
  await swap.click();
  expect(await commands(page)).toEqual([{ type: 'hang-up-and-answer', callId: 'call-1' }]);
  await expect(page.getByRole('button', { name: 'Connecting' })).toHaveAttribute('aria-busy', 'true');
  await expect(swap).toBeDisabled();
  const place = await page.getByRole('button', { name: 'Silence' }).boundingBox();
  await show(page, view({ calls: [ringing({ party: tomas })] }));
  await expect(swap).toBeDisabled();
  expect(await page.getByRole('button', { name: 'Silence' }).boundingBox()).toEqual(place);
});

test('answers all the same where the other call was over just then', async ({ open }) => {
  const second = ringing({ party: tomas, actions: ['answer', 'hang-up-and-answer', 'decline', 'silence'] });
  const page = await open('ring', view({ calls: [connected({ id: 'other' }), second] }));
  await page.evaluate(() => {
    window.wire.answer = { ok: false, refusal: 'unavailable' };
  });
  await page.getByRole('button', { name: 'Hang up and answer' }).click();
  await expect
    .poll(() => commands(page))
    .toEqual([
      { type: 'hang-up-and-answer', callId: 'call-1' },
      { type: 'answer', callId: 'call-1' },
    ]);
});

test('says why it cannot be answered during another call', async ({ open }) => {
  const talking = connected({ id: 'other' });
  const page = await open('ring', view({ calls: [talking, ringing({ actions: ['decline', 'silence'] })] }));
  await expect(page.getByText('Second call')).toBeVisible();
  const answer = page.getByRole('button', { name: 'Answer', exact: true });
  await expect(answer).toBeDisabled();
  await expect(answer).toHaveAccessibleDescription('Hang up your other call to answer');
  await answer.click({ force: true });
  expect(await commands(page)).toEqual([]);
});

test('names callers by what they sent', async ({ open }) => {
  const page = await open('ring', view({ calls: [ringing({ party: numberOnly })] }));
  await expect(page.getByRole('alertdialog', { name: '+44 20 7946 0018' })).toBeVisible();
  await expect(page.locator('bdi', { hasText: '+44 20 7946 0018' })).toBeVisible();
  await show(page, view({ calls: [ringing({ party: hidden })] }));
  await expect(page.getByRole('alertdialog', { name: 'Caller’s number is hidden' })).toBeVisible();
  await expect(page.getByText('No name or number was sent')).toBeVisible();
});

test('says who is not of the organization, and shows the whole of a number with its domain', async ({ open }) => {
  const number = `+49 711 1234567 at …${'a'.repeat(26)}.evil.example`;
  const calls = [ringing({ party: { ...stranger, number } }), ringing({ id: 'b', party: stranger })];
  const page = await open('ring', view({ calls }));
  const dialog = page.getByRole('alertdialog', { name: 'Ana Lindqvist' });
  await expect(dialog).toHaveAccessibleDescription(/Outside your organization/);
  await expect(page.getByText('Outside your organization')).toHaveCount(2);
  const line = page.locator('.caller-line');
  await expect(line).toHaveText(number);
  expect(await line.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
  await show(page, view({ calls: [ringing()] }));
  await expect(page.getByText('Outside your organization')).toHaveCount(0);
});

test('keeps a number in one piece, whatever stands before it', async ({ open }) => {
  const line = 'Purchasing, Northwind Traders AB';
  const who = { line, photo: null, presence: { dot: 'available', text: 'Available' }, contact: true } as const;
  const page = await open('ring', view({ calls: [ringing({ who })] }));
  await expect(page.locator('.caller-line')).toHaveText(`${line} · ${ana.number}`);
  const rows = await page.locator('.caller-line').evaluate((element) => {
    const words = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const tops: number[] = [];
    for (let text = words.nextNode(); text !== null; text = words.nextNode()) {
      if (!text.textContent?.includes('+46')) continue;
      const from = text.textContent.indexOf('+46');
      range.setStart(text, from);
      range.setEnd(text, text.textContent.length);
      tops.push(...[...range.getClientRects()].map(({ top }) => top));
    }
    return new Set(tops).size;
  });
  expect(rows).toBe(1);
});

test('gives a long name three lines at 17 px, and other names two at 20 px', async ({ open }) => {
  const page = await open('ring', view({ calls: [ringing({ party: longNamed })] }));
  const name = page.getByRole('heading');
  await expect(name).toHaveCSS('font-size', '17px');
  await expect(name).toHaveCSS('-webkit-line-clamp', '3');
  await show(page, view({ calls: [ringing()] }));
  await expect(name).toHaveCSS('font-size', '20px');
  await expect(name).toHaveCSS('-webkit-line-clamp', '2');
});

test('marks urgent and emergency calls in words', async ({ open }) => {
  const page = await open('ring', view({ calls: [ringing({ importance: 'urgent' })] }));
  await expect(page.getByText('Urgent', { exact: true })).toBeVisible();
  await show(page, view({ calls: [ringing({ importance: 'emergency' })] }));
  await expect(page.getByText('Emergency call', { exact: true })).toBeVisible();
});

test('leaves out the shortcut that is not registered', async ({ open }) => {
  const page = await open(
    'ring',
    view({ calls: [ringing()], shortcuts: [{ action: 'answer', keys: 'Ctrl Shift F9', registered: false }] }),
  );
  await expect(page.getByText('Ctrl Shift F9')).toHaveCount(0);
});

test('counts the time on its own', async ({ openStill }) => {
  const page = await openStill('ring', view({ calls: [ringing({ lastedMs: 7200 })] }));
  await expect(page.getByRole('timer')).toHaveText('0:07');
  await page.clock.runFor(53_000);
  await expect(page.getByRole('timer')).toHaveText('1:00');
});

test('gives further calls rows of their own, and counts the rest', async ({ open }) => {
  const others = ['b', 'c', 'd', 'e', 'f'].map((id) => ringing({ id, party: id === 'b' ? tomas : priya }));
  const page = await open('ring', view({ calls: [ringing(), ...others] }));
  await expect(page.getByRole('listitem')).toHaveCount(4);
  await expect(page.getByText('2 more calls')).toBeVisible();
  await page.getByRole('button', { name: 'Answer Tomás Oliveira' }).click();
  await page.getByRole('button', { name: 'Decline Tomás Oliveira' }).click();
  expect(await commands(page)).toEqual([
    { type: 'answer', callId: 'b' },
    { type: 'decline', callId: 'b' },
  ]);
});

test('counts the calls that ring besides', async ({ open }) => {
  const page = await open('ring', view({ calls: [ringing()], moreRinging: 296 }));
  await expect(page.getByText('296 more calls')).toBeVisible();
  await show(page, view({ calls: [ringing()], moreRinging: 1 }));
  await expect(page.getByText('1 more call', { exact: true })).toBeVisible();
  await show(page, view({ calls: [ringing()] }));
  await expect(page.getByRole('listitem')).toHaveCount(0);
});

test('says that it could not be answered, with Answer in its place to be pressed again', async ({ open }) => {
  const page = await open('ring', view({ calls: [ringing()] }));
  const boxes = () =>
    page.getByRole('button').evaluateAll((all) => all.map((one) => JSON.stringify(one.getBoundingClientRect())));
  const before = await boxes();
  const answer = page.getByRole('button', { name: 'Answer', exact: true });
  await answer.click();
  await show(page, view({ calls: [ringing({ state: 'answering', actions: ['mute', 'hang-up'] })] }));
  await show(page, view({ calls: [ringing({ notes: [notAnswered] })] }));
  await expect(page.getByRole('alert')).toHaveText('The call could not be answered. Try again.');
  await expect(answer).not.toHaveAttribute('aria-busy');
  expect(await boxes()).toEqual(before);
  await answer.click();
  expect(await commands(page)).toHaveLength(2);
  // So soon after that no snapshot showed it being answered.
  await show(page, view({ calls: [ringing({ lastedMs: 0, notes: [notAnswered] })] }));
  await expect(answer).not.toHaveAttribute('aria-busy');
});

test('takes no press for a moment after one call took the place of another', async ({ openStill }) => {
  const page = await openStill('ring', view({ calls: [ringing(), ringing({ id: 'b', party: tomas })] }));
  const answer = page.getByRole('button', { name: 'Answer', exact: true });
  await show(page, view({ calls: [ringing({ id: 'b', party: tomas })] }));
  await expect(page.getByRole('alertdialog', { name: 'Tomás Oliveira' })).toBeVisible();
  const box = await answer.boundingBox();
  if (!box) throw new Error('Answer is not drawn');
  const middle = [box.x + box.width / 2, box.y + box.height / 2] as const;
  await page.mouse.click(...middle);
  expect(await commands(page)).toEqual([]);
  await page.clock.runFor(400);
  await page.mouse.click(...middle);
  expect(await commands(page)).toEqual([{ type: 'answer', callId: 'b' }]);
});

test('is gone as soon as the call is', async ({ open }) => {
  const page = await open('ring', view({ calls: [ringing()] }));
  await show(page, view());
  await expect(page.locator('body > *')).toHaveCount(0);
  await expect(page).toHaveTitle('Switchhook');
});

test('tells its height for each call and each change', async ({ open }) => {
  const page = await open('ring', view({ calls: [ringing()] }));
  const last = async () => (await reports(page)).at(-1);
  const height = async () => Math.ceil((await page.getByRole('alertdialog').boundingBox())?.height ?? 0);
  await expect.poll(last).toEqual({ type: 'drawn', callId: 'call-1', height: await height() });
  await show(page, view({ calls: [ringing({ subject: 'Order 48213' })] }));
  await expect.poll(last).toEqual({ type: 'drawn', callId: 'call-1', height: await height() });
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  await expect.poll(last).toEqual({ type: 'drawn', callId: 'call-1', height: await height() });
  expect(new Set((await reports(page)).map((report) => JSON.stringify(report))).size).toBeGreaterThanOrEqual(3);
  await show(page, view());
  await expect.poll(last).toEqual({ type: 'drawn', callId: null, height: 0 });
});
