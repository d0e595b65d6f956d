import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../peers/free-port.ts';
import { startDaemon } from './daemon.ts';
import type { FrontOptions } from './front.ts';

export interface NtlmFrontOptions extends FrontOptions {
  /** The passwords of users, by `DOMAIN\name`. */
  readonly users: Readonly<Record<string, string>>;
}

/** A web server that signs users in by NTLM with Impacket, and offers Negotiate beside it without having tickets, as IIS does. */
export interface NtlmFront {
  readonly origin: string;
  readonly folder: string;
  /** What was proven: `taken DOMAIN\name` or `refused DOMAIN\name`, one for each NTLM handshake that came to its end. */
  proofs(): readonly string[];
  stop(): Promise<void>;
}

export async function startNtlmFront(options: NtlmFrontOptions): Promise<NtlmFront> {
  const { host, address, identity, behind, secret } = options;
  const folder = mkdtempSync(join(tmpdir(), 'ntlm-front-'));
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content, { mode: 0o600 });
    return join(folder, name);
  };
  const port = await freePort(options.address);
  const proofs = join(folder, 'proofs');
  const users = Object.entries(options.users).map(([user, password]) => [user.toLowerCase(), password]);
  const configuration = {
    ...{ address, port, behind, secret, proofs },
    domain: Object.keys(options.users)[0]?.split('\\')[0] ?? '',
    users: Object.fromEntries(users),
    certificate: file('certificate.pem', identity.certificate),
    key: file('key.pem', identity.key),
    authority: file('authority.pem', options.behindAuthority),
  };
  const program = join(import.meta.dirname, 'ntlm-front.py');
  const daemon = await startDaemon('/usr/bin/python3', [program, file('front.json', JSON.stringify(configuration))], {
    env: process.env,
    host: address,
    port,
  });
  return {
    origin: `https://${host}:${port}`,
    folder,
    proofs: () => (existsSync(proofs) ? readFileSync(proofs, 'utf8').trim().split('\n') : []),
    async stop() {
      await daemon.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
