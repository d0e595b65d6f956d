import { appendFileSync, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Desktop } from '../desktop/desktop.ts';
import { until } from '../desktop/until.ts';
import type { DrivenApp } from '../driver/app.ts';
import type { UcwaServer } from '../ucwa-server/index.ts';
import { answer, bothAreHeard, press, ring, userTone } from './rig/calls.ts';
import { killApp } from './rig/kill-app.ts';
import type { LaunchChanges } from './rig/launcher.ts';
import { openStreams } from './rig/sound-streams.ts';
import { expect, test } from './rig/test.ts';

type Launch = (changes?: LaunchChanges) => Promise<DrivenApp>;

/** Times are of the machine and of what else runs on it; out/e2e/killed.jsonl has them. */
function note(what: string, ms: number): void {
  mkdirSync('out/e2e', { recursive: true });
  appendFileSync('out/e2e/killed.jsonl', `${JSON.stringify({ what, ms: Math.round(ms) })}\n`);
}

/** Signed in, and kept in the keychain, so that the next run signs in by itself; it can be rung. */
async function signedIn(launch: Launch, server: UcwaServer, desktop: Desktop): Promise<DrivenApp> {
  const app = await launch();
  await app.signIn({ ...server.credentials, keep: true });
  await app.status('Ready');
  await until('the sign-in in the keychain', () =>
    desktop.secretTool('lookup', 'service', 'Switchhook', 'account', server.credentials.address),
  );
  await server.reachable();
  return app;
}

/** The next run after {@link killApp}, signed in by itself. */
async function startedAgain(launch: Launch, { userDataDir }: DrivenApp): Promise<DrivenApp> {
  const app = await launch({ userDataDir });
  await app.status('Ready');
  return app;
}

/** Records are written behind: resolves once one of them is on the disk with this in it. */
async function recorded(app: DrivenApp, name: string, content: RegExp): Promise<void> {
  const file = join(app.userDataDir, 'records', `${name}.json`);
  await until(`${content} among the ${name}`, () =>
    readFile(file, 'utf8').then(
      (text) => content.test(text),
      () => false,
    ),
  );
}

test('killed while it rings: after a restart the old notification is gone', async ({ desktop, launch, server }) => {
  const first = await signedIn(launch, server, desktop);
  const call = await ring(server, first, { from: 'ana' });
  await until('a notification', async () => (await desktop.notifications.displayed()) === 1);
  await recorded(first, 'notices', /"ids":\[\d+\]/);
  await recorded(first, 'rings', /audioVideoInvitations/);
  await killApp(first, desktop);
  expect(await desktop.notifications.displayed()).toBe(1);
  await call.cancel();

  await launch({ userDataDir: first.userDataDir });
  await until('the missed call, and that alone', async () => {
    const summaries = desktop.notifications.shown().map(({ summary }) => summary);
    return summaries.at(-1) === 'Missed call from Ana Lindqvist' && (await desktop.notifications.displayed()) === 1;
  });
});

test('killed while it rings: after a restart it rings again', async ({ desktop, launch, server }) => {
  const first = await signedIn(launch, server, desktop);
  const call = await ring(server, first, { from: 'ana' });
  await recorded(first, 'rings', /audioVideoInvitations/);
  await killApp(first, desktop);

  const started = performance.now();
  const second = await startedAgain(launch, first);
  await second.shown('ring');
  note('rings again', performance.now() - started);
  await answer(second, call);
  await call.hangUp();
});

for (const [how, options] of [
  ['in the clear', { transport: 'direct', security: 'none' }],
  ['encrypted, over ICE', { transport: 'ice', security: 'sdes' }],
] as const)
  test(`killed in a call ${how}, that goes on at the server: after a restart it goes on here, muted, and both are heard`, async ({
    desktop,
    launch,
    server,
  }) => {
    const first = await signedIn(launch, server, desktop);
    const call = await ring(server, first, { from: 'ana', ...options });
    await answer(first, call);
    await recorded(first, 'talks', /conversations/);
    await killApp(first, desktop);

    const started = performance.now();
    const second = await launch({ userDataDir: first.userDataDir });
    await second.shown('call');
    const window = await second.window('call');
    await window.getByText('The call goes on.').waitFor();
    note(`goes on, ${how}`, performance.now() - started);
    const headset = await desktop.sound.listenAt('speakers');
    await headset.hearing.heard(call.peer.toneHz);
    const stopTalking = desktop.sound.startTone(userTone);
    await call.peer.quiet();
    await press(second, 'call', 'Unmute');
    await call.peer.heard(userTone);
    await window.getByText('The call goes on.').waitFor({ state: 'hidden' });
    expect(call.state).toBe('talking');
    await call.hangUp();
    stopTalking();
    await until('a shut microphone', async () =>
      (await openStreams(desktop)).every(({ kind }) => kind !== 'recording'),
    );
  });

test('killed in a call: no microphone stays open, and after a restart the next call rings', async ({
  desktop,
  launch,
  server,
}) => {
  const first = await signedIn(launch, server, desktop);
  const call = await ring(server, first, { from: 'ana' });
  await answer(first, call);
  await until('an open microphone', async () => (await openStreams(desktop)).some(({ kind }) => kind === 'recording'));
  await killApp(first, desktop);

  const started = performance.now();
  const second = await startedAgain(launch, first);
  note('ready', performance.now() - started);
  expect((await openStreams(desktop)).filter(({ kind }) => kind === 'recording')).toEqual([]);
  if (call.state !== 'ended') await call.hangUp();
  await server.reachable();
  const next = await ring(server, second, { from: 'tomas' });
  await answer(second, next);
  await next.hangUp();
});

test('killed in a meeting: after a restart nobody thinks that the user is still in it, and it is joined again', async ({
  desktop,
  launch,
  server,
}) => {
  const first = await signedIn(launch, server, desktop);
  const { meetings } = server;
  const meeting = meetings.invite({ from: 'priya', subject: 'Supplier review', people: ['ana'] });
  await first.shown('ring');
  await press(first, 'ring', 'Answer');
  await until('the sound of the meeting', () => meeting.sound?.state === 'talking');
  const { sound } = meeting;
  if (sound === undefined) throw new Error('there is no sound');
  await bothAreHeard(desktop, sound);
  await killApp(first, desktop);
  expect(meeting.isOver).toBe(false);

  const second = await startedAgain(launch, first);
  await until('the end of the meeting for the user', () => meeting.isOver);
  await until('the end of its sound', () => sound.state === 'ended');
  const main = await second.window('main');
  await main.getByRole('button', { name: 'Meetings', exact: true }).click();
  await main.getByRole('menuitem', { name: 'Join meeting', exact: true }).click();
  await main.keyboard.type(meeting.resources.facts.joinUrl);
  await main.keyboard.press('Enter');
  await until('the sound of the meeting again', () => meetings.newest?.sound?.state === 'talking');
  const again = meetings.newest?.sound;
  if (again === undefined || again === sound) throw new Error('there is no other sound');
  await bothAreHeard(desktop, again);
  await press(second, 'call', 'Leave');
});
