import type { CommandResult, RatingView, SettingsView, Stars } from '../../../preload/contract/index.ts';
import { type Call, type Calls, isEngaged } from '../calls/state.ts';
import { refused, taken } from '../commands.ts';
import type { Store } from '../store.ts';
import type { Feedback } from './feedback.ts';
import type { QualityModel } from './state.ts';

interface Rated {
  readonly calls: Calls;
  readonly settings: SettingsView;
  readonly quality: QualityModel;
}

/** Of a shorter call nobody can say much, in milliseconds. */
const worthRatingMs = 10_000;
const mostKept = 16;

/** Whether the user is to be asked about a call that just ended. */
export function isWorthRating({ settings }: Rated, call: Call): boolean {
  return settings.rateCalls === 'ask' && call.connectedAt !== null && call.since - call.connectedAt >= worthRatingMs;
}

/** Nobody is asked while another call rings or goes on. */
export function ratingOf({ calls, quality }: Pick<Rated, 'calls' | 'quality'>, call: Call): RatingView | null {
  if (call.state !== 'ended' || calls.some((other) => other.state === 'ringing' || isEngaged(other))) return null;
  const rating = quality.ratings.find(({ callId }) => callId === call.id);
  if (rating === undefined) return null;
  return rating.stars === null ? 'asked' : 'thanked';
}

export function askRating({ quality }: Rated, callId: string): QualityModel {
  return { ...quality, ratings: [...quality.ratings, { callId, stars: null }].slice(-mostKept) };
}

/** Takes what the user says of a call; once, for a call that was asked about. */
export function rate(
  store: Store<Rated>,
  feedback: Pick<Feedback, 'rated'>,
  callId: string,
  stars: Stars,
): CommandResult {
  const { calls, quality } = store.model;
  const asked = quality.ratings.find((each) => each.callId === callId);
  const call = calls.find(({ id }) => id === callId);
  if (asked === undefined || call === undefined) return refused('stale');
  if (asked.stars !== null) return refused('repeated');
  const ratings = quality.ratings.map((each) => (each === asked ? { callId, stars } : each));
  store.change({ quality: { ...quality, ratings } });
  feedback.rated({ callId, at: call.startedAt }, stars);
  return taken;
}
