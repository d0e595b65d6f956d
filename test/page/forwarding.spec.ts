import type { Page } from '@playwright/test';
import type { AppView, RoutingView } from '../../preload/contract/index.ts';
import { forwarded, mobile, ownPresence, routing, team } from '../views/own.ts';
import { view } from '../views/samples.ts';
import { commands, show } from './rig/fake-phone.ts';
import { expect, test } from './rig/windows.ts';

test.use({ viewport: { width: 1080, height: 900 } });

async function openForwarding(open: (window: 'main', view: AppView) => Promise<Page>, changes: RoutingView) {
  const page = await open('main', view({ routing: changes }));
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Call forwarding' }).click();
  return page;
}

const asked = { type: 'read-forwarding' } as const;

test('has a section only where the server offers forwarding', async ({ open }) => {
  const page = await open('main', view());
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('button', { name: 'Call forwarding' })).toHaveCount(0);
  await show(page, view({ routing }));
  await page.getByRole('button', { name: 'Call forwarding' }).click();
  await expect(page.getByRole('heading', { name: 'Call forwarding' })).toBeVisible();
  expect(await commands(page)).toEqual([asked]);
});

test('forwards at once, to a place of the list or to a number', async ({ open }) => {
  const page = await openForwarding(open, routing);
  await expect(page.getByRole('radio', { name: 'Ring here' })).toBeChecked();
  await page.getByRole('radio', { name: 'Forward at once' }).click();
  const to = page.getByRole('combobox', { name: 'Forward calls to' });
  await to.selectOption('My delegates');
  await to.selectOption('A number or an address');
  await page.getByRole('textbox', { name: 'A number or an address' }).fill('070-555 01 14');
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  expect(await commands(page)).toEqual([
    asked,
    { type: 'forward-calls', to: 'voicemail' },
    { type: 'forward-calls', to: 'delegates' },
    { type: 'forward-calls', to: '070-555 01 14' },
  ]);
  await expect(page.getByRole('textbox', { name: 'A number or an address' })).toHaveCount(0);
});

test('says where what was typed is no number', async ({ open }) => {
  const page = await openForwarding(open, routing);
  await page.getByRole('combobox', { name: 'Forward calls to' }).selectOption('A number or an address');
  const number = page.getByRole('textbox', { name: 'A number or an address' });
  await number.fill('nobody');
  await page.evaluate(() => {
    window.wire.answer = { ok: false, refusal: 'not-callable' };
  });
  await number.press('Enter');
  await expect(number).toHaveAccessibleDescription('This is neither a number nor an address.');
  await expect(number).toHaveAttribute('aria-invalid', 'true');
});

test('says what calls do, and ends it with one press', async ({ open }) => {
  const page = await openForwarding(open, forwarded);
  await expect(page.getByText('Calls do not ring here. They go to voicemail at once.')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Forward at once' })).toBeChecked();
  await expect(page.getByRole('heading', { name: 'If nobody answers' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Turn off forwarding' }).click();
  expect(await commands(page)).toEqual([asked, { type: 'turn-off-forwarding' }]);
});

test('rings others too, after a while that only a group has', async ({ open }) => {
  const withTeam = {
    ...routing,
    setting: 'ring-others',
    ringOthers: { ...routing.ringOthers, chosen: team, afterS: 10 },
  } as const;
  const page = await openForwarding(open, withTeam);
  await page.getByRole('combobox', { name: 'When they ring' }).selectOption('At once');
  await page.getByRole('combobox', { name: 'Who rings too' }).selectOption('My delegates');
  expect(await commands(page)).toEqual([
    asked,
    { type: 'ring-others-too', to: 'team', afterS: 0 },
    { type: 'ring-others-too', to: 'delegates', afterS: 10 },
  ]);
  await show(page, view({ routing: { ...withTeam, ringOthers: { ...withTeam.ringOthers, chosen: mobile } } }));
  await expect(page.getByRole('combobox', { name: 'When they ring' })).toHaveCount(0);
});

test('sends on what nobody answers, when it holds, and while the user is away', async ({ open }) => {
  const page = await openForwarding(open, routing);
  await page.getByRole('combobox', { name: 'Then calls go to' }).selectOption('Voicemail');
  await page.getByRole('combobox', { name: 'After how long' }).selectOption('After 60 s');
  await page.getByRole('radio', { name: 'During work hours only' }).click();
  const away = page.getByRole('combobox', { name: 'Forward while away' });
  await expect(away).toHaveAccessibleDescription(/Set back when you return, also after a crash/);
  await away.selectOption('Voicemail');
  await away.selectOption('Off');
  expect(await commands(page)).toEqual([
    asked,
    { type: 'forward-unanswered', to: 'voicemail', afterS: 20 },
    { type: 'forward-unanswered', to: mobile.id, afterS: 60 },
    { type: 'forward-when', period: 'work-hours' },
    { type: 'forward-while-away', to: 'voicemail' },
    { type: 'forward-while-away', to: null },
  ]);
});

test('says what the server did not take, and who takes calls', async ({ open }) => {
  const page = await openForwarding(open, { ...routing, problem: 'Your team has nobody in it yet.' });
  await expect(page.getByText('Your team has nobody in it yet.')).toBeVisible();
  const delegates = page.getByRole('region', { name: 'Delegates' });
  await expect(delegates.getByRole('listitem')).toHaveText([/Priya Raman/, /Tomás Oliveira/, /Ana Lindqvist/]);
  await show(page, view({ routing: { ...routing, state: 'unreadable' } }));
  await expect(page.getByText('The server does not say now where your calls go.')).toBeVisible();
  await expect(page.getByRole('radio')).toHaveCount(0);
});

test('what the server does not offer is not there', async ({ open }) => {
  const none = { places: [], chosen: null, takesNumber: false, afterS: null };
  const little = {
    ...routing,
    forward: none,
    ringOthers: none,
    unanswered: null,
    whileAway: none,
    mayChange: false,
    delegates: [],
  };
  const page = await openForwarding(open, little);
  await expect(page.getByRole('radio')).toHaveCount(1);
  await expect(page.getByRole('main').getByRole('combobox')).toHaveCount(0);
});

test('presence is chosen under one’s own name', async ({ open }) => {
  const page = await open('main', view({ ownPresence }));
  const account = page.getByRole('button', { name: 'Account of Dana Whitfield' });
  await expect(account).toContainText('Available');
  await account.click();
  await expect(page.getByRole('menuitemradio', { name: 'Available' })).toBeFocused();
  await expect(page.getByRole('menuitemradio', { checked: true })).toHaveText(['Available']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(account).toBeFocused();
  await account.click();
  await page.getByRole('menuitem', { name: 'Follow my calendar' }).click();
  expect(await commands(page)).toEqual([
    { type: 'set-presence', presence: 'do-not-disturb' },
    { type: 'set-presence', presence: null },
  ]);
});

test('note and location are written there; Enter sets them, Esc takes back what was typed', async ({ open }) => {
  const page = await open('main', view({ ownPresence }));
  const account = page.getByRole('button', { name: 'Account of Dana Whitfield' });
  await account.click();
  const note = page.getByRole('textbox', { name: 'Note others see' });
  await expect(note).toHaveValue('In Gothenburg until Friday');
  await note.fill('Something else');
  await note.press('Escape');
  await expect(note).toHaveValue('In Gothenburg until Friday');
  await note.fill('');
  await note.press('Enter');
  await page.getByRole('textbox', { name: 'Location' }).fill('Malmö office');
  await page.getByRole('textbox', { name: 'Location' }).press('ArrowDown');
  await expect(page.getByRole('menuitemradio', { name: 'Available' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(account).toBeFocused();
  expect(await commands(page)).toEqual([
    { type: 'set-note', text: '' },
    { type: 'set-location', text: 'Malmö office' },
  ]);
});

test('a note of the mailbox says that it is one', async ({ open }) => {
  const page = await open('main', view({ ownPresence: { ...ownPresence, outOfOffice: true } }));
  await page.getByRole('button', { name: 'Account of Dana Whitfield' }).click();
  await expect(page.getByRole('textbox', { name: 'Note others see' })).toHaveAccessibleDescription(
    'From your mailbox, while you are out of office',
  );
});

test('forwarding is one step away from one’s own name', async ({ open }) => {
  const page = await open('main', view({ ownPresence, routing: forwarded }));
  await page.getByRole('button', { name: 'Account of Dana Whitfield' }).click();
  await page.getByRole('menuitem', { name: 'Forwarding to voicemail' }).click();
  await expect(page.getByRole('heading', { name: 'Call forwarding' })).toBeVisible();
});

test('the account shows what the directory says of the user', async ({ open }) => {
  const page = await open('main', view({ ownPresence }));
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Account', exact: true }).click();
  await expect(page.getByRole('region', { name: 'About you' })).toContainText('Head of logistics');
  await expect(page.getByRole('region', { name: 'About you' })).toContainText('+46 31 555 01 20');
});
