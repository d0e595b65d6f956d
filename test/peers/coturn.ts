/** coturn, a relay of RFC 8656 that many networks run, on an address of loopback. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../desktop/until.ts';
import { freePort } from './free-port.ts';

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export interface CoturnOptions {
  readonly address?: string;
  readonly userName?: string;
  readonly password?: string;
  /** Of seconds: how long a nonce counts. */
  readonly staleNonceS?: number;
  /** Users are those whose name begins with a time that is not over, and whose password comes of it and of this. */
  readonly authSecret?: string;
  /** How many allocations a user may have. */
  readonly userQuota?: number;
  /** Hosts that nobody is passed on to. */
  readonly deniedPeer?: string;
  /** An address of this computer of which it gives relayed ones besides. */
  readonly besides?: string;
  /** It serves TCP only. */
  readonly noUdp?: boolean;
}

export class Coturn {
  readonly address: string;
  readonly port: number;
  readonly userName: string;
  readonly password: string;
  readonly #child: ChildProcess;
  readonly #folder: string;
  #log = '';

  private constructor(options: CoturnOptions, port: number, folder: string) {
    const {
      address = '127.0.0.1',
      userName = 'ana',
      password = 'secret',
      staleNonceS,
      userQuota,
      deniedPeer,
    } = options;
    this.address = address;
    this.port = port;
    this.userName = userName;
    this.password = password;
    this.#folder = folder;
    const args = [
      ...[
        '-n',
        '--log-file=stdout',
        '--simple-log',
        '--verbose',
        '--no-cli',
        '--no-tls',
        '--no-dtls',
        '--no-multicast-peers',
      ],
      ...(options.authSecret === undefined
        ? ['--lt-cred-mech', `--user=${userName}:${password}`]
        : ['--use-auth-secret', `--static-auth-secret=${options.authSecret}`]),
      ...['--realm=relay.example', '--allow-loopback-peers'],
      ...[`--listening-ip=${address}`, `--relay-ip=${address}`, `--listening-port=${port}`],
      // One thread is enough, and its files stay in its folder.
      ...['--relay-threads=1', `--userdb=${join(folder, 'users')}`, `--pidfile=${join(folder, 'pid')}`],
      ...(staleNonceS === undefined ? [] : [`--stale-nonce=${staleNonceS}`]),
      ...(userQuota === undefined ? [] : [`--user-quota=${userQuota}`]),
      ...(deniedPeer === undefined ? [] : [`--denied-peer-ip=${deniedPeer}`]),
      ...(options.besides === undefined ? [] : [`--relay-ip=${options.besides}`]),
      ...(options.noUdp ? ['--no-udp'] : []),
    ];
    this.#child = spawn('turnserver', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(this.#child);
    this.#child.once('exit', () => running.delete(this.#child));
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk) => {
        this.#log += String(chunk);
      });
    }
  }

  /** Another program may take the port before it does; then it ends, and another port is tried. */
  static async start(options: CoturnOptions = {}, attempts = 3): Promise<Coturn> {
    const { address = '127.0.0.1' } = options;
    const folder = await mkdtemp(join(tmpdir(), 'coturn-'));
    const coturn = new Coturn(options, await freePort(address), folder);
    try {
      await until('coturn to listen', () => coturn.#isOver() || coturn.#listens());
      if (!coturn.#isOver()) return coturn;
    } catch (error) {
      await coturn.stop();
      throw new Error(`coturn did not start: ${coturn.#log.slice(-2000)}`, { cause: error });
    }
    await coturn.stop();
    if (attempts === 1) throw new Error(`coturn ended at once: ${coturn.#log.slice(-2000)}`);
    return Coturn.start(options, attempts - 1);
  }

  /** Resolves once it said something of that form. */
  said(form: RegExp): Promise<boolean> {
    return until(`coturn to say ${form}`, () => form.test(this.#log));
  }

  /** How many of its lines have that form. */
  count(form: RegExp): number {
    return this.#log.split('\n').filter((line) => form.test(line)).length;
  }

  /** Ends it without a word to its clients. */
  async stop(): Promise<void> {
    if (!this.#isOver()) {
      this.#child.kill('SIGKILL');
      await once(this.#child, 'exit');
    }
    await rm(this.#folder, { recursive: true, force: true });
  }

  #isOver(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  #listens(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = createConnection({ host: this.address, port: this.port });
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
  }
}
