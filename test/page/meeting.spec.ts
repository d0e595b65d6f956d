import type { Page } from '@playwright/test';
import { inLobby, lockedMeeting, meetingCall, meetingRing } from '../views/meetings.ts';
import { ana, connected, past, tomas, view } from '../views/samples.ts';
import { commands, show } from './rig/fake-phone.ts';
import { expect, test } from './rig/windows.ts';

/** Without what is asked while one types. */
const orders = async (page: Page) => (await commands(page)).filter(({ type }) => type !== 'search-directory');

test.describe('the card of a ring', () => {
  test.use({ viewport: { width: 360, height: 320 } });

  test('says that it is a meeting, who asks and about what', async ({ open }) => {
    const page = await open('ring', view({ calls: [meetingRing()] }));
    await expect(page.getByText('Meeting invitation')).toBeVisible();
    await expect(page.getByText('Supplier review')).toBeVisible();
    await expect(page.getByText('Incoming call')).toHaveCount(0);
    await page.getByRole('button', { name: 'Answer', exact: true }).click();
    expect(await commands(page)).toEqual([{ type: 'answer', callId: 'call-1' }]);
  });
});

test.describe('the call window', () => {
  test.use({ viewport: { width: 692, height: 720 } });

  test('shows who is in a meeting, and does to them what the server lets be done', async ({ open }) => {
    const page = await open('call', view({ calls: [meetingCall()] }));
    const people = page.getByRole('button', { name: 'People, 4', exact: true });
    await expect(people).toHaveAttribute('aria-expanded', 'false');
    await people.click();
    const pane = page.getByRole('region', { name: 'People' });
    await expect(pane.getByRole('list')).toHaveCount(3);
    await expect(pane.getByRole('list', { name: 'Presenters, 2' }).getByRole('listitem')).toHaveText([
      /Dana Whitfield.*You, organizer/s,
      /Ana Lindqvist/,
    ]);
    const press = (name: string) => pane.getByRole('button', { name, exact: true }).click();
    await press('Admit Noor Galal');
    await press('Reject +44 20 7946 0018');
    await press('Unmute Tomás Oliveira');
    await press('Admit all');
    await press('Mute all');
    await press('More for Priya Raman');
    await page.getByRole('menuitem', { name: 'Make presenter' }).click();
    await press('More for Ana Lindqvist');
    await page.getByRole('menuitem', { name: 'Message' }).click();
    const callId = 'call-1';
    expect(await commands(page)).toEqual([
      { type: 'moderate', callId, personId: '5', action: 'admit' },
      { type: 'moderate', callId, personId: '6', action: 'reject' },
      { type: 'moderate', callId, personId: '2', action: 'unmute' },
      { type: 'admit-all', callId },
      { type: 'mute-all', callId },
      { type: 'moderate', callId, personId: '3', action: 'make-presenter' },
      { type: 'open-thread', to: 'sip:ana@northwind.example' },
    ]);
  });

  test('asks before somebody is removed, with the focus on Keep', async ({ open }) => {
    const page = await open('call', view({ calls: [meetingCall()] }));
    await page.getByRole('button', { name: 'People, 4', exact: true }).click();
    await page.getByRole('button', { name: 'More for Ana Lindqvist', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Remove from meeting' }).click();
    const question = page.getByRole('dialog', { name: 'Remove Ana Lindqvist from the meeting?' });
    await expect(question.getByRole('button', { name: 'Keep' })).toBeFocused();
    await question.getByRole('button', { name: 'Remove' }).click();
    expect(await commands(page)).toEqual([{ type: 'moderate', callId: 'call-1', personId: '1', action: 'remove' }]);
  });

  test('goes from person to person by arrows, and opens a menu by Enter', async ({ open }) => {
    const page = await open('call', view({ calls: [meetingCall()] }));
    await page.getByRole('button', { name: 'People, 4', exact: true }).click();
    const rows = page.locator('[data-person]');
    await rows.first().focus();
    await page.keyboard.press('End');
    await expect(rows.last()).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitem', { name: 'Make presenter' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
  });

  test('draws nothing that the server does not offer', async ({ open }) => {
    const bare = meetingCall().meeting?.attendees.map((person) => ({ ...person, actions: [] })) ?? [];
    const call = meetingCall({}, { lobby: [], presenters: [], attendees: bare, actions: [] });
    const page = await open('call', view({ calls: [call] }));
    await page.getByRole('button', { name: 'People, 4', exact: true }).click();
    const pane = page.getByRole('region', { name: 'People' });
    await expect(pane.getByRole('list', { name: 'Taking part, 2' })).toBeVisible();
    for (const name of ['Add person', 'Mute all', 'Admit all', 'Unmute Tomás Oliveira', 'More for Tomás Oliveira']) {
      await expect(pane.getByRole('button', { name, exact: true })).toHaveCount(0);
    }
    await expect(page.getByRole('button', { name: 'More ways to leave' })).toHaveCount(0);
  });

  test('leaves, and ends a meeting for everybody only when asked again', async ({ open }) => {
    const page = await open('call', view({ calls: [meetingCall()] }));
    await page.getByRole('button', { name: 'Leave', exact: true }).click();
    await page.getByRole('button', { name: 'More ways to leave' }).click();
    await page.getByRole('menuitem', { name: 'End meeting for everyone' }).click();
    const question = page.getByRole('dialog', { name: 'End the meeting for everyone?' });
    await expect(question).toContainText('4 people are in it.');
    await expect(question.getByRole('button', { name: 'Stay' })).toBeFocused();
    await question.getByRole('button', { name: 'End meeting' }).click();
    expect(await commands(page)).toEqual([
      { type: 'hang-up', callId: 'call-1' },
      { type: 'end-meeting', callId: 'call-1' },
    ]);
  });

  test('adds somebody by what is typed', async ({ open }) => {
    const page = await open('call', view({ calls: [meetingCall()] }));
    await page.getByRole('button', { name: 'People, 4', exact: true }).click();
    await page.getByRole('button', { name: 'Add person', exact: true }).click();
    await expect(page.getByRole('combobox', { name: 'Number or address' })).toBeFocused();
    await page.keyboard.type('priya@northwind.example');
    await page.keyboard.press('Enter');
    expect(await orders(page)).toEqual([{ type: 'add-person', callId: 'call-1', to: 'priya@northwind.example' }]);
    const added = [{ id: 'a', label: 'priya@northwind.example', line: 'Did not answer', failed: true, cancel: false }];
    await show(page, view({ calls: [meetingCall({}, { added })] }));
    await expect(page.getByRole('list', { name: 'Being added, 1' })).toContainText('Did not answer');
  });

  test('suggests who could be added while one types', async ({ open }) => {
    const page = await open('call', view({ calls: [meetingCall()], past: [past(tomas, 5)] }));
    await page.getByRole('button', { name: 'People, 4', exact: true }).click();
    await page.getByRole('button', { name: 'Add person', exact: true }).click();
    await page.keyboard.type('tom');
    const option = page.getByRole('option', { name: /Tomás Oliveira/ });
    await expect(option).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await expect(option).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    expect((await orders(page)).map(({ type, ...more }) => [type, more])).toEqual([
      ['add-person', { callId: 'call-1', to: '+351 21 555 0147' }],
    ]);
  });

  test('keeps attendees muted, says that it is recorded, and how others come in by telephone', async ({ open }) => {
    const page = await open('call', view({ calls: [meetingCall()] }));
    const recorded = { id: 'recorded', kind: 'info', title: 'This meeting is being recorded.', help: '' } as const;
    const actions = ['keep-muted'] as const;
    await show(page, view({ calls: [meetingCall({ notes: [recorded] }, { actions })] }));
    await expect(page.getByText('This meeting is being recorded.')).toBeVisible();
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Dial in by +46 8 555 012 00' })).toBeVisible();
    await page.getByRole('button', { name: 'Conference ID 4821345' }).click();
    await expect(page.getByRole('button', { name: 'Conference ID 4821345' })).toContainText('Copied');
    await page.getByRole('button', { name: 'People, 4', exact: true }).click();
    await page.getByRole('button', { name: 'Keep attendees muted' }).click();
    await show(page, view({ calls: [meetingCall({}, { actions: ['let-speak'], dialIn: null })] }));
    await expect(page.getByRole('button', { name: /Conference ID/ })).toHaveCount(0);
    await page.getByRole('button', { name: 'Let attendees unmute' }).click();
    expect(await commands(page)).toEqual([
      { type: 'keep-muted', callId: 'call-1', muted: true },
      { type: 'keep-muted', callId: 'call-1', muted: false },
    ]);
  });

  test('takes back who is being added, where the server lets the user', async ({ open }) => {
    const adding = { id: 'a', label: 'Priya Raman', line: 'Calling', failed: false, cancel: true };
    const bare = { ...adding, id: 'b', label: 'Noor Galal', cancel: false };
    const page = await open('call', view({ calls: [meetingCall({}, { added: [adding, bare] })] }));
    await page.getByRole('button', { name: 'People, 4', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Cancel adding Noor Galal' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Cancel adding Priya Raman' }).click();
    expect(await commands(page)).toEqual([{ type: 'cancel-adding', callId: 'call-1', addedId: 'a' }]);
  });

  test('says that it joins a meeting again', async ({ open }) => {
    const page = await open('call', view({ calls: [meetingCall({}, { stage: 'joining', actions: [] })] }));
    await expect(page.getByRole('status').first()).toHaveText('Joining again');
    await expect(page.getByRole('button', { name: 'Leave', exact: true })).toBeVisible();
  });

  test('makes a meeting of a call where that is possible', async ({ open }) => {
    const page = await open('call', view({ calls: [connected({ actions: ['mute', 'hang-up', 'add-person'] })] }));
    await page.getByRole('button', { name: 'Add person', exact: true }).click();
    await page.getByRole('combobox', { name: 'Number or address' }).fill(ana.number ?? '');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    expect(await orders(page)).toEqual([{ type: 'add-person', callId: 'call-1', to: ana.number }]);
    await show(page, view({ calls: [connected({ actions: ['mute', 'hang-up'] })] }));
    await expect(page.getByRole('button', { name: 'Add person', exact: true })).toHaveCount(0);
  });

  test('makes one of a call by itself where the server lets it', async ({ open }) => {
    const page = await open('call', view({ calls: [connected({ actions: ['mute', 'hang-up', 'make-meeting'] })] }));
    await page.getByRole('button', { name: 'More', exact: true }).click();
    const make = page.getByRole('button', { name: 'Make this a meeting', exact: true });
    await make.press('Enter');
    expect(await orders(page)).toEqual([{ type: 'make-meeting', callId: 'call-1' }]);
    await show(page, view({ calls: [connected({ actions: ['mute', 'hang-up'] })] }));
    await expect(make).toHaveCount(0);
  });
});

test.describe('a narrow call window', () => {
  test.use({ viewport: { width: 340, height: 480 } });

  test('says that the user waits in the lobby', async ({ open }) => {
    const page = await open('call', view({ calls: [inLobby] }));
    await expect(page.getByRole('status').first()).toHaveText('In the lobby');
    await expect(page.getByText('You wait in the lobby.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'People', exact: true })).toBeDisabled();
  });

  test('says why the user was not let in, and tries again', async ({ open }) => {
    const page = await open('call', view({ calls: [lockedMeeting] }));
    await expect(page.getByText('The meeting is locked')).toBeVisible();
    await page.getByRole('button', { name: 'Try again' }).click();
    expect(await commands(page)).toEqual([{ type: 'join-again', callId: 'call-1' }]);
  });

  test('shows the people in place of the call, and goes back', async ({ open }) => {
    const page = await open('call', view({ calls: [meetingCall()] }));
    await page.getByRole('button', { name: 'People, 4', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Leave', exact: true })).toBeHidden();
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Leave', exact: true })).toBeVisible();
  });
});

test.describe('the main window', () => {
  test('begins a meeting with what is chosen, and lists those that are planned', async ({ open }) => {
    const first = view();
    const meetings = {
      ...first.meetings,
      planned: [{ id: 'a', title: 'Month end', address: 'sip:dana@northwind.example;gruu;opaque=app:conf:focus:id:A' }],
      access: { values: ['everyone', 'organization', 'organizer'], usual: 'everyone' },
      leaders: { values: ['organization', 'organizer'], usual: 'organization' },
    } as const;
    const page = await open('main', { ...first, meetings });
    const ways = page.getByRole('button', { name: 'Meetings', exact: true });
    await ways.click();
    await page.getByRole('menuitem', { name: 'New meeting', exact: true }).click();
    await page.keyboard.type('Stand-up');
    const access = page.getByRole('combobox', { name: 'Who comes in without waiting' });
    await expect(access).toHaveValue('everyone');
    await access.selectOption({ label: 'Only me, all others wait in the lobby' });
    await page.getByRole('combobox', { name: 'Who presents' }).selectOption({ label: 'Only me' });
    await page.getByRole('button', { name: 'Start meeting', exact: true }).click();
    await ways.click();
    await page.getByRole('menuitem', { name: 'Join meeting', exact: true }).click();
    await page.getByRole('list', { name: 'Your meetings' }).getByRole('button', { name: 'Join Month end' }).click();
    expect((await commands(page)).filter(({ type }) => /meeting/.test(type))).toEqual([
      { type: 'look-at-meetings' },
      { type: 'start-meeting', about: 'Stand-up', access: 'organizer', leaders: 'organizer' },
      { type: 'look-at-meetings' },
      { type: 'join-meeting', address: meetings.planned[0].address },
    ]);
  });

  test('offers for a meeting what the organization allows, and says what it has decided', async ({ open }) => {
    const first = view();
    const meetings = {
      ...first.meetings,
      announce: { usual: false, locked: false },
      phonesPass: { usual: false, locked: true },
      mostPeople: 250,
      silent: true,
    };
    const page = await open('main', { ...first, meetings });
    await page.getByRole('button', { name: 'Meetings', exact: true }).click();
    await page.getByRole('menuitem', { name: 'New meeting', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'New meeting' });
    const phones = dialog.getByRole('checkbox', { name: 'People on telephones come in without waiting' });
    await expect(phones).toBeDisabled();
    await expect(phones).not.toBeChecked();
    await expect(phones).toHaveAccessibleDescription('Set by your organization');
    await expect(dialog.getByText('For up to 250 people.')).toBeVisible();
    await expect(dialog.getByText(/no sound on computers/)).toBeVisible();
    await dialog.getByRole('checkbox', { name: 'Announce who comes and goes' }).check();
    await dialog.getByRole('button', { name: 'Start meeting', exact: true }).click();
    expect((await commands(page)).filter(({ type }) => type === 'start-meeting')).toEqual([
      { type: 'start-meeting', about: '', announce: true },
    ]);
  });

  test('joins a meeting by its address, and begins one', async ({ open }) => {
    const page = await open('main', view());
    const ways = page.getByRole('button', { name: 'Meetings', exact: true });
    await ways.click();
    await page.getByRole('menuitem', { name: 'New meeting', exact: true }).click();
    const about = page.getByRole('textbox', { name: 'What it is about' });
    await expect(about).toBeFocused();
    await expect(page.getByRole('combobox', { name: 'Who presents' })).toHaveCount(0);
    await page.keyboard.press('Enter');
    await expect(about).toHaveCount(0);
    await ways.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitem', { name: 'Join meeting', exact: true })).toBeFocused();
    await page.keyboard.press('Enter');
    const box = page.getByRole('textbox', { name: 'Meeting address' });
    await expect(box).toBeFocused();
    await box.fill('https://meet.northwind.example/dana/ABC123');
    await page.keyboard.press('Enter');
    expect((await commands(page)).filter(({ type }) => type.endsWith('meeting'))).toEqual([
      { type: 'start-meeting', about: '' },
      { type: 'join-meeting', address: 'https://meet.northwind.example/dana/ABC123' },
    ]);
    await page.keyboard.press('Escape');
    await show(page, view({ meetings: { ...view().meetings, join: true, start: false } }));
    await ways.click();
    await expect(page.getByRole('menuitem')).toHaveText(['Join meeting']);
    await page.keyboard.press('Escape');
    await expect(ways).toBeFocused();
    await show(page, view({ meetings: { ...view().meetings, join: false, start: false } }));
    await expect(ways).toHaveCount(0);
  });
});
