import type {
  RingPath,
  RingStepView,
  RingTestView,
  RungView,
  Sentence,
  Words,
} from '../../../preload/contract/index.ts';
import { shownParty } from '../party/party.ts';
import type { Facts } from './checks/check.ts';
import { shownSeconds } from './checks/desktop.ts';
import { outcomeOfPath } from './rings.ts';
import type { RingRecord } from './state.ts';

const paths: readonly RingPath[] = ['card', 'sound', 'notification', 'tray'];

type Saying = Pick<Facts, 'words' | 'now'>;

/** How a call rang: "Pop-up after 0.2 s, sound on Desk speakers after 0.1 s, notification failed"; null for a test. */
export function projectRing(ring: RingRecord, { words, now }: Saying): RungView | null {
  if (ring.caller === null) return null;
  const told = paths
    .filter((path) => path !== 'tray')
    .concat(ring.paths.flash === undefined ? [] : ['flash'])
    .map((path) => ({ path, outcome: outcomeOfPath(ring, path, now) }));
  const known = told.flatMap(({ path, outcome }) =>
    outcome === 'worked' || outcome === 'failed' ? [{ path, outcome }] : [],
  );
  const parts = known.map(({ path, outcome }, index) =>
    pathSentence({ ring, path, outcome, first: index === 0 }, words),
  );
  const failed = told.some(({ outcome }) => outcome === 'failed');
  return {
    callId: ring.callId,
    outcome: failed ? 'partly' : soundWasKeptBack(ring) ? 'silent' : 'rang',
    at: ring.at,
    label: shownParty(ring.caller, words).label,
    words: withHush(ring, withRaised(ring, joined(parts, words), words), words),
  };
}

/** Something that did not confirm had something louder tried. */
function withRaised({ raised }: RingRecord, paths: Sentence, words: Words): Sentence {
  return raised.length === 0 || paths.length === 0 ? paths : words.sentence('rung.raised', { paths });
}

function withHush({ hushed }: RingRecord, paths: Sentence, words: Words): Sentence {
  if (hushed === null) return paths;
  return paths.length === 0 ? [words.say(`rung.${hushed}-alone`)] : words.sentence(`rung.${hushed}`, { paths });
}

function soundWasKeptBack({ keptBack, paths: told }: RingRecord): boolean {
  return keptBack.includes('sound') && !told.sound?.worked;
}

/** What came of the test ring, path by path. */
export function projectRingTest(ring: RingRecord | undefined, ringing: boolean, saying: Saying): RingTestView | null {
  if (ring === undefined) return null;
  return { ringing, steps: paths.map((path) => step(ring, path, saying)) };
}

function step(ring: RingRecord, path: RingPath, { words, now }: Saying): RingStepView {
  const outcome = outcomeOfPath(ring, path, now);
  if (outcome === 'waiting') return { path, outcome, words: [words.say(`rung.${path}-waiting`)] };
  if (outcome === 'cut-short' || outcome === 'kept-back')
    return { path, outcome: 'waiting', words: [words.say(`rung.${path}-cut-short`)] };
  return { path, outcome, words: pathSentence({ ring, path, outcome, first: true }, words) };
}

interface PathOutcome {
  readonly ring: RingRecord;
  readonly path: RingPath;
  readonly outcome: 'worked' | 'failed';
  /** It begins the line. */
  readonly first: boolean;
}

function pathSentence({ ring, path, outcome, first }: PathOutcome, { sentence }: Words): Sentence {
  const values = {
    first: first ? 'yes' : 'other',
    seconds: shownSeconds(ring.paths[path]?.afterMs ?? 0),
    device: { name: ring.device ?? '' },
  } as const;
  return sentence(`rung.${path === 'sound' && ring.device !== null ? 'sound-on' : path}-${outcome}`, values);
}

function joined(parts: readonly Sentence[], { sentence }: Words): Sentence {
  return parts.length === 0 ? [] : parts.reduce((before, next) => sentence('rung.and', { before, next }));
}
