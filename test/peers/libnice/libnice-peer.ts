/**
 * libnice, which GStreamer, Pidgin's SIPE and many gateways use, as the far side's ICE agent. `oc2007r2` is its model of what Skype
 * for Business speaks. None of its messages is made or read by code of this project.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { buildLibnicePeer } from './build.ts';

const running = new Set<ChildProcessWithoutNullStreams>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A relay, and how it is reached: `tls` is the pseudo-TLS of MS-TURN. In mode `oc2007r2` the credentials are base64. */
export interface LibniceRelay {
  readonly transport: 'udp' | 'tcp' | 'tls';
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
}

export interface LibniceOptions {
  readonly mode: 'rfc5245' | 'oc2007r2';
  readonly role: 'controlling' | 'controlled';
  readonly components: 1 | 2;
  /** `full-tcp` has candidates of TCP alone. */
  readonly kind?: 'full' | 'lite' | 'full-tcp';
  readonly nomination?: 'regular' | 'aggressive';
  readonly address?: string;
  /** It has no other candidates then. */
  readonly relay?: LibniceRelay;
}

/** What it would write into its SDP. */
export interface LibniceDescription {
  readonly ufrag: string;
  readonly pwd: string;
  /** `a=candidate` lines. */
  readonly candidates: readonly string[];
}

const deadlineMs = 20_000;

export class LibnicePeer {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: string[] = [];
  readonly #waiters = new Set<() => void>();
  #listener: ((component: 1 | 2, datagram: Buffer) => void) | null = null;

  private constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    running.add(child);
    child.once('exit', () => running.delete(child));
    child.stdin.on('error', () => {});
    createInterface(child.stdout).on('line', (line) => {
      const [, component, hex] = this.#listener === null ? [] : (/^received ([12]) ([0-9a-f]*)$/.exec(line) ?? []);
      if (hex !== undefined) return this.#listener?.(component === '1' ? 1 : 2, Buffer.from(hex, 'hex'));
      this.#lines.push(line);
      for (const waiter of [...this.#waiters]) waiter();
    });
  }

  static async start(options: LibniceOptions): Promise<LibnicePeer> {
    const { mode, role, components, kind = 'full', nomination = 'regular', address = '127.0.0.1' } = options;
    const program = await buildLibnicePeer();
    const parameters = [mode, role, String(components), kind, nomination, address];
    if (options.relay !== undefined) {
      const { transport, host, port, username, password } = options.relay;
      parameters.push(transport, host, String(port), username, password);
    }
    return new LibnicePeer(spawn(program, parameters));
  }

  /** Once its sockets are bound; after {@link restart} what is new. */
  async description(): Promise<LibniceDescription> {
    await this.said(/^gathered$/);
    const [, ufrag = '', pwd = ''] = this.#latest(/^credentials (\S+) (\S+)$/) ?? [];
    const first = this.#lines.findLastIndex((line) => line.startsWith('credentials'));
    const candidates = this.#lines.slice(first).flatMap((line) => /^candidate (.*)$/.exec(line)?.[1] ?? []);
    return { ufrag, pwd, candidates };
  }

  /** Tells it the other side, whereupon it starts. */
  go({ ufrag, pwd, candidates }: LibniceDescription): void {
    this.#tell(`credentials ${ufrag} ${pwd}`);
    for (const candidate of candidates) this.#tell(`candidate ${candidate}`);
    this.#tell('go');
  }

  send(component: 1 | 2, datagram: Buffer): void {
    this.#tell(`send ${component} ${datagram.toString('hex')}`);
  }

  /** What comes from now on goes there, and is not {@link received}. */
  onDatagram(listener: (component: 1 | 2, datagram: Buffer) => void): void {
    this.#listener = listener;
  }

  restart(): void {
    this.#lines.length = 0;
    this.#tell('restart');
  }

  /** Stops it where it stands, as on a machine that falls asleep; only {@link stop} comes after. */
  freeze(): void {
    this.#child.kill('SIGSTOP');
  }

  received(component: 1 | 2, datagram: Buffer): Promise<RegExpExecArray> {
    return this.said(new RegExp(`^received ${component} ${datagram.toString('hex')}$`));
  }

  /** Resolves with the latest line of that form, which may have come before. */
  said(form: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const match = this.#latest(form);
        if (match === null) return;
        clearTimeout(deadline);
        this.#waiters.delete(look);
        resolve(match);
      };
      const deadline = setTimeout(() => {
        this.#waiters.delete(look);
        reject(new Error(`libnice did not say ${form} but:\n${this.#lines.join('\n')}`));
      }, deadlineMs);
      this.#waiters.add(look);
      look();
    });
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
  }

  #latest(form: RegExp): RegExpExecArray | null {
    const line = this.#lines.findLast((each) => form.test(each));
    return line === undefined ? null : form.exec(line);
  }

  #tell(line: string): void {
    this.#child.stdin.write(`${line}\n`);
  }
}
