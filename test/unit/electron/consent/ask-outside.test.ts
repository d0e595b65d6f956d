import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import type { BrowserWindow, Dialog, MessageBoxOptions } from 'electron';
import { createAskOutside } from '../../../../main/electron/consent/ask-outside.ts';
import { englishWords } from '../../core/fakes/words.ts';
import { settled } from '../manual-clock.ts';

const question = { message: 'Sign in at pool.example?', detail: 'Why', yes: 'Sign in' };

function setUp(parent: BrowserWindow | null) {
  const shown: { readonly parent: unknown; readonly options: MessageBoxOptions }[] = [];
  let choose: (response: number) => void = () => {};
  const showMessageBox = (window: unknown, options: MessageBoxOptions) => {
    shown.push({ parent: window, options });
    return new Promise((resolve) => {
      choose = (response) => resolve({ response, checkboxChecked: false });
      // As Electron does it.
      options.signal?.addEventListener('abort', () => choose(options.cancelId ?? 0));
    });
  };
  const ask = createAskOutside({
    dialog: { showMessageBox } as unknown as Pick<Dialog, 'showMessageBox'>,
    words: englishWords,
    parent: () => parent,
  });
  return { ask, shown, choose: (response: number) => choose(response) };
}

const window = () => new EventEmitter() as unknown as BrowserWindow & EventEmitter;

test('it belongs to the main window, and Enter, Esc and closing it are the harmless answer', async () => {
  const main = window();
  const { ask, shown, choose } = setUp(main);
  const answer = ask(question, new AbortController().signal);
  await settled();
  const { parent, options } = shown[0] ?? assert.fail();
  assert.equal(parent, main);
  assert.deepEqual([options.type, options.title, options.noLink], ['question', 'Switchhook asks', true]);
  assert.equal(options.buttons?.[options.defaultId ?? -1], 'Cancel');
  assert.equal(options.buttons?.[options.cancelId ?? -1], 'Cancel');
  choose(options.cancelId ?? -1);
  assert.equal(await answer, false);
  assert.equal(main.listenerCount('hide'), 0);
});

test('the other button is a yes', async () => {
  const { ask, shown, choose } = setUp(window());
  const answer = ask(question, new AbortController().signal);
  await settled();
  choose(shown[0]?.options.buttons?.indexOf('Sign in') ?? -1);
  assert.equal(await answer, true);
});

test('without a window that shows nothing is asked', async () => {
  const { ask, shown } = setUp(null);
  assert.equal(await ask(question, new AbortController().signal), false);
  assert.deepEqual(shown, []);
});

test('it goes with the window and with its reason; a yes of that moment does not count', async () => {
  for (const goes of ['hide', 'withdraw'] as const) {
    const main = window();
    const withdraw = new AbortController();
    const { ask, choose } = setUp(main);
    const answer = ask(question, withdraw.signal);
    await settled();
    if (goes === 'hide') main.emit('hide');
    else withdraw.abort();
    choose(0);
    assert.equal(await answer, false);
  }
});
