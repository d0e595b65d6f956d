import assert from 'node:assert/strict';
import { readBody } from '../../../main/core/ucwa/body.ts';
import { decodeEventBatch } from '../../../main/core/ucwa/events.ts';
import { createXml } from '../../../main/parsing/xml.ts';
import { byTurns, type Rounds, type Samples } from '../samples.ts';
import { invitationsText, stormInvitation, stormText } from './event-batches.ts';
import { readWithZod } from './zod-batch.ts';

/** What decoding is held against, by the name of its figure. */
export interface DecodeSamples {
  /** A megabyte of invitations against `JSON.parse` of it. */
  readonly invitations: Samples;
  /** 10,000 small events against `JSON.parse` of them. */
  readonly small: Samples;
  /** The megabyte against a schema library. */
  readonly zod: Samples;
}

/** Milliseconds from the text of an answer to its events. Each sample is the shortest of some runs, as other programs only lengthen one. */
export async function measureDecode(rounds: Rounds): Promise<DecodeSamples> {
  const xml = createXml();
  const decode = (text: string) => () => {
    const body = readBody('application/json; charset=utf-8', text, xml);
    assert.ok(body.kind === 'document' && decodeEventBatch(body.value) !== null);
  };
  const invitations = invitationsText();
  const small = stormText(10_000, stormInvitation(1));
  const against = (text: string, baseline: () => unknown): Promise<Samples> =>
    byTurns(
      rounds,
      async () => shortest(decode(text)),
      async () => shortest(baseline),
    );
  return {
    invitations: await against(invitations, () => JSON.parse(invitations)),
    small: await against(small, () => JSON.parse(small)),
    zod: await against(invitations, () => readWithZod(invitations)),
  };
}

const runsOfSample = 5;

function shortest(work: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runsOfSample; run += 1) {
    const startedAt = performance.now();
    work();
    best = Math.min(best, performance.now() - startedAt);
  }
  return best;
}
