import { existsSync } from 'node:fs';
import { app } from 'electron';
import type { WindowSystem } from '../../core/health/state.ts';
import { needsX11, windowSystemOf } from './platform-choice.ts';

/** By what windows come to the screen in this run: it does not change once Electron has begun. */
export function windowSystem(): WindowSystem {
  return windowSystemOf(process.platform, process.env, takenPlatform());
}

/** Whether this start has to be begun again for X11, see {@link needsX11}. */
export function startNeedsX11(): boolean {
  const { platform, argv, env } = process;
  return platform === 'linux' && needsX11({ argv, env, taken: takenPlatform(), exists: existsSync });
}

function takenPlatform(): string {
  return app.commandLine.getSwitchValue('ozone-platform');
}
