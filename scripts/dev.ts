import { createInterface } from 'node:readline';
import { startControl } from '../test/ucwa-server/control/control.ts';
import { startUcwaServer, type UcwaServer } from '../test/ucwa-server/index.ts';
import { Development } from './dev/develop.ts';
import { devElectron } from './dev/electron.ts';
import { openPlace } from './dev/place.ts';
import { runAsTask } from './project.ts';
import { setUp } from './setup.ts';

/**
 * `npm run dev`: the app against the simulator, built anew as sources change, with commands in the terminal. Ends with Ctrl+C or `quit`.
 */
await runAsTask(import.meta.url, async () => {
  const runtime = await setUp();
  const input = createInterface({ input: process.stdin });
  const wish = wishToEnd();
  const closing: (() => Promise<unknown>)[] = [async () => input.close()];
  try {
    const server = await startUcwaServer();
    closing.push(() => server.stop());
    const control = await startControl(server);
    server.phoneCalls.giveDemoPhone();
    server.forwarding.rights.offered = true;
    closing.push(() => control.stop());
    const place = await openPlace(process.env);
    closing.push(() => place.stop());
    const development = await Development.start(await devElectron(runtime), server, place);
    closing.push(() => development.stop());
    tellCalls(server);
    console.log(`It is ${place.about}. "help" lists the commands; the colleagues are also at ${control.url}`);
    input.on('line', (line) => (line.trim() === 'quit' ? wish.end() : void development.obey(line)));
    await wish.came;
  } finally {
    for (const close of closing.reverse()) await close();
  }
});

/** Ctrl+C reaches this process twice, from the terminal and from the one that started it: the second must not end it half-way. */
function wishToEnd(): { readonly came: Promise<void>; end(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  return { came: promise, end: resolve };
}

function tellCalls({ ledger }: UcwaServer): void {
  ledger.subscribe(({ kind, callId, method, path, detail }) => {
    if (kind === 'call') console.log(`${callId}: ${detail}`);
    if (kind === 'violation') console.log(`violation: ${method} ${path}: ${detail}`);
  });
}
