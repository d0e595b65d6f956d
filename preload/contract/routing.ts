import type { PartyView } from './party.ts';

/** How long the user's own phones ring before the others do, and before nobody is taken to answer; in seconds (UCWA reference). */
export const othersRingAfter = [0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55] as const;
export const nobodyAnswersAfter = [5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60] as const;

/** Where calls can go: one of these words, or a `tel:` or `sip:` URI. `usual`: as the server does by itself. `nowhere`: they ring on. */
export const routingPlaces = ['voicemail', 'delegates', 'team', 'usual', 'nowhere'] as const;

/** When forwarding holds: at any time, or within the working hours of the user's calendar. */
export const routingPeriods = ['always', 'work-hours'] as const;

export type RoutingPeriod = (typeof routingPeriods)[number];

/** A line of a list of places. */
export interface RoutingPlaceView {
  /** What a command names it by. */
  readonly id: string;
  readonly label: string;
}

/** Where calls go in one of the ways that there are. */
export interface RoutingWayView {
  /** Those that the server offers now; what is chosen is among them or besides. */
  readonly places: readonly RoutingPlaceView[];
  readonly chosen: RoutingPlaceView | null;
  /** Any number or address may be typed. */
  readonly takesNumber: boolean;
  /** In seconds; null where the server says none. */
  readonly afterS: number | null;
}

/** Call forwarding of the signed-in user. */
export interface RoutingView {
  /** `none`: the server offers none to this user. `unreadable`: it could not be asked. */
  readonly state: 'none' | 'reading' | 'known' | 'unreadable';
  /** `other`: the server says something that this app does not know. */
  readonly setting: 'ring-here' | 'forward' | 'ring-others' | 'other';
  readonly forward: RoutingWayView;
  readonly ringOthers: RoutingWayView;
  /** Null while calls are forwarded at once, and where nothing can be said about it. */
  readonly unanswered: RoutingWayView | null;
  readonly period: RoutingPeriod;
  /** Whether the settings as a whole can be changed: ring here, and when the rest holds. */
  readonly mayChange: boolean;
  /** Where calls go while this computer sleeps or the app is closed. */
  readonly whileAway: RoutingWayView;
  /** Calls do not ring here: where they go, in a sentence behind that one; null where they ring. */
  readonly notice: string | null;
  /** The same for a menu, such as "Forwarding to voicemail". */
  readonly brief: string | null;
  /** A change is under way. */
  readonly busy: boolean;
  /** Why the last change was not taken, in a sentence; null where it was. */
  readonly problem: string | null;
  /** Who takes and makes calls for the user, as the contact list says. */
  readonly delegates: readonly PartyView[];
}

export type RoutingCommand =
  | { readonly type: 'ring-here' }
  | { readonly type: 'turn-off-forwarding' }
  | { readonly type: 'forward-calls'; readonly to: string }
  | { readonly type: 'ring-others-too'; readonly to: string; readonly afterS: number }
  | { readonly type: 'forward-unanswered'; readonly to: string; readonly afterS: number }
  | { readonly type: 'forward-when'; readonly period: RoutingPeriod }
  /** Null: no more. */
  | { readonly type: 'forward-while-away'; readonly to: string | null }
  /** No event tells of changes that are made elsewhere. */
  | { readonly type: 'read-forwarding' };
