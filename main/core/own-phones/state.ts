import type { OwnPhonesView } from '../../../preload/contract/index.ts';
import type { SessionModel } from '../session/state.ts';
import type { ListedPhone, Phone } from '../ucwa/decode/phones.ts';

/** A choice of the user whose address this is: nobody else's calls are to ring there. */
export type ChosenPhone = Phone & { readonly of: string };

/** The telephones of the user that a server can ring. */
export interface OwnPhonesModel {
  readonly phones: readonly Phone[];
  /** All that the server lists, those without a number too. */
  readonly listed: readonly ListedPhone[];
  /** A number that the user changes, and what came of it; null: none, or it was taken. */
  readonly change: OwnPhonesView['change'];
  /** The one that the user chose, kept from run to run; null leaves it to the server. */
  readonly wanted: ChosenPhone | null;
  /** Where the server rings by itself (UCWA: communication.phoneNumber). */
  readonly usual: string | null;
  /** The server did not take the one that the user chose. */
  readonly refused: boolean;
}

export const noOwnPhones: OwnPhonesModel = {
  phones: [],
  listed: [],
  change: null,
  wanted: null,
  usual: null,
  refused: false,
};

/** What the user who signs in chose; null where they chose none. */
export function chosenPhone({ wanted }: OwnPhonesModel, { account }: SessionModel): Phone | null {
  return wanted !== null && wanted.of === account.address ? wanted : null;
}
