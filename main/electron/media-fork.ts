import { utilityProcess } from 'electron';
import type { MediaChild } from '../media/held-child.ts';
import { mediaEnvironment } from './media-environment.ts';

/** Starts the bundled media process at a path, as a utility process: no window, no token, no share in main's work. */
export function forkMedia(script: string): MediaChild {
  const env = mediaEnvironment(process.env);
  return utilityProcess.fork(script, [], { serviceName: 'Switchhook media', stdio: 'inherit', env });
}
