import type { Page } from '@playwright/test';
import { noMessages } from '../../../main/core/messages/state.ts';
import { busyMessages } from '../../views/messages-samples.ts';
import { said } from '../../views/said.ts';
import { everyWay, view } from '../../views/samples.ts';
import type { Picture } from './picture.ts';

const page = { window: 'main', width: 1080, height: 680 } as const;
const shown = () => view({ said: busyMessages(), calling: everyWay, missedUnseen: 3 });
/** By its place, which is the same in every language. */
const messages = async (target: Page): Promise<void> => target.keyboard.press('Control+3');
const thread =
  (name: RegExp, text = '') =>
  async (target: Page): Promise<void> => {
    await messages(target);
    await target.getByRole('option', { name }).click();
    await target.getByRole('log').waitFor();
    if (text !== '') await target.getByRole('textbox').fill(text);
  };

export const messagesPictures: readonly Picture[] = [
  { ...page, name: 'messages', view: shown(), focus: true, act: thread(/^Ana/, 'I have it, thank you') },
  { ...page, name: 'messages-list', view: shown(), act: messages },
  { ...page, name: 'messages-none', view: view({ said: said([]) }), act: messages },
  { ...page, name: 'messages-draft', view: shown(), act: thread(/^Noor/) },
  { ...page, name: 'messages-left', view: shown(), act: thread(/^Bao/) },
  {
    ...page,
    name: 'messages-offline',
    view: view({
      said: busyMessages(),
      session: { ...view().session, status: 'Reconnecting', detail: 'Calls do not ring here' },
    }),
    act: thread(/^Tom/),
  },
  {
    ...page,
    name: 'messages-not-offered',
    view: view({ said: busyMessages({ means: { ...noMessages.means, isKnown: true } }) }),
    act: thread(/^Priya/),
  },
  {
    ...page,
    name: 'messages-new',
    view: shown(),
    focus: true,
    act: async (target) => {
      await messages(target);
      await target.keyboard.press('Control+N');
    },
  },
  { ...page, name: 'messages-narrow', width: 560, height: 480, view: shown(), act: thread(/^Dr/) },
  { ...page, name: 'messages-narrow-list', width: 560, height: 480, view: shown(), act: messages },
  { ...page, name: 'messages-200', text: 200, view: shown(), act: thread(/^Ana/) },
  { ...page, name: 'messages-rtl', rtl: true, view: shown(), act: thread(/^Ana/) },
  { ...page, name: 'messages-forced', forced: true, view: shown(), act: thread(/^Ana/) },
];
