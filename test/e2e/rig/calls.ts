import type { Desktop } from '../../desktop/desktop.ts';
import type { DrivenApp, WindowName } from '../../driver/app.ts';
import type { Manner } from '../../ucwa-server/calls/dialled/manner.ts';
import type { CallRequest, SimulatedCall, UcwaServer } from '../../ucwa-server/index.ts';

/** Lets someone call; resolves once the card is on the screen. */
export async function ring(server: UcwaServer, app: DrivenApp, request: CallRequest = {}): Promise<SimulatedCall> {
  const call = await server.call(request);
  await call.ringing;
  await app.shown('ring');
  await (await app.window('ring')).getByRole('button', { name: 'Answer', exact: true }).waitFor();
  return call;
}

/** Answers in the ring window; resolves once the call window is on the screen. */
export async function answer(app: DrivenApp, call: SimulatedCall): Promise<void> {
  await press(app, 'ring', 'Answer');
  await call.accepted;
  await app.shown('call');
}

/** Types a number and Enter in the main window; resolves once the server has the call, and the call window is on the screen. */
export async function dial(server: UcwaServer, app: DrivenApp, to: string, manner: Manner): Promise<SimulatedCall> {
  server.calls.manner = manner;
  const dialled = server.calls.nextDialled();
  const box = (await app.window('main')).getByRole('combobox', { name: 'Name or number' });
  await box.fill(to);
  await box.press('Enter');
  const call = await dialled;
  await app.shown('call');
  return call;
}

/** What the user says, in Hz; no caller's tone and no overtone of one. */
export const userTone = 700;

/** The user at the speakers hears the other side. */
export async function isHeard(desktop: Desktop, { peer }: SimulatedCall): Promise<void> {
  const speakers = await desktop.sound.listenAt('speakers');
  await speakers.hearing.heard(peer.toneHz);
  speakers.stop();
}

/** The user at the speakers and the caller hear each other. */
export async function bothAreHeard(desktop: Desktop, { peer }: SimulatedCall): Promise<void> {
  const headset = await desktop.sound.listenAt('speakers');
  const stopTalking = desktop.sound.startTone(userTone);
  await Promise.all([headset.hearing.heard(peer.toneHz), peer.heard(userTone)]);
  stopTalking();
  headset.stop();
}

/** Presses a button by its name. */
export async function press(app: DrivenApp, window: WindowName, button: string): Promise<void> {
  await (await app.window(window)).getByRole('button', { name: button, exact: true }).click();
}

/** How often the client asked for a resource by this rel, of one call or of all. */
export function requests(server: UcwaServer, rel: string, callId?: string): number {
  return server.ledger.entries.filter(
    (entry) => entry.kind === 'request' && entry.rel === rel && (callId === undefined || entry.callId === callId),
  ).length;
}
