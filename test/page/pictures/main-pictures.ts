import type { Page } from '@playwright/test';
import type { PeopleModel } from '../../../main/core/people/state.ts';
import { usualSettings } from '../../../main/core/settings/table.ts';
import type { AppView, RingTestView } from '../../../preload/contract/index.ts';
import { northwind, searched } from '../../views/people.ts';
import { aloud, busyHistory, calling, connected, everyWay, longNamed, signingIn, view } from '../../views/samples.ts';
import { healthyView, limitedView, longNamedView, unreachableView } from './health-samples.ts';
import type { Picture } from './picture.ts';

const problem = {
  title: 'That user name or password did not work.',
  help: 'Type the password again. If it keeps failing, your account may be locked: ask your administrator.',
  fields: ['userName', 'password'],
  details: 'HTTP 400 invalid_grant, 2026-03-10T12:00:00Z',
} as const;
const certificate = {
  title: 'The server’s certificate is not trusted.',
  help: 'Your password was not sent. Its authority is unknown on this computer. If you are in a guest network, sign in to it first. Otherwise ask your administrator which authority to install for lync.northwind.example.',
  fields: ['server'],
  details: 'certificate UNABLE_TO_VERIFY_LEAF_SIGNATURE, 2026-03-10T12:00:00Z',
} as const;
const dana = { address: 'dana.whitfield@northwind.example', userName: 'NORTHWIND\\dana' };
const trust = { host: 'lync.fabrikam.example', domain: 'fabrikam.example' };
const longTrust = {
  host: 'xn--lync-directory-of-the-northern-region-4wf.subsidiaries-and-partners.fabrikam-holdings.example',
  domain: 'subsidiaries-and-partners.fabrikam-holdings.example',
};
const page = { width: 1080, height: 680 };
const settings = async (page: Page): Promise<void> => page.getByRole('button', { name: 'Settings' }).click();
const people = async (page: Page): Promise<void> => page.getByRole('button', { name: 'People' }).click();
const unreachable: PeopleModel = {
  ...northwind,
  state: 'partial',
  directory: { state: 'unreachable', text: 'zzq', people: [], more: false },
};
const rung: RingTestView = {
  ringing: false,
  steps: [
    { path: 'card', outcome: 'worked', words: ['Pop-up after 0.2 s'] },
    { path: 'sound', outcome: 'worked', words: ['Sound on Desk speakers after 0.1 s'] },
    { path: 'notification', outcome: 'failed', words: ['Notification failed'] },
  ],
};
const calls = (over: Partial<AppView> = {}): AppView => view({ past: busyHistory(), missedUnseen: 3, ...over });

export const mainPictures: readonly Picture[] = [
  { name: 'sign-in', window: 'main', width: 520, height: 680, focus: true, view: signingIn() },
  {
    name: 'sign-in-problem',
    window: 'main',
    width: 520,
    height: 760,
    focus: true,
    view: signingIn({ ...dana, problem }),
  },
  {
    name: 'sign-in-certificate',
    window: 'main',
    width: 520,
    height: 760,
    focus: true,
    view: signingIn({ ...dana, server: 'lync.northwind.example', problem: certificate }),
  },
  {
    name: 'sign-in-server',
    window: 'main',
    width: 520,
    height: 760,
    view: signingIn({ ...dana, server: 'lync.northwind.example' }),
  },
  {
    name: 'sign-in-busy',
    window: 'main',
    width: 520,
    height: 680,
    view: signingIn(dana),
    act: async (page, textSize) => {
      await page.getByLabel('Password', { exact: true }).fill('hunter2hunter2');
      const next = {
        ...signingIn({ ...dana, stage: 'Finding your server' }),
        settings: { ...usualSettings, textSize },
      };
      await page.evaluate((shown) => window.wire.show(shown), next);
    },
  },
  {
    name: 'sign-in-page',
    window: 'main',
    width: 520,
    height: 760,
    view: signingIn({ ...dana, stage: 'Waiting for the sign-in page', page: true }),
  },
  { name: 'sign-in-trust', window: 'main', width: 520, height: 680, focus: true, view: signingIn({ ...dana, trust }) },
  {
    name: 'sign-in-trust-200',
    window: 'main',
    width: 560,
    height: 1200,
    text: 200,
    view: signingIn({ ...dana, trust: longTrust }),
  },
  { name: 'sign-in-200', window: 'main', width: 560, height: 1200, text: 200, view: signingIn({ ...dana, problem }) },
  { name: 'main', window: 'main', ...page, view: calls({ calls: [connected()] }) },
  {
    name: 'main-focus',
    window: 'main',
    ...page,
    focus: true,
    view: calls(),
    act: async (page) => page.getByRole('option').nth(2).focus(),
  },
  {
    name: 'main-notes',
    window: 'main',
    ...page,
    view: calls({
      session: {
        status: 'Reconnecting',
        detail: 'Calls do not ring here',
        summary: '',
        user: { name: 'Dana Whitfield', address: 'dana@northwind.example' },
        signIn: null,
      },
      notes: [
        {
          id: 'keychain',
          kind: 'warning',
          title: 'This computer has no keychain.',
          help: 'You stay signed in until you quit.',
        },
        {
          id: 'offline',
          kind: 'error',
          title: 'Calls do not ring here.',
          help: 'The server has not answered for 2 minutes. Switchhook keeps trying.',
        },
      ],
    }),
  },
  {
    name: 'main-no-calls',
    window: 'main',
    ...page,
    view: calls({
      session: {
        status: 'No calls',
        detail: 'Calls do not ring here',
        summary: '',
        user: { name: 'Dana Whitfield', address: 'dana@northwind.example' },
        signIn: null,
      },
      notes: [
        {
          id: 'session',
          kind: 'error',
          title: 'Your account cannot take calls in this app.',
          help: 'Ask your administrator to turn on calls for it.',
        },
      ],
    }),
  },
  {
    name: 'main-empty',
    window: 'main',
    ...page,
    view: view({
      session: { status: 'Connecting', detail: 'Registering for calls', summary: '', user: null, signIn: null },
    }),
  },
  {
    name: 'main-menu',
    window: 'main',
    ...page,
    focus: true,
    view: calls(),
    act: async (page) => page.getByRole('button', { name: /^Account of/ }).click(),
  },
  { name: 'main-degraded', window: 'main', ...page, view: limitedView() },
  {
    name: 'main-held',
    window: 'main',
    ...page,
    view: calls({ calls: [connected({ muted: true, heldThere: true })] }),
  },
  {
    name: 'main-dial',
    window: 'main',
    ...page,
    focus: true,
    view: calls(),
    act: async (page) => {
      await page.getByRole('combobox', { name: 'Name or number' }).fill('a');
      await page.getByRole('option', { name: 'Ana' }).first().waitFor();
      await page.keyboard.press('ArrowDown');
    },
  },
  {
    name: 'main-voicemail',
    window: 'main',
    ...page,
    view: calls({ voicemail: { fresh: 2, all: 5, callable: true } }),
    act: async (page) => page.getByRole('tab', { name: 'Voicemail' }).click(),
  },
  {
    name: 'main-dial-about',
    window: 'main',
    ...page,
    focus: true,
    view: calls(),
    act: async (page) => {
      await page.getByRole('combobox', { name: 'Name or number' }).fill('4711');
      await page.getByRole('button', { name: 'Say what it is about' }).click();
    },
  },
  {
    name: 'main-faces',
    window: 'main',
    ...page,
    view: view({
      book: northwind,
      past: busyHistory().map((call) => {
        const number = call.party.label.startsWith('Ana') ? 'ana.lingstromokafor@northwind.example' : call.party.number;
        return { ...call, party: { ...call.party, number } };
      }),
    }),
  },
  {
    name: 'main-new-meeting',
    window: 'main',
    ...page,
    view: calls({
      meetings: {
        ...view().meetings,
        access: { values: ['everyone', 'organization', 'organizer'], usual: 'everyone' },
        leaders: { values: ['organization', 'organizer'], usual: 'organization' },
        announce: { usual: false, locked: false },
        phonesPass: { usual: false, locked: true },
        mostPeople: 250,
        silent: true,
      },
    }),
    act: async (page) => {
      await page.getByRole('button', { name: 'Meetings', exact: true }).click();
      await page.getByRole('menuitem', { name: 'New meeting', exact: true }).click();
    },
  },
  {
    name: 'main-dial-every-way',
    window: 'main',
    ...page,
    view: calls({ calling: everyWay }),
    act: async (page) => {
      await page.getByRole('combobox', { name: 'Name or number' }).fill('4711');
    },
  },
  {
    name: 'main-dial-refused',
    window: 'main',
    ...page,
    view: calls({ calling: { ...calling, delegators: [{ id: 'd1', party: longNamed }] } }),
    act: async (page) => {
      await page.evaluate(() => {
        window.wire.answer = { ok: false, refusal: 'not-callable' };
      });
      await page.getByRole('combobox', { name: 'Name or number' }).fill('meeting room');
      await page.keyboard.press('Enter');
    },
  },
  ...[
    {
      name: 'main-emergency',
      emergencyPlace: {
        place: 'Building 4, floor 2, room 2.17, Storgatan 12, 211 42 Malmö',
        found: 'network' as const,
      },
    },
    { name: 'main-emergency-unknown', emergencyPlace: null },
  ].map(({ name, emergencyPlace }) => ({
    name,
    window: 'main' as const,
    ...page,
    focus: true,
    view: calls({ calling: { ...calling, emergencyPlace } }),
    act: async (page: Page) => {
      await page.evaluate(() => {
        window.wire.answer = { ok: false, refusal: 'emergency' };
      });
      await page.getByRole('combobox', { name: 'Name or number' }).fill('112');
      await page.keyboard.press('Enter');
    },
  })),
  { name: 'main-narrow', window: 'main', width: 600, height: 520, view: calls({ calls: [connected()] }) },
  {
    name: 'main-narrow-details',
    window: 'main',
    width: 600,
    height: 520,
    view: calls(),
    act: async (page) => page.getByRole('option').nth(1).click(),
  },
  { name: 'main-200', window: 'main', ...page, text: 200, view: calls({ calls: [connected()] }) },
  { name: 'main-150', window: 'main', ...page, text: 150, view: calls({ calls: [connected()] }) },
  {
    name: 'main-200-wide',
    window: 'main',
    width: 1920,
    height: 1040,
    text: 200,
    view: calls({ calls: [connected()] }),
  },
  {
    name: 'main-200-smallest',
    window: 'main',
    width: 560,
    height: 480,
    text: 200,
    view: calls({ calls: [connected()] }),
  },
  { name: 'main-forced', window: 'main', ...page, forced: true, view: calls() },
  {
    name: 'main-not-found',
    window: 'main',
    ...page,
    view: calls(),
    act: async (page) => {
      await page.getByRole('textbox', { name: 'Search calls' }).fill('zzq');
      await page.getByText('No calls found').waitFor();
    },
  },
  {
    name: 'main-deleted',
    window: 'main',
    ...page,
    view: calls(),
    act: async (page) => {
      await page.getByRole('option').nth(1).focus();
      await page.keyboard.press('Delete');
      await page.getByRole('button', { name: 'Undo' }).waitFor();
    },
  },
  {
    name: 'main-delete-all',
    window: 'main',
    ...page,
    view: calls(),
    act: async (page) => {
      await page.getByRole('button', { name: 'More for calls' }).click();
      await page.getByRole('menuitem', { name: 'Delete all calls' }).click();
    },
  },
  {
    name: 'main-meetings',
    focus: true,
    window: 'main',
    ...page,
    view: calls(),
    act: async (page) => page.getByRole('button', { name: 'Meetings' }).click(),
  },
  { name: 'guide', window: 'main', ...page, view: calls({ guide: 'open' }) },
  { name: 'guide-offered', window: 'main', ...page, view: calls({ guide: 'offered' }) },
  { name: 'guide-forced', window: 'main', ...page, forced: true, view: calls({ guide: 'open' }) },
  {
    name: 'guide-ring',
    window: 'main',
    ...page,
    view: { ...limitedView(), guide: 'open', health: { ...limitedView().health, ringTest: rung } },
    act: async (page) => {
      await page.getByRole('button', { name: 'Next', exact: true }).click();
      await page.getByRole('button', { name: 'Ring once' }).click();
      await page.getByRole('button', { name: 'No', exact: true }).last().click();
    },
  },
  {
    name: 'guide-keys',
    window: 'main',
    ...page,
    view: calls({ guide: 'open' }),
    act: async (page) => {
      await page.getByRole('button', { name: 'Next', exact: true }).click();
      await page.getByRole('button', { name: 'Next', exact: true }).click();
    },
  },
  { name: 'main-rtl', window: 'main', ...page, rtl: true, view: calls({ calls: [connected()] }) },
  {
    name: 'settings',
    window: 'main',
    ...page,
    view: calls({ ringing: { ...aloud, sample: 'toneOwn' } }),
    act: settings,
  },
  {
    name: 'settings-devices',
    window: 'main',
    ...page,
    view: calls(),
    act: async (page) => {
      await settings(page);
      await page.getByRole('button', { name: 'Devices' }).click();
    },
  },
  {
    name: 'settings-shortcuts',
    window: 'main',
    ...page,
    view: calls(),
    act: async (page) => {
      await settings(page);
      await page.getByRole('button', { name: 'Shortcuts' }).click();
    },
  },
  ...(
    [
      { name: 'settings-appearance' },
      { name: 'settings-appearance-125', text: 125 },
      { name: 'settings-appearance-locked', view: calls({ lockedSettings: ['textSize'] }) },
      { name: 'settings-appearance-200', text: 200 },
      { name: 'settings-appearance-200-smallest', text: 200, width: 560, height: 480 },
    ] as const
  ).map((picture) => ({
    window: 'main' as const,
    ...page,
    view: calls(),
    ...picture,
    act: async (page: Page) => {
      await settings(page);
      await page.getByRole('button', { name: 'Appearance' }).click();
    },
  })),
  { name: 'settings-200-wide', window: 'main', width: 1920, height: 1040, text: 200, view: calls(), act: settings },
  ...(['off', 'blocked'] as const).map((state) => ({
    name: `settings-autostart-${state}`,
    window: 'main' as const,
    ...page,
    view: calls({ autostart: { state, failed: state === 'off' } }),
    act: settings,
  })),
  {
    name: 'settings-narrow',
    window: 'main',
    width: 600,
    height: 480,
    view: calls(),
    act: settings,
  },
  { name: 'people', window: 'main', ...page, view: view({ book: northwind, calling: everyWay }), act: people },
  {
    name: 'people-search',
    window: 'main',
    ...page,
    view: view({ book: searched, calling }),
    act: async (page) => {
      await people(page);
      await page.getByRole('textbox', { name: 'Search for a person or type a number' }).fill('ling');
      await page.getByRole('option', { name: 'Anders Ling' }).first().click();
    },
  },
  {
    name: 'people-narrow',
    window: 'main',
    width: 600,
    height: 560,
    view: view({ book: northwind, calling }),
    act: people,
  },
  {
    name: 'people-unreachable',
    window: 'main',
    ...page,
    view: view({ book: unreachable, calling }),
    act: async (page) => {
      await people(page);
      await page.getByRole('textbox', { name: 'Search for a person or type a number' }).fill('zzq');
    },
  },
  { name: 'people-none', window: 'main', ...page, view: view({ calling }), act: people },
];

const diagnosticsPage = async (page: Page): Promise<void> => page.getByRole('button', { name: /Diagnostics/ }).click();

export const diagnosticsPictures: readonly Picture[] = (
  [
    { name: 'diagnostics-reachable', view: healthyView() },
    { name: 'diagnostics-degraded', view: limitedView() },
    { name: 'diagnostics-unreachable', view: unreachableView() },
    { name: 'diagnostics-narrow', width: 600, height: 700, view: limitedView() },
    { name: 'diagnostics-middle', width: 800, view: unreachableView() },
    { name: 'diagnostics-200', text: 200, view: limitedView() },
    { name: 'diagnostics-200-narrow', text: 200, width: 600, height: 900, view: unreachableView() },
    { name: 'diagnostics-long', view: longNamedView() },
    { name: 'diagnostics-long-200', text: 200, width: 600, height: 1600, view: longNamedView() },
    { name: 'diagnostics-forced', forced: true, view: limitedView() },
    { name: 'diagnostics-rtl', rtl: true, view: limitedView() },
  ] as const
).map((picture) => ({ window: 'main', ...page, height: 900, ...picture, act: diagnosticsPage }));
