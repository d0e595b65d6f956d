import * as v from 'valibot';
import {
  historyFilters,
  longestDialled,
  longestSearch,
  mostLookedAt,
  mostMessagesAtOnce,
  mostPlaces,
  mostRowsAtOnce,
  mostSuggestions,
  peopleTabs,
  type Query,
} from '../../../preload/contract/index.ts';
import { fields } from '../../core/schema/fields.ts';
import { identifier, identifiers, text } from '../../core/schema/pieces.ts';
import type { Schema } from '../../core/schema/schema.ts';
import type { Guard } from './guard.ts';

/** No history is as long. */
const lastPlace = 1_000_000;

const wholeNumber = (least: number, most: number): Schema<number> =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

const places = identifiers(mostPlaces);

/** Some are named by their invitation's address. */
const messageName = v.pipe(v.string(), v.minLength(1), v.maxLength(4_096));

/** Each window's page may ask for what it draws, and for so much at once. */
export const queryGuard: Guard<Query> = {
  'history-rows': {
    windows: ['main'],
    schema: fields({
      filter: v.picklist(historyFilters),
      text: text(longestSearch),
      from: wholeNumber(0, lastPlace),
      count: wholeNumber(1, mostRowsAtOnce),
      places,
    }),
  },
  'past-call': { windows: ['main'], schema: fields({ callId: identifier }) },
  thread: {
    windows: ['main'],
    schema: fields({
      threadId: identifier,
      count: wholeNumber(1, mostMessagesAtOnce),
      before: v.nullable(messageName),
    }),
  },
  'unseen-calls': { windows: ['main'], schema: fields({}) },
  'people-rows': {
    windows: ['main'],
    schema: fields({
      tab: v.picklist(peopleTabs),
      text: text(longestSearch),
      from: wholeNumber(0, lastPlace),
      count: wholeNumber(1, mostRowsAtOnce),
      places,
    }),
  },
  'people-search': {
    windows: ['main', 'call'],
    schema: fields({ text: text(longestSearch), limit: wholeNumber(1, mostSuggestions) }),
  },
  faces: {
    windows: ['main'],
    schema: fields({ callIds: identifiers(mostLookedAt) }),
  },
  person: { windows: ['main'], schema: fields({ personId: identifier }) },
  'sound-now': { windows: ['call'], schema: fields({ callId: identifier }) },
  'recent-parties': { windows: ['main', 'call'], schema: fields({ text: text(longestDialled) }) },
};
