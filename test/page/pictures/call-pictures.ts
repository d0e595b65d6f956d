import type { Page } from '@playwright/test';
import { connected, devices, longNamed, stranger, tomas, view } from '../../views/samples.ts';
import { meetingPictures } from './meeting-pictures.ts';
import { outgoingPictures } from './outgoing-pictures.ts';
import type { Picture } from './picture.ts';

const longDevice =
  'You hear the call on Monitor of Built-in Audio Digital Surround 5.1 (HDMI), Conference room Öhringen.';
const sound = async (page: Page): Promise<void> => {
  await page.evaluate(() => window.wire.levels({ callId: 'call-1', microphone: 0.62, speaker: 0.25 }));
};

export const callPictures: readonly Picture[] = [
  ...outgoingPictures,
  ...meetingPictures,
  { name: 'call', window: 'call', width: 340, view: view({ calls: [connected()] }), act: sound },
  { name: 'call-muted', window: 'call', width: 340, view: view({ calls: [connected({ muted: true })] }), act: sound },
  {
    name: 'call-keypad',
    window: 'call',
    width: 340,
    view: view({ calls: [connected({ keypad: { state: 'ready', pressedThere: ['5', '#'] } })] }),
    act: async (page) => {
      await sound(page);
      await page.keyboard.press('Control+Shift+K');
      for (const key of '2048#') await page.keyboard.press(key);
    },
  },
  {
    name: 'call-keypad-held',
    window: 'call',
    width: 340,
    view: view({ calls: [connected({ keypad: { state: 'held', pressedThere: [] } })] }),
    act: sound,
  },
  {
    name: 'call-no-tones',
    window: 'call',
    width: 340,
    view: view({ calls: [connected({ keypad: { state: 'not-taken', pressedThere: [] } })] }),
    act: async (page) => {
      await sound(page);
      await page.keyboard.press('Control+Shift+K');
    },
  },
  {
    name: 'call-outside',
    window: 'call',
    width: 340,
    view: view({ calls: [connected({ party: stranger })] }),
    act: sound,
  },
  {
    name: 'call-held',
    window: 'call',
    width: 340,
    view: view({
      calls: [
        connected({
          heldThere: true,
          notes: [
            {
              id: 'held',
              kind: 'info',
              title: 'On hold by the other side.',
              help: 'They hear nothing until they resume.',
            },
          ],
        }),
      ],
    }),
    act: sound,
  },
  {
    name: 'call-held-here',
    window: 'call',
    width: 340,
    view: view({
      calls: [
        connected({
          heldHereMs: 98_000,
          actions: ['mute', 'resume', 'hang-up'],
          notes: [{ id: 'held', kind: 'info', title: 'You put Ana Lindqvist on hold.', help: 'They hear nothing.' }],
        }),
      ],
    }),
  },
  {
    name: 'call-two',
    window: 'call',
    width: 340,
    view: view({
      calls: [
        connected({ id: 'a', party: tomas, heldHereMs: 98_000, actions: ['mute', 'resume', 'hang-up'] }),
        connected({ id: 'b', party: longNamed, heldHereMs: 4_000, actions: ['mute', 'resume', 'hang-up'] }),
        connected(),
      ],
    }),
    act: sound,
  },
  {
    name: 'call-not-held',
    window: 'call',
    width: 340,
    view: view({
      calls: [
        connected({
          notes: [
            {
              id: 'hold-failed',
              kind: 'warning',
              title: 'Ana Lindqvist could not be put on hold.',
              help: 'They hear you again.',
            },
          ],
        }),
      ],
    }),
    act: sound,
  },
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
          ending: { title: 'Call ended', help: '', ordinary: true },
          lastedMs: 252_000,
        }),
      ],
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
