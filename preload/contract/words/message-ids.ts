// Written by `npm run words` from assets/locales/en.json.

/** No values. */
type None = Readonly<Record<never, never>>;

/** Each message of the catalogue, with the values that it wants. */
export interface Messages {
  readonly 'ago.hours': { readonly hours: number };
  readonly 'ago.minutes': { readonly minutes: number };
  readonly 'ago.seconds': { readonly seconds: number };
  readonly 'length.hours': { readonly hours: number };
  readonly 'length.hours-minutes': { readonly hours: number; readonly minutes: number };
  readonly 'length.minutes': { readonly minutes: number };
  readonly 'length.minutes-seconds': { readonly minutes: number; readonly seconds: number };
  readonly 'length.seconds': { readonly seconds: number };
  readonly 'time.day-and-time': { readonly day: string; readonly time: string };
  readonly 'time.time-and-day': { readonly day: string; readonly time: string };
  readonly 'time.today': None;
  readonly 'time.yesterday': None;
}

export type MessageId = keyof Messages;
