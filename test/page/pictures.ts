import type { Page } from '@playwright/test';
import type { AppView, TextSize, WindowName } from '../../preload/contract.ts';
import { healthyView, limitedView, longNamedView, unreachableView } from './health-samples.ts';
import {
  ana,
  busyHistory,
  connected,
  devices,
  hidden,
  longNamed,
  numberOnly,
  past,
  priya,
  ringing,
  signingIn,
  tomas,
  view,
} from './samples.ts';

export interface Picture {
  readonly name: string;
  readonly window: WindowName;
  readonly view: AppView;
  readonly width: number;
  /** The content's own where left out. */
  readonly height?: number;
  /** The usual one where left out. */
  readonly text?: TextSize;
  readonly rtl?: boolean;
  readonly forced?: boolean;
  readonly focus?: boolean;
  readonly act?: (page: Page, text: TextSize) => Promise<void>;
}

const warning = { text: 'Headset not found. You will talk on Built-in microphone.', warning: true };
const longDevice =
  'You hear the call on Monitor of Built-in Audio Digital Surround 5.1 (HDMI), Conference room Öhringen.';
const subject = 'Order 48213, delivery to Malmö';
const longSubject =
  'Forklift accident in hall 3, need the site manager and the first-aid contact on the line as soon as it can be';
const problem = {
  title: 'That user name or password did not work.',
  help: 'Type the password again. If it keeps failing, your account may be locked: ask your administrator.',
  fields: ['userName', 'password'],
  details: 'HTTP 400 invalid_grant, 2026-03-10T12:00:00Z',
} as const;
const dana = { address: 'dana.whitfield@northwind.example', userName: 'NORTHWIND\\dana' };
const trust = { host: 'lync.fabrikam.example', domain: 'fabrikam.example' };
const longTrust = {
  host: 'xn--lync-directory-of-the-northern-region-4wf.subsidiaries-and-partners.fabrikam-holdings.example',
  domain: 'subsidiaries-and-partners.fabrikam-holdings.example',
};
const page = { width: 1080, height: 680 };
const sound = async (page: Page): Promise<void> => {
  await page.evaluate(() => window.wire.levels({ callId: 'call-1', microphone: 0.62, speaker: 0.25 }));
};
const settings = async (page: Page): Promise<void> => page.getByRole('button', { name: 'Settings' }).click();
const calls = (over: Partial<AppView> = {}): AppView => view({ history: busyHistory(), missedUnseen: 3, ...over });

const ringPictures: readonly Picture[] = [
  { name: 'ring', window: 'ring', width: 360, view: view({ calls: [ringing({ subject })] }) },
  { name: 'ring-focus', window: 'ring', width: 360, focus: true, view: view({ calls: [ringing({ subject })] }) },
  { name: 'ring-number', window: 'ring', width: 360, view: view({ calls: [ringing({ party: numberOnly })] }) },
  {
    name: 'ring-hidden',
    window: 'ring',
    width: 360,
    view: view({ calls: [ringing({ party: hidden, silenced: true })] }),
  },
  {
    name: 'ring-long',
    window: 'ring',
    width: 360,
    view: view({ calls: [ringing({ party: longNamed, subject: longSubject, importance: 'urgent', talkOn: warning })] }),
  },
  {
    name: 'ring-emergency',
    window: 'ring',
    width: 360,
    view: view({ calls: [ringing({ party: priya, importance: 'emergency' })] }),
  },
  {
    name: 'ring-answering',
    window: 'ring',
    width: 360,
    view: view({ calls: [ringing({ state: 'answering', actions: ['mute', 'hang-up'], subject })] }),
  },
  {
    name: 'ring-second',
    window: 'ring',
    width: 360,
    view: view({ calls: [connected({ id: 'a' }), ringing({ party: tomas, actions: ['decline', 'silence'] })] }),
  },
  {
    name: 'ring-three',
    window: 'ring',
    width: 360,
    view: view({
      calls: [
        ringing(),
        ringing({ id: 'b', party: tomas }),
        ringing({ id: 'c', party: longNamed }),
        ringing({ id: 'd', party: hidden }),
        ringing({ id: 'e', party: priya }),
        ringing({ id: 'f', party: ana }),
      ],
    }),
  },
  { name: 'ring-200', window: 'ring', width: 560, text: 200, view: view({ calls: [ringing({ subject })] }) },
  {
    name: 'ring-200-long',
    window: 'ring',
    width: 560,
    text: 200,
    view: view({
      calls: [ringing({ party: longNamed, subject: longSubject, talkOn: warning }), ringing({ id: 'b', party: tomas })],
    }),
  },
  {
    name: 'ring-rtl',
    window: 'ring',
    width: 360,
    rtl: true,
    view: view({
      calls: [
        ringing({
          party: { label: 'نور جلال الدين', named: true, number: '+20 2 5550 1234', initials: 'نج' },
          subject: 'الطلب 48213',
        }),
      ],
    }),
  },
  {
    name: 'ring-forced',
    window: 'ring',
    width: 360,
    forced: true,
    focus: true,
    view: view({ calls: [ringing({ subject })] }),
  },
];

const callPictures: readonly Picture[] = [
  { name: 'call', window: 'call', width: 340, view: view({ calls: [connected()] }), act: sound },
  { name: 'call-muted', window: 'call', width: 340, view: view({ calls: [connected({ muted: true })] }), act: sound },
  {
    name: 'call-long',
    window: 'call',
    width: 340,
    view: view({ calls: [connected({ party: longNamed })] }),
    act: sound,
  },
  {
    name: 'call-ended',
    window: 'call',
    width: 340,
    view: view({
      calls: [
        connected({
          state: 'ended',
          actions: [],
          ending: { title: 'Call ended', help: '' },
        }),
      ],
      history: [past(ana, 5, { id: 'call-1', talkedMs: 252_000 })],
    }),
  },
  {
    name: 'call-failed',
    window: 'call',
    width: 340,
    view: view({
      calls: [
        connected({
          state: 'ended',
          actions: [],
          ending: { title: 'Sound could not be set up.', help: 'Check your headset and ask the caller to try again.' },
        }),
      ],
    }),
  },
  {
    name: 'call-removed',
    window: 'call',
    width: 340,
    view: view({
      calls: [
        connected({
          notes: [
            {
              id: 'microphone',
              kind: 'info',
              title: 'Office headset removed.',
              help: 'Your call goes on with Built-in microphone.',
            },
            { id: 'speaker', kind: 'info', title: 'Office headset removed.', help: longDevice },
          ],
        }),
      ],
    }),
    act: sound,
  },
  ...([100, 200] as const).map((text) => ({
    name: text === 100 ? 'call-unheard' : 'call-unheard-200',
    window: 'call' as const,
    width: text === 100 ? 340 : 529,
    text,
    view: view({
      calls: [
        connected({
          party: longNamed,
          notes: [
            {
              id: 'microphone',
              kind: 'warning',
              title: 'No microphone is left.',
              help: 'They cannot hear you. Plug one in to go on talking.',
            },
          ],
        }),
      ],
      devices: { ...devices, inputs: [], chosen: { ...devices.chosen, microphone: null } },
    }),
    act: async (page: Page) => {
      await page.evaluate(() => window.wire.levels({ callId: 'call-1', microphone: 0, speaker: 0.5 }));
    },
  })),
  {
    name: 'call-question',
    window: 'call',
    width: 340,
    height: 300,
    focus: true,
    view: view({ calls: [connected()] }),
    act: async (page) => page.evaluate(() => window.wire.askToClose()),
  },
  {
    name: 'call-200',
    window: 'call',
    width: 529,
    text: 200,
    view: view({ calls: [connected({ muted: true })] }),
    act: sound,
  },
  {
    name: 'call-forced',
    window: 'call',
    width: 340,
    forced: true,
    view: view({ calls: [connected({ muted: true })] }),
    act: sound,
  },
];

const mainPictures: readonly Picture[] = [
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
      const next = { ...signingIn({ ...dana, stage: 'Finding your server' }), textSize };
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
    name: 'main-empty',
    window: 'main',
    ...page,
    view: view({ session: { status: 'Connecting', detail: 'Registering for calls', user: null, signIn: null } }),
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
  { name: 'main-rtl', window: 'main', ...page, rtl: true, view: calls({ calls: [connected()] }) },
  { name: 'settings', window: 'main', ...page, view: calls(), act: settings },
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
      { name: 'settings-appearance-200', text: 200 },
      { name: 'settings-appearance-200-smallest', text: 200, width: 560, height: 480 },
    ] as const
  ).map((picture) => ({
    window: 'main' as const,
    ...page,
    ...picture,
    view: calls(),
    act: async (page: Page) => {
      await settings(page);
      await page.getByRole('button', { name: 'Appearance' }).click();
    },
  })),
  { name: 'settings-200-wide', window: 'main', width: 1920, height: 1040, text: 200, view: calls(), act: settings },
  {
    name: 'settings-narrow',
    window: 'main',
    width: 600,
    height: 480,
    view: calls(),
    act: settings,
  },
];

const quitPictures: readonly Picture[] = [
  { name: 'quit', window: 'quit', width: 360, focus: true, view: view() },
  { name: 'quit-200', window: 'quit', width: 560, text: 200, focus: true, view: view() },
  { name: 'quit-forced', window: 'quit', width: 360, forced: true, focus: true, view: view() },
];

const diagnosticsPage = async (page: Page): Promise<void> => page.getByRole('button', { name: /^Diagnostics/ }).click();

const diagnosticsPictures: readonly Picture[] = (
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

/** Every state worth looking at. */
export const pictures: readonly Picture[] = [
  ...ringPictures,
  ...callPictures,
  ...mainPictures,
  ...diagnosticsPictures,
  ...quitPictures,
];
