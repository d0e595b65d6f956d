import { SipPhone } from '../../peers/sip/sip-phone.ts';
import { type DescriptionName, descriptions } from '../../peers/sipp/descriptions.ts';
import { Sipp } from '../../peers/sipp/sipp.ts';
import type { Row } from '../row.ts';
import type { FarSide } from './far-side.ts';

/** A caller whose SDP is odd; it says what it hears. */
export async function openSipp({ form }: Row): Promise<FarSide> {
  const phone = await SipPhone.open();
  const sipp = await Sipp.calling(phone.uri, descriptions[form as DescriptionName]);
  const close = async () => {
    phone.close();
    await sipp.stop();
  };
  try {
    const dialog = await phone.incoming(sipp);
    return {
      offer: dialog.offer,
      voice: { kind: 'echo' },
      connect: (answer) => dialog.answer(answer),
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
