/** A telephone of the user. */
export interface OwnPhoneView {
  /** What `choose-own-phone` names it by: a `tel:` URI. */
  readonly id: string;
  /** As people write it. */
  readonly number: string;
  readonly kind: 'work' | 'mobile' | 'home' | 'other';
}

/** A number of the user's that they may set. */
export interface PhoneNumberView {
  readonly kind: OwnPhoneView['kind'];
  /** As people write it; null where there is none. */
  readonly number: string | null;
}

/**
 * `asked`: the server was told. What it did not take: `number`: it is none. `read-only`: the administrator set it, and the user may not. `failed`:
 * whatever else.
 */
export interface NumberChangeView {
  readonly kind: OwnPhoneView['kind'];
  readonly state: 'asked' | 'number' | 'read-only' | 'failed';
}

/** The telephones that can ring for the user, and which one does. */
export interface OwnPhonesView {
  readonly phones: readonly OwnPhoneView[];
  /** The one that the user chose; null leaves it to the server. */
  readonly chosen: OwnPhoneView | null;
  /** The one that the server takes where the user chose none, as people write it; null where it does not say. */
  readonly usual: string | null;
  /** The server did not take what the user chose: answers by telephone ring at its own choice. */
  readonly refused: boolean;
  readonly changeable: readonly PhoneNumberView[];
  /** Null: nothing is changed, or it was taken. */
  readonly change: NumberChangeView | null;
}

/** The longest that a number can be typed, in characters (UCWA reference: changeNumber). */
export const longestOwnNumber = 80;

export const phoneKinds = ['work', 'mobile', 'home', 'other'] as const satisfies readonly OwnPhoneView['kind'][];

export type OwnPhonesCommand =
  | { readonly type: 'choose-own-phone'; readonly phoneId: string | null }
  /** `number`: as people type it; null takes it away. */
  | { readonly type: 'change-phone-number'; readonly kind: OwnPhoneView['kind']; readonly number: string | null };
