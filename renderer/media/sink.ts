import { systemDefault } from './devices.ts';

/** Plays an element on an audio device; on the system's default where that device is gone. */
export async function routeTo(element: HTMLMediaElement, deviceId: string): Promise<void> {
  const sinkId = deviceId === systemDefault.id ? '' : deviceId;
  if (element.sinkId === sinkId) return;
  try {
    await element.setSinkId(sinkId);
  } catch {
    if (element.sinkId !== '') await element.setSinkId('');
  }
}
