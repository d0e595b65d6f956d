import type { DrivenApp } from '../../driver/app.ts';

const longest = 20_000;

/** From now on, whatever the main process sends to pages is written down there. */
export async function traceIpc(app: DrivenApp): Promise<void> {
  await app.electron.evaluate(({ BrowserWindow }, limit) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) throw new Error('there is no window to trace');
    const prototype = Object.getPrototypeOf(window.webContents) as { send: (...given: unknown[]) => void };
    const { send } = prototype;
    const trace: string[] = [];
    Object.assign(globalThis, { ipcTrace: trace });
    prototype.send = function traced(this: unknown, ...given: unknown[]) {
      if (trace.length < limit) trace.push(JSON.stringify(given));
      send.apply(this, given);
    };
  }, longest);
}

/** Everything that was sent; empty where the app is gone. */
export async function ipcTrace(app: DrivenApp): Promise<string> {
  if (!app.isRunning) return '';
  return app.electron
    .evaluate(() => ((Reflect.get(globalThis, 'ipcTrace') ?? []) as string[]).join('\n'))
    .catch(() => '');
}
