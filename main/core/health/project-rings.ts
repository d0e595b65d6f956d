import type {
  RingPath,
  RingStepView,
  RingTestView,
  RungView,
  WordPart,
  Words,
} from '../../../preload/contract/index.ts';
import { shownParty } from '../party/kept-party.ts';
import { seconds } from './checks/desktop.ts';
import { outcomeOfPath } from './rings.ts';
import type { RingRecord } from './state.ts';

const pathNames: Readonly<Record<RingPath, string>> = {
  card: 'Pop-up',
  sound: 'Sound',
  notification: 'Notification',
  tray: 'Tray icon',
};
const paths = Object.keys(pathNames) as readonly RingPath[];

/** How a call rang: "Pop-up after 0.2 s, sound on Desk speakers after 0.1 s, notification failed"; null for a test. */
export function projectRing(ring: RingRecord, now: number): RungView | null {
  if (ring.caller === null) return null;
  const told = paths
    .filter((path) => path !== 'tray' && !(path === 'sound' && soundWasKeptBack(ring)))
    .map((path) => ({ path, outcome: outcomeOfPath(ring, path, now) }));
  const parts = told.flatMap(({ path, outcome }) =>
    outcome === 'worked' || outcome === 'failed' ? [pathWords(ring, path, outcome)] : [],
  );
  const failed = told.some(({ outcome }) => outcome === 'failed');
  return {
    callId: ring.callId,
    outcome: failed ? 'partly' : soundWasKeptBack(ring) ? 'silent' : 'rang',
    at: ring.at,
    label: shownParty(ring.caller).label,
    words: capitalised([...joined(parts), ...(ring.hushed === null ? [] : [hushWords[ring.hushed]])]),
  };
}

const hushWords = { 'by-user': '; you silenced it', 'in-call': '; softly: you were in a call' } as const;

function soundWasKeptBack({ hushed, paths: told }: RingRecord): boolean {
  return hushed === 'by-user' && !told.sound?.worked;
}

/** What came of the test ring, path by path. */
export function projectRingTest(ring: RingRecord | undefined, ringing: boolean, now: number): RingTestView | null {
  if (ring === undefined) return null;
  return { ringing, steps: paths.map((path) => step(ring, path, now)) };
}

function step(ring: RingRecord, path: RingPath, now: number): RingStepView {
  const outcome = outcomeOfPath(ring, path, now);
  if (outcome === 'waiting') return { path, outcome, words: [`${pathNames[path]}: waiting`] };
  if (outcome === 'cut-short')
    return { path, outcome: 'waiting', words: [`${pathNames[path]}: stopped too early to tell`] };
  return { path, outcome, words: capitalised(pathWords(ring, path, outcome)) };
}

function pathWords(ring: RingRecord, path: RingPath, outcome: 'worked' | 'failed'): Words {
  const name = pathNames[path].toLowerCase();
  const where: Words = path === 'sound' && ring.device !== null ? [' on ', { name: ring.device }] : [];
  if (outcome === 'failed') return [name, ...where, ' failed'];
  return [name, ...where, ` after ${seconds(ring.paths[path]?.afterMs ?? 0)}`];
}

function joined(parts: readonly Words[]): Words {
  return parts.flatMap((words, index): Words => (index === 0 ? words : [', ', ...words]));
}

function capitalised([first, ...rest]: Words): Words {
  if (typeof first !== 'string') return first === undefined ? [] : [first, ...rest];
  const begin = first.replace(/^; /, '');
  return [`${begin.charAt(0).toUpperCase()}${begin.slice(1)}` as WordPart, ...rest];
}
