import type { NoteView, UpdatesView } from '../../../preload/contract/index.ts';
import { busyHistory, noon, noUpdates, view } from '../../views/samples.ts';
import type { Picture } from './picture.ts';

const ready: UpdatesView = {
  ...noUpdates,
  server: 'updates.northwind.example',
  stage: 'ready',
  version: '0.2.0',
  checkedAt: noon - 4_000_000,
  mayRestart: true,
};
const refused: UpdatesView = { ...ready, stage: 'resting', version: null, problem: 'unsigned', mayRestart: false };
const longServer =
  'packages.updates-and-deployments.information-technology.northern-region.northwind-traders.example:8443';
const replaced: NoteView = {
  id: 'replaced',
  kind: 'info',
  title: 'Version 0.2.0 of Switchhook is installed.',
  help: 'Version 0.1.0 still runs, and calls go on. Restart when it suits you.',
  action: { label: 'Restart now', command: { type: 'restart-to-update' } },
};

export const updatePictures: readonly Picture[] = [
  ...(
    [
      { name: 'updates-off', updates: noUpdates },
      { name: 'updates-ready', updates: ready },
      { name: 'updates-ready-in-call', updates: { ...ready, mayRestart: false } },
      { name: 'updates-ready-200', updates: ready, text: 200 },
      { name: 'updates-refused', updates: refused },
      { name: 'updates-refused-narrow', updates: { ...refused, server: longServer }, width: 600 },
      { name: 'updates-refused-rtl', updates: refused, rtl: true },
      { name: 'updates-fetching', updates: { ...ready, stage: 'fetching', mayRestart: false } },
    ] as const
  ).map(
    ({ updates, ...given }): Picture => ({
      ...{ window: 'main', width: 1080, height: 680 },
      ...given,
      view: view({ past: busyHistory(), updates }),
      act: async (page) => {
        await page.getByRole('button', { name: 'Settings' }).click();
        await page.getByRole('button', { name: 'Updates', exact: true }).click();
      },
    }),
  ),
  {
    name: 'updates-replaced',
    window: 'main',
    width: 1080,
    height: 680,
    view: view({
      past: busyHistory(),
      notes: [replaced],
      updates: { ...noUpdates, replacedBy: '0.2.0', mayRestart: true },
    }),
  },
];
