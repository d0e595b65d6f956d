import { until } from '../../desktop/until.ts';
import { Baresip } from '../../peers/baresip/baresip.ts';
import type { SipDialog } from '../../peers/sip/sip-dialog.ts';
import { SipPhone } from '../../peers/sip/sip-phone.ts';
import type { Row } from '../row.ts';
import { type FarSide, farToneHz, type OffersAgain } from './far-side.ts';

/** The form of a row in which it is called without an offer, so that it makes one (RFC 3261 section 13.2.1). */
export const askedToOffer = 'called by us without an offer';

/** The form in which it offers nothing but DTLS-SRTP. */
export const dtls = 'DTLS-SRTP';

/** The form in which both hold and go on. What writes down what it hears does not outlive that: its keys show that it hears. */
export const holding = 'holds and is held';

/** It tells what came each few seconds. */
const reportMs = 10_000;

/** A user agent: its SDP comes and goes by SIP. */
export async function openBaresip(row: Row): Promise<FarSide> {
  const { codec, protection, transport, form } = row;
  const phone = await SipPhone.open();
  const security = form === dtls ? 'dtls' : protection === 'none' ? 'none' : 'sdes';
  const baresip = await Baresip.start({ codec, security, ice: transport !== 'direct', toneHz: farToneHz });
  const close = async () => {
    phone.close();
    await baresip.stop();
  };
  try {
    const { dialog, begins } = await meeting(phone, baresip, row);
    return {
      begins,
      voice: { kind: 'own', heard: (frequency) => baresip.ear.heard(frequency) },
      traffic: () => until('a report of baresip', () => baresip.traffic, { withinMs: reportMs }).catch(() => null),
      keys: { press: (keys) => baresip.press(keys), heard: () => baresip.keysHeard },
      offersAgain: form === holding ? offersAgain(dialog, baresip) : null,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function meeting(phone: SipPhone, baresip: Baresip, { form, called = false }: Row) {
  if (called) {
    const dialog = phone.reach(baresip.uri);
    return { dialog, begins: { kind: 'called', answer: (offer: string) => dialog.call(offer) } as const };
  }
  if (form !== askedToOffer) baresip.dial(phone.uri);
  const dialog = form === askedToOffer ? await phone.dial(baresip.uri) : await phone.incoming(baresip);
  const take = (answer: string) => dialog.answer(answer);
  return { dialog, begins: { kind: 'calls', offer: dialog.offer, take } as const };
}

function offersAgain(dialog: SipDialog, baresip: Baresip): OffersAgain {
  return {
    onOffer: (answer) => dialog.onOffer(answer),
    take: (offer) => dialog.offerAgain(offer),
    hold: async () => baresip.hold(),
    resume: async () => baresip.resume(),
  };
}
