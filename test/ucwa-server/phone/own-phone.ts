/** The user's own telephone, which the server can ring. */
export interface OwnPhone {
  /** `tel:` URI. Null: the user has none, and no link leads to it. */
  number: string | null;
  /** Further ones, as the server lists them. */
  others: readonly { readonly number?: string | undefined; readonly type: string }[];
  /** Types that the administrator set: they have the link, and it is refused. */
  readOnly: readonly string[];
  /** False: phone audio is not among what the user may do. */
  allowed: boolean;
  /** `waits`: it rings until it is told. */
  manner: 'waits' | 'picks-up' | 'no-answer';
  /** How long it rings, in seconds, where it does not wait. */
  ringsFor: number;
}

export function noOwnPhone(): OwnPhone {
  return { number: null, others: [], readOnly: [], allowed: true, manner: 'waits', ringsFor: 2 };
}

/** Digits, with `+` before an E.164 number only; with or without the scheme. */
export function isNumber(text: string): boolean {
  return /^(tel:)?\+?\d{3,20}$/.test(text);
}
