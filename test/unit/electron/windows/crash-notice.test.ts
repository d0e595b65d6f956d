import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Dialog } from 'electron';
import { createCrashNotice } from '../../../../main/electron/windows/crash-notice.ts';
import { englishWords } from '../../core/fakes/words.ts';
import { settled } from '../manual-clock.ts';
import { silentLog } from '../silent-log.ts';

function setUp() {
  const done: string[] = [];
  const shown: string[] = [];
  let choose: (response: number) => void = () => {};
  const showMessageBox = ({ message }: { message: string }) => {
    shown.push(message);
    return new Promise((resolve) => {
      choose = (response) => resolve({ response, checkboxChecked: false });
    });
  };
  const dialog = { showMessageBox } as unknown as Pick<Dialog, 'showMessageBox'>;
  const lost = createCrashNotice({ dialog, words: englishWords, log: silentLog, quit: () => done.push('quit') });
  const startOver = (name: string) => () => done.push(name);
  const chosen = async (response: number) => {
    choose(response);
    await settled();
  };
  return { done, shown, chosen, lose: (name: 'main' | 'ring') => lost(name, startOver(name)) };
}

test('one notice at a time; trying again brings back all that was lost meanwhile', async () => {
  const { done, shown, chosen, lose } = setUp();
  lose('ring');
  lose('main');
  lose('ring');
  assert.deepEqual(shown, ['The window of ringing calls failed four times in a minute.']);
  await chosen(0);
  assert.deepEqual(done, ['ring', 'main']);
  lose('main');
  assert.equal(shown.length, 2);
});

test('quitting is the other choice', async () => {
  const { done, chosen, lose } = setUp();
  lose('main');
  await chosen(1);
  assert.deepEqual(done, ['quit']);
});
