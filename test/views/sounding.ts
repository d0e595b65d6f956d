import type { QueryHandlers } from '../../main/core/queries.ts';
import type { QualityQueries } from '../../preload/contract/index.ts';

/** What the app answers of each call that is up. */
export const soundingAnswers: QueryHandlers<keyof QualityQueries> = {
  'sound-now': () => ({
    score: '2.9 of 5',
    directions: [
      { name: 'You heard', loss: '1.3 %', jitter: '12 ms', roundTrip: '80 ms', score: '2.9' },
      { name: 'They heard', loss: '0 %', jitter: '4 ms', roundTrip: 'unknown', score: '4.3' },
    ],
    facts: 'G.722, encrypted, wired network',
  }),
};
