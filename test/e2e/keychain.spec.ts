import { until } from '../desktop/until.ts';
import { keepFigures } from './rig/figures.ts';
import {
  isAsked,
  kept,
  keptItem,
  keychainNote,
  pressUnlock,
  signInKept,
  signOut,
  typeKeyringPassword,
  withKeyring,
} from './rig/keychain.ts';
import { heldMs, longestLag, watchLoop } from './rig/loop-lag.ts';
import { expect, test } from './rig/test.ts';

test('locked at start: said, nobody is asked by itself, and unlocking signs in', async ({ server }) => {
  await withKeyring({}, server, async (desktop, launcher) => {
    const first = await launcher.launch();
    await signInKept(first, server);
    await kept(desktop, server);
    await first.quit();
    await desktop.lockKeyring();

    const second = await launcher.launch({ userDataDir: first.userDataDir });
    const note = await keychainNote(second, 'Your keychain is locked.');
    await expect(note).toContainText('Unlock it, and Switchhook signs in by itself.');
    await second.status('Signed out');
    expect(await isAsked(desktop)).toBe(false);
    await (await second.window('main')).screenshot({ path: 'out/e2e/keychain-locked-at-start.png' });

    await pressUnlock(second);
    await typeKeyringPassword(desktop);
    await second.status('Ready');
    await expect(note).toBeHidden();
  });
});

test('locked while signing in: the session runs, and unlocking keeps it', async ({ server }) => {
  await withKeyring({}, server, async (desktop, launcher) => {
    await desktop.lockKeyring();
    const app = await launcher.launch();
    await signInKept(app, server);
    const note = await keychainNote(app, 'Your keychain is locked.');
    expect(await isAsked(desktop)).toBe(false);
    await (await app.window('main')).screenshot({ path: 'out/e2e/keychain-locked-in-session.png' });
    await pressUnlock(app);
    await keychainNote(app, 'Type its password in the window that your system shows.');
    await typeKeyringPassword(desktop);
    await expect(note).toBeHidden();
    await kept(desktop, server);
    await app.status('Ready');
  });
});

test('locked, the prompt is cancelled: the session and the button stay', async ({ server }) => {
  await withKeyring({}, server, async (desktop, launcher) => {
    await desktop.lockKeyring();
    const app = await launcher.launch();
    await signInKept(app, server);
    await pressUnlock(app);
    await until('the prompt', () => isAsked(desktop));
    await desktop.screen.pressKeys('Escape');
    const main = await app.window('main');
    await main.getByRole('button', { name: 'Unlock', exact: true }).waitFor();
    await app.status('Ready');
  });
});

test('locked, and nobody can be asked: the session and the button stay', async ({ server }) => {
  await withKeyring({ prompter: false }, server, async (desktop, launcher) => {
    await desktop.lockKeyring();
    const app = await launcher.launch();
    await signInKept(app, server);
    await pressUnlock(app);
    await keychainNote(app, 'Unlock it to be kept signed in.');
    await app.status('Ready');
  });
});

test('no keychain: signed in until the app quits, which is said', async ({ server }) => {
  await withKeyring({ keyring: false }, server, async (_desktop, launcher) => {
    const first = await launcher.launch();
    await signInKept(first, server);
    await keychainNote(first, 'This computer has no keychain. You stay signed in until you quit.');
    await first.quit();
    const second = await launcher.launch({ userDataDir: first.userDataDir });
    await second.status('Signed out');
    await keychainNote(second, 'This computer has no keychain.');
  });
});

test('no message bus: as without a keychain', async ({ server }) => {
  await withKeyring({ keyring: false, tray: false }, server, async (desktop, launcher) => {
    const env = { ...desktop.env, DBUS_SESSION_BUS_ADDRESS: `unix:path=${desktop.folder}/nobody-listens` };
    const app = await launcher.launch({ desktop: { ...desktop, env } });
    await signInKept(app, server);
    await keychainNote(app, 'This computer has no keychain. You stay signed in until you quit.');
  });
});

test('a keychain that hangs: said, the app stays alive and quits in order', async ({ server }) => {
  await withKeyring({}, server, async (desktop, launcher) => {
    const app = await launcher.launch();
    await watchLoop(app);
    // The same things are done before and after it hangs: what the machine and the sign-in itself cost is in both.
    await signInKept(app, server);
    await kept(desktop, server);
    const usualMs = await longestLag(app);
    await signOut(app);
    const daemon = await desktop.keyringProcess();
    process.kill(daemon, 'SIGSTOP');
    try {
      await longestLag(app);
      await signInKept(app, server);
      await keychainNote(app, 'The keychain does not answer. You stay signed in until you quit.');
      const hungMs = await longestLag(app);
      keepFigures('keychain-lag', { usualMs, hungMs });
      // A call on the main thread would hold it until the daemon goes on, which it does not before the app has quit.
      expect(hungMs).toBeLessThan(heldMs);
      await app.quit();
    } finally {
      process.kill(daemon, 'SIGCONT');
    }
  });
});

test('the keychain dies in a session: signing out says what is left, and the next start deletes it', async ({
  server,
}) => {
  await withKeyring({}, server, async (desktop, launcher) => {
    const app = await launcher.launch();
    await signInKept(app, server);
    await kept(desktop, server);
    process.kill(await desktop.keyringProcess(), 'SIGKILL');
    await app.status('Ready');
    await signOut(app);
    const note = await keychainNote(app, 'Your sign-in is still in the keychain.');
    await pressUnlock(app);
    await typeKeyringPassword(desktop);
    // libsecret stays with the daemon that it met first for as long as the process lives; mostly, but not always.
    const willDelete = note.filter({ hasText: 'Switchhook deletes it as soon as it does.' });
    await until(
      'what becomes of it',
      async () => (await willDelete.count()) > 0 || (await keptItem(desktop, server)) === null,
    );
    await app.quit();
    const next = await launcher.launch({ userDataDir: app.userDataDir });
    await next.status('Signed out');
    await until('the keychain without the sign-in', async () => (await keptItem(desktop, server)) === null);
  });
});

test('the keychain dies while signing in: the session runs, and unlocking keeps it', async ({ server }) => {
  await withKeyring({}, server, async (desktop, launcher) => {
    const app = await launcher.launch();
    const token = server.faults.holdNext('oauthtoken');
    await app.signIn({ ...server.credentials, keep: true });
    await token.reached;
    process.kill(await desktop.keyringProcess(), 'SIGKILL');
    token.release();
    await app.status('Ready');
    await keychainNote(app, 'Your keychain is locked.');
    await pressUnlock(app);
    await typeKeyringPassword(desktop);
    await kept(desktop, server);
  });
});

test('a kept sign-in that somebody broke: said, and repaired by signing in', async ({ server }) => {
  await withKeyring({}, server, async (desktop, launcher) => {
    const first = await launcher.launch();
    await signInKept(first, server);
    await kept(desktop, server);
    await first.quit();
    const account = ['service', 'Switchhook', 'account', server.credentials.address.toLowerCase()];
    const attributes = ['xdg:schema', 'org.freedesktop.Secret.Generic', ...account];
    await desktop.run('secret-tool', ['store', '--label=Switchhook', ...attributes], { input: '{"version":1,' });

    const second = await launcher.launch({ userDataDir: first.userDataDir });
    const note = await keychainNote(second, 'Your kept sign-in cannot be read.');
    await second.status('Signed out');
    await signInKept(second, server);
    await expect(note).toBeHidden();
    await kept(desktop, server);
  });
});
