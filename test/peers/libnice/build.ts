import { join } from 'node:path';
import { buildProgram } from '../native-program.ts';

/** Compiles the peer against Debian's libnice where that has not been done since it was changed; gives the program's path. */
export function buildLibnicePeer(): Promise<string> {
  return buildProgram(join(import.meta.dirname, 'libnice-peer.c'), ['nice', 'glib-2.0']);
}
