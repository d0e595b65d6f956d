import type { Page } from '@playwright/test';
import {
  type CommandResult,
  type Language,
  languageNames,
  type PersonView,
  type Query,
} from '../../preload/contract/index.ts';
import { viewIn } from '../unit/core/fakes/words.ts';
import {
  ana,
  busyHistory,
  calling,
  everyWay,
  hidden,
  numberOnly,
  past,
  stranger,
  tomas,
  view,
} from '../views/samples.ts';
import { commands, show, speak } from './rig/fake-phone.ts';
import { expect, test } from './rig/windows.ts';

test.use({ viewport: { width: 1080, height: 680 }, timezoneId: 'Europe/London' });

test.beforeEach(async ({ page }) => {
  await page.clock.install({ time: '2026-03-10T12:00:00' });
});

const box = (page: Page) => page.getByRole('combobox', { name: 'Name or number' });
const suggestions = (page: Page) => page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
const called = async (page: Page) =>
  (await commands(page)).filter(({ type }) => type === 'call' || type === 'call-emergency');

async function answerWith(page: Page, answer: CommandResult): Promise<void> {
  await page.evaluate((given) => {
    window.wire.answer = given;
  }, answer);
}

test('calls what is typed, by keyboard alone, and is empty then', async ({ open }) => {
  const page = await open('main', view({ past: busyHistory() }));
  await page.keyboard.press('Control+2');
  await page.keyboard.press('Control+L');
  await expect(box(page)).toBeFocused();
  await page.keyboard.type(' +46 8 555 012 34 ');
  await page.keyboard.press('Enter');
  await expect.poll(() => called(page)).toEqual([{ type: 'call', to: '+46 8 555 012 34' }]);
  await expect(box(page)).toHaveValue('');
  await box(page).fill('ana@northwind.example');
  await page.getByRole('button', { name: 'Call', exact: true }).first().click();
  await expect.poll(async () => (await called(page)).at(-1)).toEqual({ type: 'call', to: 'ana@northwind.example' });
});

/** Whether the box shows all of what it asks for, with what calls beside it. */
const roomOfBox = (page: Page) =>
  page.locator('#dial').evaluate((input: HTMLInputElement) => {
    const text = document.createElement('canvas').getContext('2d');
    if (text === null) throw new Error('no canvas');
    const style = getComputedStyle(input);
    text.font = style.font;
    const padding = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
    const top = (one: Element | null | undefined): number => Math.round(one?.getBoundingClientRect().top ?? -1);
    const row = input.closest('.dial-row');
    return {
      asks: input.clientWidth - padding >= Math.floor(text.measureText(input.placeholder).width),
      inOneRow:
        new Set([...(row?.querySelectorAll(':scope > .button, :scope > .field-box') ?? [])].map(top)).size === 1,
    };
  });

for (const [beside, width, guide] of [
  ['the details', 1080, 'none'],
  ['the guide', 1080, 'open'],
  ['the details in a small window', 905, 'none'],
  ['nothing, in the smallest window', 560, 'none'],
] as const) {
  test(`has room beside ${beside}, in any language`, async ({ open, page }) => {
    await page.setViewportSize({ width, height: 680 });
    await open('main', view({ past: busyHistory(), guide, calling: { ...calling, phoneAudio: true } }));
    for (const language of Object.keys(languageNames) as Language[]) {
      await speak(page, viewIn(language));
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      expect(await roomOfBox(page), languageNames[language]).toEqual({ asks: true, inOneRow: true });
    }
  });
}

/** The server takes calls with video, and there is a camera. */
const offered = { ...calling, video: true, withVideo: true };

test('calls with video where the server and a camera let one, and has no button for it elsewhere', async ({ open }) => {
  const page = await open('main', view({ past: busyHistory(), calling: offered }));
  const withVideo = page.getByRole('button', { name: 'Call with video' });
  await box(page).fill('ana@northwind.example');
  await withVideo.first().click();
  await expect.poll(() => called(page)).toEqual([{ type: 'call', to: 'ana@northwind.example', video: true }]);
  await show(page, view({ past: busyHistory(), calling: { ...offered, withVideo: false } }));
  await expect(withVideo).toHaveCount(0);
});

test('has a menu where there are two other ways to call', async ({ open }) => {
  const page = await open('main', view({ past: busyHistory(), calling: everyWay }));
  await box(page).fill('4711');
  const other = page.getByRole('button', { name: 'Other ways to call' }).first();
  await other.click();
  await page.getByRole('menuitem', { name: 'Call with video' }).click();
  await expect.poll(() => called(page)).toEqual([{ type: 'call', to: '4711', video: true }]);
  await box(page).fill('4712');
  await other.click();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await commands(page)).at(-1)).toEqual({ type: 'call-by-phone', to: '4712' });
});

test('offers video to an address among the calls, and not to a telephone’s number', async ({ open }) => {
  const address = { ...ana, number: 'ana.lindqvist@northwind.example' };
  const page = await open('main', view({ past: [past(address, 1), past(numberOnly, 2)], calling: offered }));
  const pane = page.getByRole('complementary', { name: 'Details' });
  await page.getByRole('option').first().click();
  await pane.getByRole('button', { name: 'Call with video' }).click();
  await expect.poll(() => called(page)).toEqual([{ type: 'call', to: 'ana.lindqvist@northwind.example', video: true }]);
  await page.getByRole('option').nth(1).click();
  await expect(pane.getByRole('button', { name: 'Call', exact: true })).toBeVisible();
  await expect(pane.getByRole('button', { name: 'Call with video' })).toHaveCount(0);
});

test('says what the call is about, where the user says so', async ({ open }) => {
  const page = await open('main', view({ past: busyHistory() }));
  const add = page.getByRole('button', { name: 'Say what it is about' });
  await expect(add).toHaveCount(0);
  await box(page).fill('4711');
  await page.keyboard.press('Escape');
  await box(page).fill('4711');
  await add.click();
  const about = page.getByRole('textbox', { name: 'What it is about' });
  await expect(about).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(about).toHaveCount(0);
  await expect(box(page)).toBeFocused();
  await add.click();
  await page.keyboard.type(' Order 48213 ');
  await page.keyboard.press('Enter');
  await expect.poll(() => called(page)).toEqual([{ type: 'call', to: '4711', subject: 'Order 48213' }]);
  await expect(about).toHaveCount(0);
  await expect(box(page)).toHaveValue('');
});

test('has no Call for a number that is another domain’s', async ({ open }) => {
  const page = await open('main', view({ past: [past(stranger, 5)] }));
  const details = page.getByRole('complementary', { name: 'Call details' });
  await expect(details).toContainText('+49 711 1234567 at evil.example');
  await expect(details.getByRole('button', { name: 'Call' })).toHaveCount(0);
});

test('suggests who was talked to, reached by arrows, with the focus in the box', async ({ open }) => {
  const page = await open('main', view({ past: busyHistory() }));
  await box(page).focus();
  await expect(box(page)).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.type('tom');
  await expect(suggestions(page)).toHaveText(['TOTomás Oliveira+351 21 555 0147']);
  await expect(box(page)).toHaveAttribute('aria-expanded', 'true');
  await expect(box(page)).not.toHaveAttribute('aria-activedescendant');
  await page.keyboard.press('ArrowDown');
  const active = await box(page).getAttribute('aria-activedescendant');
  await expect(page.locator(`#${active}`)).toHaveAttribute('aria-selected', 'true');
  await expect(box(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => called(page)).toEqual([{ type: 'call', to: '+351 21 555 0147' }]);
  await expect(suggestions(page)).toHaveCount(0);
});

test('opens with everybody by an arrow, goes round, and closes by Esc before it empties the box', async ({ open }) => {
  const page = await open('main', view({ past: [past(ana, 5), past(hidden, 6), past(tomas, 7)] }));
  await box(page).focus();
  await page.keyboard.press('ArrowDown');
  await expect(suggestions(page)).toHaveCount(2);
  await expect(suggestions(page).first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowUp');
  await expect(box(page)).not.toHaveAttribute('aria-activedescendant');
  await page.keyboard.press('ArrowUp');
  await expect(suggestions(page).last()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.type('a');
  await page.keyboard.press('Escape');
  await expect(suggestions(page)).toHaveCount(0);
  await expect(box(page)).toHaveValue('a');
  await page.keyboard.press('Escape');
  await expect(box(page)).toHaveValue('');
});

test('suggests contacts and who the directory finds, behind who was talked to', async ({ open }) => {
  const person = (label: string, changes: Partial<PersonView>): PersonView => ({
    ...{ id: label, label, initials: 'XX', line: '', photo: null, contact: true, favourite: false, uri: null },
    ...{ address: null, numbers: [], presence: { dot: 'unknown', text: '' } },
    ...changes,
  });
  const known: readonly PersonView[] = [
    person('Ana Lindqvist', { address: 'ana@northwind.example' }),
    person('Anders Berg', { address: 'anders@northwind.example' }),
    person('Anke Roth', { numbers: [{ kind: 'work', text: '+49 30 555 0100', uri: 'tel:+49305550100' }] }),
    person('Anonymous', {}),
  ];
  const directory = { state: 'idle', text: '', more: false } as const;
  const first = view({ past: busyHistory() });
  const page = await open('main', { ...first, people: { ...first.people, directory } });
  await page.evaluate((people) => {
    const { ask } = window.phone;
    const answer = { revision: 1, people, total: people.length };
    Object.assign(window.phone, {
      ask: (query: Query) => (query.type === 'people-search' ? Promise.resolve({ ok: true, answer }) : ask(query)),
    });
  }, known);
  await box(page).pressSequentially('an');
  await expect(suggestions(page)).toHaveText([
    'ALAna Lindqvist+46 8 5550 1234',
    'XXAnders Berganders@northwind.example',
    'XXAnke Roth+49 30 555 0100',
  ]);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect.poll(() => called(page)).toEqual([{ type: 'call', to: '+49 30 555 0100' }]);
  const searched = (await commands(page)).flatMap((command) =>
    command.type === 'search-directory' ? [command.text] : [],
  );
  expect(searched).toEqual(['a', 'an', '']);
});

test('calls a suggestion that is pressed, and says how many there are once they stay', async ({ open }) => {
  const page = await open('main', view({ past: busyHistory() }));
  await box(page).fill('555');
  await expect(suggestions(page)).toHaveCount(3);
  await expect(page.getByText('3 suggestions')).toHaveCount(0);
  await page.clock.runFor(600);
  await expect(page.getByText('3 suggestions')).toHaveCount(1);
  await suggestions(page).nth(1).click();
  await expect.poll(() => called(page)).toEqual([{ type: 'call', to: '+351 21 555 0147' }]);
});

for (const [refusal, sentence] of [
  ['not-callable', 'That is neither a number nor an address.'],
  ['engaged', 'Your other call cannot be put on hold now. Hang up first.'],
  ['unavailable', 'Calls cannot be made now. Try again when the server is back.'],
] as const) {
  test(`says why it does not call: ${refusal}`, async ({ open }) => {
    const page = await open('main', view());
    await answerWith(page, { ok: false, refusal });
    await box(page).fill('meeting room');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText(sentence);
    await expect(box(page)).toHaveAccessibleDescription(new RegExp(sentence.slice(0, 20)));
    await expect(box(page)).toHaveValue('meeting room');
    await expect(box(page)).toHaveAttribute('aria-invalid', 'true');
    await box(page).press('x');
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
}

test('asks for something to call', async ({ open }) => {
  const page = await open('main', view());
  await page.getByRole('button', { name: 'Call', exact: true }).click();
  await expect(page.getByRole('alert')).toHaveText('Type a name or a number.');
  expect(await called(page)).toEqual([]);
});

test('is not there where the server takes no calls', async ({ open }) => {
  const page = await open('main', view({ past: busyHistory(), calling: { ...calling, audio: false } }));
  await expect(page.getByRole('option').first()).toBeVisible();
  await expect(box(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Call( |$)/ })).toHaveCount(0);
  await page.getByRole('option').first().focus();
  await page.keyboard.press('Control+Enter');
  expect(await called(page)).toEqual([]);
});

test('calls for somebody who allows it', async ({ open }) => {
  const bao = { ...ana, label: 'Bao Chen', initials: 'BC' };
  const page = await open('main', view({ calling: { ...calling, delegators: [{ id: 'sip:bao@x', party: bao }] } }));
  await page.getByRole('combobox', { name: 'For whom you call' }).selectOption({ label: 'For Bao Chen' });
  await box(page).fill('+46 8 1');
  await page.keyboard.press('Enter');
  await expect.poll(() => called(page)).toEqual([{ type: 'call', to: '+46 8 1', onBehalfOf: 'sip:bao@x' }]);
  await show(page, view());
  await box(page).fill('+46 8 2');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await called(page)).at(-1)).toEqual({ type: 'call', to: '+46 8 2' });
});

test.describe('from the list', () => {
  test('calls back by the row’s key, by its button and from the details', async ({ open }) => {
    const page = await open('main', view({ past: [past(tomas, 5), past(numberOnly, 6)] }));
    const rows = page.getByRole('listbox', { name: 'Calls' }).getByRole('option');
    await expect(rows.first()).toHaveAttribute('aria-keyshortcuts', 'Control+Enter Delete');
    await rows.first().focus();
    await page.keyboard.press('Control+Enter');
    await rows.nth(1).hover();
    await page.getByTitle('Call +44 20 7946 0018').click();
    await page
      .getByRole('complementary', { name: 'Call details' })
      .getByRole('button', { name: 'Call', exact: true })
      .click();
    await expect
      .poll(() => called(page))
      .toEqual([
        { type: 'call', to: '+351 21 555 0147' },
        { type: 'call', to: '+44 20 7946 0018' },
        { type: 'call', to: '+351 21 555 0147' },
      ]);
  });

  test('nobody is called who is hidden', async ({ open }) => {
    const page = await open('main', view({ past: [past(hidden, 5)] }));
    await page.getByRole('option').first().focus();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('complementary').getByRole('button', { name: 'Call' })).toHaveCount(0);
    expect(await called(page)).toEqual([]);
  });

  test('says where it was pressed why it does not call', async ({ open }) => {
    const page = await open('main', view({ past: [past(tomas, 5)] }));
    await answerWith(page, { ok: false, refusal: 'engaged' });
    const details = page.getByRole('complementary', { name: 'Call details' });
    await details.getByRole('button', { name: 'Call', exact: true }).click();
    await expect(details.getByRole('alert')).toContainText('Hang up first.');
    await page.getByRole('option').first().focus();
    await page.keyboard.press('Control+Enter');
    await expect(details.getByRole('alert')).toHaveCount(0);
    await expect(page.getByRole('alert')).toContainText('Hang up first.');
  });

  test('has tabs for calls in and out', async ({ open }) => {
    const page = await open('main', view({ past: [past(tomas, 5), past(ana, 6, { direction: 'outgoing' })] }));
    await page.getByRole('tab', { name: 'All' }).focus();
    for (const [tab, name] of [
      ['Missed', null],
      ['Incoming', /Tomás Oliveira/],
      ['Outgoing', /^Outgoing call, Ana Lindqvist/],
    ] as const) {
      await page.keyboard.press('ArrowRight');
      await expect(page.getByRole('tab', { name: tab })).toBeFocused();
      await expect(page.getByRole('option')).toHaveCount(name === null ? 0 : 1);
      if (name !== null) await expect(page.getByRole('option')).toHaveAccessibleName(name);
    }
    await page.keyboard.press('Home');
    await expect(page.getByRole('tab', { name: 'All' })).toHaveAttribute('aria-selected', 'true');
  });
});

test.describe('an emergency number', () => {
  const place = { place: 'Building 4, floor 2, Malmö', found: 'network' } as const;
  const dialled = async (page: Page): Promise<void> => {
    await answerWith(page, { ok: false, refusal: 'emergency' });
    await box(page).fill('112');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await answerWith(page, { ok: true });
  };
  const confirmed = { type: 'call-emergency', to: '112' };

  test('is asked about, and says where help will go', async ({ open }) => {
    const page = await open('main', view({ calling: { ...calling, emergencyPlace: place } }));
    await dialled(page);
    const question = page.getByRole('alertdialog', { name: 'Call 112?' });
    await expect(question).toHaveAccessibleDescription(/They will be told you are here Building 4, floor 2, Malmö/);
    await expect(question).toContainText('Found from your network. If you are elsewhere, say so first.');
    await expect(question.getByRole('button', { name: 'Call 112' })).toBeFocused();
    await page.clock.runFor(700);
    await question.getByRole('button', { name: 'Call 112' }).click();
    await expect(question).toHaveCount(0);
    await expect.poll(async () => (await called(page)).at(-1)).toEqual(confirmed);
    await expect(box(page)).toHaveValue('');
  });

  test('says where nothing is known, with what the organization wants said', async ({ open }) => {
    const emergencyDisclaimer = 'Ask the porter.';
    const page = await open('main', view({ calling: { ...calling, emergencyPlace: null, emergencyDisclaimer } }));
    await dialled(page);
    const question = page.getByRole('alertdialog');
    await expect(question).toContainText('Your location is not known. Tell them first where you are.');
    await expect(question).toContainText('Ask the porter.');
  });

  test('is not called by the key that dialled, nor by one within 700 ms', async ({ open }) => {
    const page = await open('main', view());
    await answerWith(page, { ok: false, refusal: 'emergency' });
    await box(page).fill('112');
    await page.keyboard.down('Enter');
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await answerWith(page, { ok: true });
    await page.keyboard.up('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    await page.keyboard.down('Enter');
    await page.clock.runFor(700);
    await page.keyboard.up('Enter');
    await expect(page.getByRole('alertdialog')).toBeVisible();
    expect(await called(page)).toEqual([{ type: 'call', to: '112' }]);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alertdialog')).toHaveCount(0);
    await expect.poll(async () => (await called(page)).at(-1)).toEqual(confirmed);
  });

  test('is not called by the second click of two', async ({ open }) => {
    const page = await open('main', view());
    await dialled(page);
    await page.getByRole('button', { name: 'Call 112' }).click();
    expect(await called(page)).toEqual([{ type: 'call', to: '112' }]);
    await expect(page.getByRole('alertdialog')).toBeVisible();
  });

  test('Esc and Do not call leave everything as it was', async ({ open }) => {
    const page = await open('main', view());
    await dialled(page);
    await page.clock.runFor(700);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('alertdialog')).toHaveCount(0);
    await expect(box(page)).toHaveValue('112');
    await box(page).focus();
    await dialled(page);
    await page.clock.runFor(700);
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Do not call' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alertdialog')).toHaveCount(0);
    expect(await called(page)).toEqual([
      { type: 'call', to: '112' },
      { type: 'call', to: '112' },
    ]);
  });
});

test.describe('a link of another program', () => {
  const open = (page: Page, text: string | null, isCode = false) =>
    page.evaluate((link) => window.wire.askForPage(link), { type: 'dial-link', text, isCode } as const);

  test('fills the box, wherever one is, and calls nobody until the user does', async ({ open: openWindow }) => {
    const page = await openWindow('main', view({ past: busyHistory() }));
    await page.keyboard.press('Control+2');
    await open(page, '+44 20 7946 0123');
    await expect(box(page)).toHaveValue('+44 20 7946 0123');
    await expect(box(page)).toBeFocused();
    await expect(box(page)).toHaveAccessibleDescription('Another program put this in. Check it, then press Call.');
    await expect(suggestions(page)).toHaveCount(0);
    await open(page, 'ana@contoso.com');
    await expect(box(page)).toHaveValue('ana@contoso.com');
    expect(await called(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await expect.poll(() => called(page)).toEqual([{ type: 'call', to: 'ana@contoso.com' }]);
    await expect(box(page)).toHaveValue('');
    await expect(page.getByText('Another program put this in')).toHaveCount(0);
  });

  test('is over as soon as the user types', async ({ open: openWindow }) => {
    const page = await openWindow('main', view());
    await open(page, '4711');
    await expect(box(page)).toHaveValue('4711');
    await expect(box(page)).toBeFocused();
    await page.keyboard.type('2');
    await expect(page.getByText('Another program put this in')).toHaveCount(0);
  });

  test('says what a code may do, and where there is nothing to call', async ({ open: openWindow }) => {
    const page = await openWindow('main', view());
    await open(page, '*21*4711#', true);
    await expect(page.getByText('Another program put this code in.')).toBeVisible();
    await open(page, null);
    await expect(box(page)).toHaveValue('');
    await expect(page.getByText('The link that was opened holds no number or address')).toBeVisible();
  });

  test('is kept where nothing can be called, and fills the box once that is possible', async ({ open: openWindow }) => {
    const none = { ...calling, audio: false, phoneAudio: false };
    const page = await openWindow('main', view({ calling: none }));
    await open(page, '4711');
    await expect(page.getByText('Another program asks to call 4711. Calls cannot be made now.')).toBeVisible();
    await show(page, view({ calling }));
    await expect(box(page)).toHaveValue('4711');
  });
});
