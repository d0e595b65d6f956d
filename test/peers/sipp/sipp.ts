/** Debian's sipp, which calls with whatever SDP a scenario has, and sends each packet of voice back as it came, or plays a file. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freeEvenPort } from '../datagram-pair.ts';
import { OwnProcess } from '../own-process.ts';

/** Sound as the packets of a payload type have it, one byte a sample. */
export interface SippFile {
  readonly payloadType: 0 | 8;
  readonly sound: Uint8Array;
}

const soundFile = 'sound.raw';

export class Sipp {
  readonly #folder: string;
  readonly #process: OwnProcess;

  private constructor(folder: string, process: OwnProcess) {
    [this.#folder, this.#process] = [folder, process];
  }

  /** Calls a URI such as `sip:tests@127.0.0.1:5060`, with that description as its offer. It echoes where it plays nothing. */
  static async calling(uri: string, description: readonly string[], playing: SippFile | null): Promise<Sipp> {
    const folder = await mkdtemp(join(tmpdir(), 'sipp-'));
    const scenario = join(folder, 'call.xml');
    await writeFile(scenario, scenarioOf(description, playing));
    if (playing !== null) await writeFile(join(folder, soundFile), playing.sound);
    const [user = '', host = ''] = uri.replace(/^sip:/, '').split('@');
    const port = await freeEvenPort('127.0.0.1');
    const process = new OwnProcess(
      'sipp',
      [
        ...[host, '-sf', scenario, '-s', user, '-m', '1', '-i', '127.0.0.1', '-mi', '127.0.0.1'],
        ...(playing === null ? ['-rtp_echo'] : []),
        ...['-mp', String(port), '-nostdin', '-timeout', '120'],
      ],
      { cwd: folder },
    );
    return new Sipp(folder, process);
  }

  /** It called in vain, or not at all. */
  get isOver(): boolean {
    return this.#process.isOver;
  }

  /** What it printed of late. */
  get text(): string {
    return this.#process.text;
  }

  async stop(): Promise<void> {
    await this.#process.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function scenarioOf(description: readonly string[], playing: SippFile | null): string {
  const head = (method: string) => [
    `${method} sip:[service]@[remote_ip]:[remote_port] SIP/2.0`,
    'Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]',
    'From: <sip:sipp@[local_ip]:[local_port]>;tag=[pid]',
    `To: <sip:[service]@[remote_ip]:[remote_port]>${method === 'INVITE' ? '' : '[peer_tag_param]'}`,
    'Call-ID: [call_id]',
    `CSeq: 1 ${method}`,
    'Contact: sip:sipp@[local_ip]:[local_port]',
    'Max-Forwards: 70',
  ];
  const invite = [...head('INVITE'), 'Content-Type: application/sdp', 'Content-Length: [len]', '', ...description];
  const send = (text: readonly string[], more = '') => `<send${more}><![CDATA[\n${text.join('\n')}\n]]></send>`;
  return [
    '<?xml version="1.0" encoding="ISO-8859-1" ?>',
    '<scenario name="a call">',
    send(invite, ' retrans="500"'),
    '<recv response="100" optional="true"/>',
    '<recv response="200"/>',
    send([...head('ACK'), 'Content-Length: 0', '']),
    ...(playing === null
      ? []
      : [`<nop><action><exec rtp_stream="${soundFile},-1,${playing.payloadType}"/></action></nop>`]),
    '<recv request="BYE"/>',
    '</scenario>',
  ].join('\n');
}
