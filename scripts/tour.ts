import { writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { join } from 'node:path';
import { type Desktop, startDesktop } from '../test/desktop/desktop.ts';
import { DrivenApp } from '../test/driver/app.ts';
import { startUcwaServer, type UcwaServer } from '../test/ucwa-server/index.ts';
import { packApp } from './pack.ts';
import { projectRoot, runAsTask } from './project.ts';
import type { ElectronRuntime } from './setup/electron-runtime.ts';
import { setUp } from './setup.ts';
import { answerAndTalk, chooseDevices, decline, hangUp, quit, ring, signIn } from './tour/scenes.ts';
import { Pictures, type Stage } from './tour/stage.ts';
import { StepFailure, Story } from './tour/story.ts';

/**
 * Plays the whole story on a desktop of its own: sign-in, ring, answer, talk, mute, hang up; a second call, declined.
 * Leaves pictures and tour.json in out/tour/. Resolves with the step that failed, or null.
 */
export async function runTour(runtime: ElectronRuntime, binary: string): Promise<string | null> {
  const pictures = new Pictures(join(projectRoot, 'out', 'tour'));
  const story = new Story(console.log);
  const failure = await playStory(story, pictures, binary).then(
    () => null,
    (error: unknown) => error,
  );
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${release()}`;
  const record = { electron: runtime.version, machine, ok: failure === null, steps: story.records };
  writeFileSync(pictures.pathOf('tour.json'), `${JSON.stringify(record, null, 2)}\n`);
  console.log('Pictures and tour.json are in out/tour/');
  if (failure === null) return null;
  if (failure instanceof StepFailure) return failure.message;
  throw failure;
}

async function playStory(story: Story, pictures: Pictures, binary: string): Promise<void> {
  const server = await story.tell('Start the simulated server', () => startUcwaServer());
  try {
    const desktop = await story.tell('Start a desktop', () => startDesktop());
    try {
      await playOn(desktop, server, story, pictures, binary);
    } finally {
      await desktop.stop();
    }
  } finally {
    await server.stop();
  }
}

async function playOn(
  desktop: Desktop,
  server: UcwaServer,
  story: Story,
  pictures: Pictures,
  binary: string,
): Promise<void> {
  const app = await story.tell('Start Switchhook', () => DrivenApp.launch({ desktop, binary, server }));
  const stage: Stage = { story, desktop, app, server, pictures };
  try {
    await signIn(stage);
    await chooseDevices(stage);
    const first = await ring(stage, 'ana', 'Ana Lindqvist');
    await answerAndTalk(stage, first);
    await hangUp(stage, first);
    await decline(stage, await ring(stage, 'tomas', 'Tomás Oliveira'));
    await quit(stage);
  } catch (error) {
    await pictures.ofDesktop(desktop, 'failed');
    throw error;
  } finally {
    await app.quit();
  }
}

/** Packages the app, plays the tour, and sets the exit code. */
export async function playTour(runtime: ElectronRuntime): Promise<void> {
  const failure = await runTour(runtime, await packApp('test', runtime));
  if (failure === null) return;
  console.error(failure);
  process.exitCode = 1;
}

await runAsTask(import.meta.url, async () => playTour(await setUp()));
