import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Codec } from '../codec-lines.ts';

type Security = 'sdes' | 'dtls' | 'none';

export interface BaresipOptions {
  readonly codec: Codec;
  /** What it says, in Hz. */
  readonly toneHz: number;
  /** `sdes`: SRTP under keys of the SDP; `dtls`: under keys that the ends agree on between them. */
  readonly security: Security;
  readonly ice: boolean;
}

const encryptions: Readonly<Record<Security, readonly string[]>> = {
  none: [],
  sdes: ['mediaenc=srtp-mand'],
  dtls: ['mediaenc=dtls_srtp'],
};

/** As it names them. */
const codecNames: Readonly<Record<Codec, string>> = { PCMU: 'PCMU', PCMA: 'PCMA', G722: 'G722', opus: 'opus' };

const modules = ['g711', 'g722', 'opus', 'srtp', 'dtls_srtp', 'ice', 'ausine', 'sndfile'];
const applications = ['account', 'menu', 'ctrl_tcp'];

/** Where Debian puts its modules, for the machines that tests run on. */
const moduleFolder = '/usr/lib/baresip/modules';

/** Writes what it reads when it starts. What it hears comes into that folder. */
export async function writeSettings(
  folder: string,
  { codec, toneHz, security, ice }: BaresipOptions,
  ports: { readonly sip: number; readonly control: number },
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const config = [
    `sip_listen 127.0.0.1:${ports.sip}`,
    `ctrl_tcp_listen 127.0.0.1:${ports.control}`,
    'call_max_calls 1',
    // Its sine is in stereo and at this rate alone.
    ...[`audio_source ausine,${toneHz}`, 'ausrc_srate 48000', 'ausrc_channels 2'],
    'opus_stereo no',
    'opus_sprop_stereo no',
    `snd_path ${folder}`,
    `module_path ${moduleFolder}`,
    ...modules.map((name) => `module ${name}.so`),
    ...applications.map((name) => `module_app ${name}.so`),
  ];
  const account = [
    '<sip:far@127.0.0.1>;regint=0;answermode=auto',
    `audio_codecs=${codecNames[codec]}`,
    ...encryptions[security],
    ...(ice ? ['medianat=ice'] : []),
  ];
  await writeFile(join(folder, 'config'), `${config.join('\n')}\n`);
  await writeFile(join(folder, 'accounts'), `${account.join(';')}\n`);
  await writeFile(join(folder, 'contacts'), '');
}
