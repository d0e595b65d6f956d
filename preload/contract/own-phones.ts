/** A telephone of the user. */
export interface OwnPhoneView {
  /** What `choose-own-phone` names it by: a `tel:` URI. */
  readonly id: string;
  /** As people write it. */
  readonly number: string;
  readonly kind: 'work' | 'mobile' | 'home' | 'other';
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
}

export type OwnPhonesCommand = { readonly type: 'choose-own-phone'; readonly phoneId: string | null };
