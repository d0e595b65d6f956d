import { join } from 'node:path';

/** Where electron-builder's `dir` target leaves the app's binary in its output folder. */
export function packedBinary(output: string): string {
  if (process.platform === 'win32') return join(output, 'win-unpacked', 'switchhook.exe');
  if (process.platform !== 'darwin') return join(output, 'linux-unpacked', 'switchhook');
  const folder = process.arch === 'arm64' ? 'mac-arm64' : 'mac';
  return join(output, folder, 'Switchhook.app', 'Contents', 'MacOS', 'Switchhook');
}
