import { execFile } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../peers/free-port.ts';
import { type Daemon, startDaemon, unprivileged } from './daemon.ts';

const run = promisify(execFile);

export interface RealmOptions {
  /** In capitals, such as `NORTHWIND.EXAMPLE`. */
  readonly name: string;
  /** The DNS domain whose hosts belong to it. */
  readonly domain: string;
}

/** A Kerberos realm of its own: MIT's KDC on a free port of loopback, with its database in a folder that goes with it. */
export interface Realm {
  /** What clients and services need in their environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  /** Path of the configuration of its clients. */
  readonly configuration: string;
  addUser(name: string, password: string): Promise<void>;
  /** A service on a host, such as `HTTP`; resolves with the path of its keytab. */
  addService(service: string, host: string): Promise<string>;
  /** Signs a user in as `kinit` does; resolves with the path of the credential cache. */
  signIn(name: string, password: string): Promise<string>;
  stop(): Promise<void>;
}

export async function startRealm({ name, domain }: RealmOptions): Promise<Realm> {
  const folder = mkdtempSync(join(tmpdir(), 'realm-'));
  chmodSync(folder, 0o755);
  const file = (path: string): string => join(folder, path);
  mkdirSync(file('kdc'), { mode: 0o700 });
  const port = await freePort();
  writeFileSync(file('krb5.conf'), clientConfig(name, domain, port));
  writeFileSync(file('kdc/kdc.conf'), kdcConfig(name, file('kdc'), port));
  const env = { KRB5_CONFIG: file('krb5.conf') };
  const kdcEnv = { ...process.env, ...env, KRB5_KDC_PROFILE: file('kdc/kdc.conf') };
  const administer = (query: string) => run('kadmin.local', ['-r', name, '-q', query], { env: kdcEnv });
  await run('kdb5_util', ['create', '-s', '-r', name, '-P', 'master'], { env: kdcEnv });
  const kdc: Daemon = await startDaemon('krb5kdc', ['-n'], { env: kdcEnv, host: '127.0.0.1', port });
  return {
    env,
    folder,
    configuration: file('krb5.conf'),
    addUser: async (user, password) => void (await administer(`addprinc -pw ${password} ${user}`)),
    async addService(service, host) {
      const keytab = file(`${service}-${host}.keytab`);
      await administer(`addprinc -randkey ${service}/${host}`);
      await administer(`ktadd -k ${keytab} ${service}/${host}`);
      chmodSync(keytab, 0o600);
      if (unprivileged !== null) chownSync(keytab, unprivileged.uid, unprivileged.gid);
      return keytab;
    },
    async signIn(user, password) {
      const cache = file(`${user}.ccache`);
      const signingIn = run('kinit', ['-c', `FILE:${cache}`, user], { env: { ...process.env, ...env } });
      signingIn.child.stdin?.end(`${password}\n`);
      await signingIn;
      chmodSync(cache, 0o644);
      return cache;
    },
    async stop() {
      await kdc.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** TCP only, and names as they are given: nothing in it asks a DNS server. */
function clientConfig(name: string, domain: string, port: number): string {
  return `[libdefaults]
  default_realm = ${name}
  dns_lookup_kdc = false
  dns_lookup_realm = false
  dns_canonicalize_hostname = false
  rdns = false
  udp_preference_limit = 1
[realms]
  ${name} = {
    kdc = 127.0.0.1:${port}
  }
[domain_realm]
  .${domain} = ${name}
`;
}

function kdcConfig(name: string, folder: string, port: number): string {
  return `[kdcdefaults]
  kdc_listen = 127.0.0.1:${port}
  kdc_tcp_listen = 127.0.0.1:${port}
[realms]
  ${name} = {
    database_name = ${folder}/principal
    key_stash_file = ${folder}/stash
    acl_file = ${folder}/acl
    max_life = 10h
  }
`;
}
