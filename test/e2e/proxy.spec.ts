import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { until } from '../desktop/until.ts';
import type { DrivenApp } from '../driver/app.ts';
import { freePort } from '../peers/free-port.ts';
import { ring } from './rig/calls.ts';
import { expect, test } from './rig/test.ts';

async function listening(server: Server | ReturnType<typeof createTcpServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

test.use({ serverOptions: { hosts: 'names', port: 443 } });

test('through a proxy that a script names and that asks for a password', async ({ desktop, launch, server }) => {
  test.skip(process.getuid?.() !== 0, 'only root may listen where discovery looks');
  const proxyPassword = `Canary${randomUUID().slice(0, 8)}`;
  const folder = desktop.makeFolder('run/proxy');
  const port = await freePort();
  const logFile = join(folder, 'tinyproxy.log');
  const config = [
    'Port',
    port,
    `\nListen 127.0.0.1\nTimeout 600\nMaxClients 50\nBasicAuth dana ${proxyPassword}\nLogLevel Connect\nLogFile`,
  ];
  writeFileSync(join(folder, 'tinyproxy.conf'), `${config.join(' ')} "${logFile}"\n`);
  // Only the proxy knows where the names are: without it there is no way to the server.
  const proxy: ChildProcess = spawn('tinyproxy', ['-d', '-c', join(folder, 'tinyproxy.conf')], {
    env: { ...process.env, LD_PRELOAD: 'libnss_wrapper.so', NSS_WRAPPER_HOSTS: server.hostsFile },
    stdio: 'ignore',
  });
  const asked: string[] = [];
  const scripts = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('content-type', 'application/x-ns-proxy-autoconfig');
    response.end(`function FindProxyForURL(url, host) {
      return dnsDomainIs(host, '.northwind.example') ? 'PROXY 127.0.0.1:${port}' : 'DIRECT';
    }`);
  });
  const scriptPort = await listening(scripts);
  try {
    await until('tinyproxy', () => {
      return new Promise<boolean>((resolve) => {
        const probe = connect(port, '127.0.0.1', () => resolve(true));
        probe.once('error', () => resolve(false)).once('connect', () => probe.destroy());
      });
    });
    const env = { ...desktop.env, auto_proxy: `http://127.0.0.1:${scriptPort}/proxy.pac` };
    const start = (userDataDir?: string): Promise<DrivenApp> =>
      launch({
        desktop: { ...desktop, env },
        server: null,
        arguments: [`--extra-ca=${desktop.share(server.caFile)}`],
        ...(userDataDir === undefined ? {} : { userDataDir }),
      });
    const app = await start();
    const main = await app.window('main');
    const wanted = main.getByText(`The proxy 127.0.0.1:${port} asks for a user name and a password.`);
    await app.signIn({ ...server.credentials, keep: true });
    await expect(wanted).toBeVisible();
    expect(server.ledger.entries.filter(({ kind }) => kind === 'request')).toHaveLength(0);

    const signInWith = async (password: string): Promise<void> => {
      await main.getByLabel('Proxy user name').fill('dana');
      await main.getByLabel('Proxy password', { exact: true }).fill(password);
      await main.getByRole('button', { name: 'Sign in', exact: true }).click();
    };
    const item = ['service', 'Switchhook', 'account', `proxy:127.0.0.1:${port}`];
    const kept = () => desktop.secretTool('lookup', ...item);
    await signInWith('not-this');
    await expect(main.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
    await expect(wanted).toBeVisible();
    expect(await kept()).toBeNull();
    await signInWith(proxyPassword);
    await app.status('Ready');
    await server.reachable();
    await until('the keychain', async () => (await kept())?.trim() === `dana:${proxyPassword}`);
    const logged = readFileSync(join(app.userDataDir, 'logs', 'main.log'), 'utf8');
    for (const text of [proxyPassword, Buffer.from(`dana:${proxyPassword}`).toString('base64')]) {
      expect(logged).not.toContain(text);
    }
    await app.quit();

    const next = await start(app.userDataDir);
    await next.status('Ready');
    await server.reachable();
    const call = await ring(server, next);
    await call.cancel();
    await next.shown('ring', false);

    expect(asked).toContain('/proxy.pac');
    const log = readFileSync(logFile, 'utf8');
    expect(log).toContain('CONNECT lyncdiscover.northwind.example:443');
    expect(log).toContain('CONNECT pool.northwind.example:443');
  } finally {
    proxy.kill('SIGKILL');
    scripts.close();
    scripts.closeAllConnections();
  }
});
