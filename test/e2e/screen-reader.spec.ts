/** What a screen reader finds, and can do, by AT-SPI alone: nothing here looks at a page. */
import type { Accessibility, AccessibleNode } from '../desktop/accessibility.ts';
import { until } from '../desktop/until.ts';
import { ring } from './rig/calls.ts';
import { expect, test } from './rig/test.ts';

test.use({ desktopOptions: { screenReader: true } });

/** The window of this title, with all that is in it, in the order in which it is read. */
async function read(reader: Accessibility, title: string): Promise<readonly AccessibleNode[]> {
  const program = await until('the app among the programs', async () =>
    (await reader.programs()).find(({ name }) => name.toLowerCase() === 'switchhook'),
  );
  // Pages have no window of their own while it is made anew.
  const frames = (await reader.children(program)).filter(({ name }) => name === title);
  return (await Promise.all(frames.map((frame) => reader.inside(frame)))).flat();
}

/** Presses the button of this name in that window, as soon as there is one. */
async function pressByReader(reader: Accessibility, title: string, name: string): Promise<void> {
  const button = await until(`a button "${name}" in "${title}"`, async () =>
    (await read(reader, title)).find((node) => node.role === 'push button' && node.name === name),
  );
  await reader.press(button);
}

function readerOf(desktop: { readonly accessibility: Accessibility | null }): Accessibility {
  if (desktop.accessibility === null) throw new Error('There is no screen reader on this desktop');
  return desktop.accessibility;
}

test('a ring is told of once, and is answered and hung up by the tree alone', async ({ app, desktop, server }) => {
  const reader = readerOf(desktop);
  const told: string[] = [];
  await reader.onAlert(({ name }) => void told.push(name));
  const call = await ring(server, app, { from: 'ana' });
  await until('the alert', () => told.length > 0);
  const card = await until('a card that can be read', async () => {
    const nodes = await read(reader, 'Ana Lindqvist is calling');
    return nodes.some(({ role }) => role === 'push button') && nodes;
  });
  expect(card.filter(({ role }) => role === 'alert').map(({ name }) => name)).toEqual(['Ana Lindqvist']);
  const buttons = card.filter(({ role }) => role === 'push button').map(({ name }) => name);
  expect(buttons).toEqual(['Answer', 'Decline', 'More ways to decline', 'Silence']);

  await pressByReader(reader, 'Ana Lindqvist is calling', 'Answer');
  await call.accepted;
  await pressByReader(reader, 'Ana Lindqvist', 'Hang up');
  await call.ended;
  expect(told.filter((name) => name === 'Ana Lindqvist')).toHaveLength(1);
});

test('each page of the main window is a landmark with its name, and is found by its button', async ({
  app,
  desktop,
}) => {
  await app.shown('main');
  const reader = readerOf(desktop);
  for (const [button, page] of [
    ['People', 'People'],
    ['Messages', 'Messages'],
    ['Settings', 'Settings'],
    ['Diagnostics', 'Will I ring?'],
    ['Calls', 'Calls'],
  ] as const) {
    await pressByReader(reader, 'Switchhook', button);
    const landmarks = await until(`the page ${page}`, async () => {
      const names = (await read(reader, 'Switchhook')).flatMap(({ role, name }) => (role === 'landmark' ? [name] : []));
      return names.includes(page) && names;
    });
    expect(landmarks[0]).toBe('Pages');
    expect(landmarks.filter((name) => name === '')).toEqual([]);
  }
});
