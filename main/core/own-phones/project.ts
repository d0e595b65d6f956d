import type { OwnPhonesView, OwnPhoneView, Words } from '../../../preload/contract/index.ts';
import { projectParty } from '../party/party.ts';
import type { SessionModel } from '../session/state.ts';
import type { Phone } from '../ucwa/decode/phones.ts';
import { chosenPhone, type OwnPhonesModel } from './state.ts';

/** What the windows show of the user's telephones. */
export function projectOwnPhones(model: OwnPhonesModel, session: SessionModel, words: Words): OwnPhonesView {
  const { phones, listed, usual, refused, change } = model;
  const chosen = chosenPhone(model, session);
  return {
    phones: phones.flatMap((phone) => shown(phone, words) ?? []),
    chosen: chosen === null ? null : shown(chosen, words),
    usual: usual === null ? null : written(usual, words),
    refused,
    changeable: listed
      .filter(({ changeNumber }) => changeNumber !== null)
      .map(({ kind, number }) => ({ kind, number: number === null ? null : written(number, words) })),
    change,
  };
}

function shown({ number: id, kind }: Phone, words: Words): OwnPhoneView | null {
  const number = written(id, words);
  return number === null ? null : { id, number, kind };
}

/** As people write it; null for what is no number. */
function written(number: string, words: Words): string | null {
  const { label, hidden } = projectParty({ name: null, uri: number, phoneNumber: number }, [], words);
  return hidden === true ? null : label;
}
