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

/** Whether two ids are of one device: a headset has several, and the system's default is one of the others. */
export async function isOneDevice(one: string, other: string): Promise<boolean> {
  if (one === other) return true;
  const outputs = (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'audiooutput');
  const groupOf = (id: string): string => outputs.find(({ deviceId }) => deviceId === id)?.groupId ?? '';
  return groupOf(one) !== '' && groupOf(one) === groupOf(other);
}
