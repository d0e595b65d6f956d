import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { SipPhone } from '../../peers/sip/sip-phone.ts';
import { type DescriptionName, descriptions } from '../../peers/sipp/descriptions.ts';
import { Sipp } from '../../peers/sipp/sipp.ts';
import type { Row } from '../row.ts';
import { type FarSide, farToneHz } from './far-side.ts';

/** A caller whose SDP is odd; it says what it hears, or the tone in a file. */
export async function openSipp({ form }: Row): Promise<FarSide> {
  const plays = form === ('plays a file' satisfies DescriptionName);
  const playing = plays ? { payloadType: 8 as const, sound: await aLawTone(farToneHz) } : null;
  const phone = await SipPhone.open();
  const sipp = await Sipp.calling(phone.uri, descriptions[form as DescriptionName], playing);
  const close = async () => {
    phone.close();
    await sipp.stop();
  };
  try {
    const dialog = await phone.incoming(sipp);
    return {
      begins: { kind: 'calls', offer: dialog.offer, take: (answer) => dialog.answer(answer) },
      voice: { kind: plays ? 'deaf' : 'echo' },
      traffic: async () => null,
      keys: null,
      offersAgain: null,
      close,
    };
  } catch (error) {
    await close();
    throw new Error(`sipp did not call: ${sipp.text.slice(-1000)}`, { cause: error });
  }
}

/** A second of it; whole periods, so that it can go round. */
async function aLawTone(hertz: number): Promise<Buffer> {
  const source = `sine=frequency=${hertz}:sample_rate=8000:duration=1,volume=6dB`;
  const { stdout } = await promisify(execFile)(
    'ffmpeg',
    ['-loglevel', 'error', '-f', 'lavfi', '-i', source, '-f', 'alaw', 'pipe:1'],
    { encoding: 'buffer' },
  );
  return stdout;
}
