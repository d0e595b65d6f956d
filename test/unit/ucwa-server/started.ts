/** Starts a simulator and a client for one test, and ends both with it. */
import type { TestContext } from 'node:test';
import { startUcwaServer, type UcwaServer, type UcwaServerOptions } from '../../ucwa-server/index.ts';
import { Client } from './client.ts';

/** A protocol's second lasts 10 ms: a P-GET is held for 1.8 s, medium events wait 50 ms. */
export async function started(
  t: TestContext,
  options: Partial<UcwaServerOptions> = {},
): Promise<{ readonly server: UcwaServer; readonly client: Client }> {
  const server = await startUcwaServer({ timeScale: 0.01, ...options });
  const client = new Client(server);
  t.after(async () => {
    client.close();
    await server.stop();
  });
  return { server, client };
}
