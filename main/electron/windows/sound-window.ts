import { type AppWindow, createAppWindow, type WindowDeps } from './app-window.ts';
import { createPulse } from './pulse.ts';

/** As long as its thread may stand still in a call, in seconds; a busy machine takes its time, too. */
const patience = 8;

export interface SoundWindow extends AppWindow {
  /** Whether there is a call: a page that hangs is noticed then. */
  watch(calling: boolean): void;
}

/**
 * The window of the sound: it draws nothing, and is never shown. WebRTC, microphone and tones are in its page, and in no other. A page
 * that dies, or that hangs while there is a call, is made anew.
 */
export function createSoundWindow(deps: WindowDeps): SoundWindow {
  const appWindow = createAppWindow(deps, 'sound', {
    width: 1,
    height: 1,
    focusable: false,
    skipTaskbar: true,
    paintWhenInitiallyHidden: false,
  });
  const { window } = appWindow;
  const { webContents } = window;
  const pulse = createPulse({
    clock: deps.clock,
    patience,
    feel: () => webContents.executeJavaScript('0'),
    lost: () => {
      if (window.isDestroyed() || webContents.isCrashed()) return;
      deps.log.error('A page hangs', { name: 'sound' });
      webContents.forcefullyCrashRenderer();
    },
  });

  window.on('close', (event) => event.preventDefault());
  return {
    ...appWindow,
    watch: pulse.watch,
    end: () => {
      pulse.watch(false);
      appWindow.end();
    },
  };
}
