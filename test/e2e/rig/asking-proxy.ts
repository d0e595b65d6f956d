import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import type { Desktop } from '../../desktop/desktop.ts';
import { until } from '../../desktop/until.ts';
import { freePort } from '../../peers/free-port.ts';
import type { UcwaServer } from '../../ucwa-server/index.ts';

/** Tinyproxy, which asks for a password, named by a script (PAC). Only it knows where the server's names are. */
export interface AskingProxy {
  readonly port: number;
  /** What the app has to find in its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Paths that were asked of the script's server. */
  readonly scriptsAsked: readonly string[];
  log(): string;
  stop(): void;
}

export async function startAskingProxy(desktop: Desktop, server: UcwaServer, password: string): Promise<AskingProxy> {
  const port = await freePort();
  const folder = desktop.makeFolder(`run/proxy-${port}`);
  const logFile = join(folder, 'tinyproxy.log');
  const config = ['Listen 127.0.0.1', `Port ${port}`, 'Timeout 600', 'MaxClients 50', `BasicAuth dana ${password}`];
  config.push('LogLevel Connect', `LogFile "${logFile}"`, '');
  writeFileSync(join(folder, 'tinyproxy.conf'), config.join('\n'));
  const proxy = spawn('tinyproxy', ['-d', '-c', join(folder, 'tinyproxy.conf')], {
    env: { ...process.env, LD_PRELOAD: 'libnss_wrapper.so', NSS_WRAPPER_HOSTS: server.hostsFile },
    stdio: 'ignore',
  });
  const scriptsAsked: string[] = [];
  const scripts = createServer((request, response) => {
    scriptsAsked.push(request.url ?? '');
    response.setHeader('content-type', 'application/x-ns-proxy-autoconfig');
    response.end(`function FindProxyForURL(url, host) {
      return dnsDomainIs(host, '.northwind.example') ? 'PROXY 127.0.0.1:${port}' : 'DIRECT';
    }`);
  });
  const stop = (): void => {
    proxy.kill('SIGKILL');
    scripts.close();
    scripts.closeAllConnections();
  };
  await new Promise<void>((resolve) => scripts.listen(0, '127.0.0.1', resolve));
  await until('tinyproxy', () => listens(port)).catch((error: unknown) => {
    stop();
    throw error;
  });
  return {
    port,
    env: { auto_proxy: `http://127.0.0.1:${(scripts.address() as AddressInfo).port}/proxy.pac` },
    scriptsAsked,
    log: () => readFileSync(logFile, 'utf8'),
    stop,
  };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(port, '127.0.0.1', () => resolve(true));
    probe.once('error', () => resolve(false)).once('connect', () => probe.destroy());
  });
}
