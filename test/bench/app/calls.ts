import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../../desktop/until.ts';
import type { CallRequest, SimulatedCall } from '../../ucwa-server/index.ts';
import type { Rig } from './rig.ts';

/** The global keys of a call, where nobody chose others. */
const keys = { answer: 'ctrl+shift+F9', decline: 'ctrl+shift+F10', 'hang up': 'ctrl+shift+F12' } as const;

/** How long {@link talkOnce} talks. */
const talkMs = 1_000;

/** Lets someone call; resolves once the app knows. */
export async function ring(rig: Rig, request: CallRequest = {}): Promise<SimulatedCall> {
  await rig.polled();
  const call = await rig.server.call(request);
  await call.ringing;
  return call;
}

/** Presses a global key again and again, until the call is as the key has it. */
export async function pressUntil(rig: Rig, key: keyof typeof keys, isSo: () => boolean): Promise<void> {
  await until(`what the key does: ${key}`, async () => {
    await rig.desktop.screen.pressKeys(keys[key]);
    return isSo();
  });
}

/** Answers by the global key. */
export async function answer(rig: Rig, call: SimulatedCall): Promise<void> {
  await pressUntil(rig, 'answer', () => call.state === 'talking');
}

/** A call that is answered by the global key and hung up by the caller. */
export async function talkOnce(rig: Rig): Promise<void> {
  const call = await ring(rig);
  await answer(rig, call);
  await pause(talkMs);
  await call.hangUp();
}
