import type { Page } from '@playwright/test';
import type { CallView, OutgoingView } from '../../../preload/contract/index.ts';
import { ana, callingOut, connected, longNamed, numberOnly, priya, tomas, view } from '../../views/samples.ts';
import type { Picture } from './picture.ts';

const bao = { ...ana, label: 'Bao Chen', initials: 'BC' };
const notYet = { state: 'not-yet', pressedThere: [] } as const;
const out = (call: Partial<CallView>, more: Partial<OutgoingView> = {}): CallView =>
  callingOut({ keypad: notYet, ...call }, more);
const ended = { state: 'ended', actions: ['call-back'], lastedMs: 0 } as const;
const heard = async (page: Page): Promise<void> =>
  page.evaluate(() => window.wire.levels({ callId: 'call-1', microphone: 0, speaker: 0.25 }));
const openMore = async (page: Page): Promise<void> => {
  await page.evaluate(() => window.wire.levels({ callId: 'call-1', microphone: 0.62, speaker: 0.25 }));
  await page.getByRole('button', { name: 'More' }).click();
};
const openDetails = async (page: Page): Promise<void> => {
  await openMore(page);
  await page.getByRole('button', { name: 'Sound details' }).click();
};

const states: readonly (Pick<Picture, 'name' | 'act' | 'focus' | 'forced' | 'rtl'> & { readonly call: CallView })[] = [
  { name: 'out-calling', call: out({ state: 'calling' }, { progress: 'connecting' }) },
  { name: 'out-alerting', call: out({ muted: true }), act: heard },
  { name: 'out-forwarded', call: out({}, { forwardedTo: priya, onBehalfOf: bao, progress: 'forwarded' }), act: heard },
  { name: 'out-team', call: out({}, { progress: 'team-ring', teamSize: 4 }), act: heard },
  { name: 'out-early', call: out({ party: numberOnly, lastedMs: 12_000 }, { earlyMedia: true }), act: heard },
  {
    name: 'out-long',
    call: out({ party: longNamed, state: 'calling' }, { forwardedTo: longNamed, onBehalfOf: longNamed }),
  },
  {
    name: 'out-answered',
    call: callingOut(
      { state: 'connected', actions: ['mute', 'hold', 'hang-up'], sound: { level: 'good', text: 'Good sound' } },
      { answeredBy: priya },
    ),
    act: heard,
  },
  {
    name: 'out-with-video',
    call: out(
      {
        video: { offered: false, stage: 'preview', sends: false, there: 'none' },
        actions: ['mute', 'stop-video', 'hang-up'],
      },
      { progress: 'alerting' },
    ),
  },
  { name: 'out-emergency', call: out({ party: { ...numberOnly, label: '112' } }, { dialled: '112', emergency: true }) },
  { name: 'out-forced', call: out({}, { progress: 'team-ring', teamSize: 4 }), forced: true },
  { name: 'out-rtl', call: out({}, { forwardedTo: priya }), rtl: true },
  {
    name: 'out-busy',
    focus: true,
    call: out({ ...ended, party: tomas, ending: { title: 'Busy', help: 'Tomás Oliveira is in another call.' } }),
  },
  { name: 'call-more', call: connected({ sound: { level: 'weak', text: 'Weak sound: your network' } }), act: openMore },
  { name: 'call-more-details', call: connected(), act: openDetails },
];

/** A call out from the number to the answer, and what came of it. */
export const outgoingPictures: readonly Picture[] = states.map(({ call, ...picture }) => ({
  ...picture,
  window: 'call',
  width: 340,
  view: view({ calls: [call] }),
}));
