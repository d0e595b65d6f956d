import type { App } from 'electron';
import type { Log } from '../core/ports.ts';

/** As Chromium names it (`sandbox/policy/mojom`, `services/audio/public/mojom`). */
const serviceName = 'audio.mojom.AudioService';

/**
 * On Linux ends Chromium's audio service; the next look at the devices brings another. There it stays for ever with the sound server that it found
 * at its own start: where that one ended, or came later, there would be no sound until the app starts again (`AudioManagerPulse`). Returns
 * whether there was one.
 */
export function renewAudioService(
  app: Pick<App, 'getAppMetrics'>,
  log: Log,
  kill: (pid: number) => void = (pid) => process.kill(pid, 'SIGKILL'),
  platform: NodeJS.Platform = process.platform,
): boolean {
  if (platform !== 'linux') return false;
  let ended = false;
  for (const { pid, serviceName: name } of app.getAppMetrics()) {
    if (name !== serviceName) continue;
    log.info('audio service begins anew', {});
    try {
      kill(pid);
      ended = true;
    } catch {
      // It is gone by itself.
    }
  }
  return ended;
}
