import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../peers/free-port.ts';
import { startDaemon, unprivileged } from './daemon.ts';
import type { FrontOptions } from './front.ts';
import type { Realm } from './realm.ts';

/** `host` has a key in the realm. */
export interface NegotiateFrontOptions extends FrontOptions {
  readonly realm: Realm;
}

/** Apache with mod_auth_gssapi: lets in who proves by Negotiate who they are, as IIS does before the web ticket service. */
export interface NegotiateFront {
  readonly origin: string;
  stop(): Promise<void>;
}

export async function startNegotiateFront(options: NegotiateFrontOptions): Promise<NegotiateFront> {
  const { realm, host, identity } = options;
  const folder = join(realm.folder, 'front');
  mkdirSync(folder, { mode: 0o755 });
  const keytab = await realm.addService('HTTP', host);
  const port = await freePort(options.address);
  writeFileSync(join(folder, 'certificate.pem'), identity.certificate);
  writeFileSync(join(folder, 'key.pem'), identity.key);
  writeFileSync(join(folder, 'authority.pem'), options.behindAuthority);
  writeFileSync(join(folder, 'httpd.conf'), configuration(options, { folder, keytab, port }));
  if (unprivileged !== null) chownSync(folder, unprivileged.uid, unprivileged.gid);
  const daemon = await startDaemon('apache2', ['-f', join(folder, 'httpd.conf'), '-DFOREGROUND'], {
    env: { ...process.env, ...realm.env },
    host: options.address,
    port,
    asNobody: true,
  });
  return { origin: `https://${host}:${port}`, stop: daemon.stop };
}

const modules = [
  ...['mpm_event', 'authn_core', 'authz_core', 'authz_user', 'headers', 'ssl', 'auth_gssapi', 'proxy', 'proxy_http'],
];

function configuration(
  { host, address, behind, secret }: FrontOptions,
  { folder, keytab, port }: { readonly folder: string; readonly keytab: string; readonly port: number },
): string {
  return `ServerRoot /usr/lib/apache2
ServerName ${host}
PidFile ${folder}/pid
ErrorLog ${folder}/error.log
Mutex posixsem
Listen ${address}:${port}
${modules.map((name) => `LoadModule ${name}_module modules/mod_${name}.so`).join('\n')}
SSLRandomSeed startup builtin
<VirtualHost *:${port}>
  SSLEngine on
  SSLCertificateFile ${folder}/certificate.pem
  SSLCertificateKeyFile ${folder}/key.pem
  SSLProxyEngine on
  SSLProxyCheckPeerName off
  SSLProxyCACertificateFile ${folder}/authority.pem
  <Location />
    AuthType GSSAPI
    AuthName "web ticket"
    GssapiCredStore keytab:${keytab}
    Require valid-user
    RequestHeader set X-Remote-User expr=%{REMOTE_USER}
    RequestHeader set X-Front-Secret ${secret}
    RequestHeader unset Authorization
  </Location>
  ProxyPass / ${behind}/
</VirtualHost>
`;
}
