import type { CheckId, CheckView, HealthLevel, HealthView, Sentence, Words } from '../../../preload/contract/index.ts';
import { forwardedIn } from '../routing/state.ts';
import { projectAlerts } from './alerts.ts';
import type { Facts } from './checks/check.ts';
import { checkRegistration, checkServer, checkSignIn } from './checks/connection.ts';
import { checkNotifications, checkPopUp, checkShortcuts, checkTray } from './checks/desktop.ts';
import { checkDoNotDisturb, checkForwarding } from './checks/forwarding.ts';
import { checkKeychain } from './checks/keychain.ts';
import { checkRelay } from './checks/relay.ts';
import { checkSilence } from './checks/silence.ts';
import { checkMicrophone, checkRingDevice } from './checks/sound.ts';
import { checkVoiceNetworks } from './checks/voice-networks.ts';
import { projectOutages } from './project-outages.ts';
import { projectRing, projectRingTest } from './project-rings.ts';

const allChecks: readonly ((facts: Facts) => CheckView | null)[] = [
  checkServer,
  checkRegistration,
  checkSignIn,
  checkForwarding,
  checkDoNotDisturb,
  checkSilence,
  checkRingDevice,
  checkMicrophone,
  checkRelay,
  checkVoiceNetworks,
  checkPopUp,
  checkNotifications,
  checkShortcuts,
  checkTray,
  checkKeychain,
];

/** Without each of these no call comes in. */
const essential: ReadonlySet<CheckId> = new Set(['server', 'registration', 'sign-in']);
/** What tells the user of a call; without all of them none is noticed. */
const attention: readonly CheckId[] = ['ring-device', 'pop-up', 'notifications'];

/** "Will I ring?", from all that is known. */
export function projectHealth(facts: Facts): HealthView {
  const checks = allChecks.flatMap((check) => check(facts) ?? []);
  const verdict = judge(checks, facts);
  const { rings, test } = facts.model.health;
  const deleted = new Set(facts.model.deletedCalls.map(({ id }) => id));
  return {
    ...verdict,
    checks,
    warnings: checks.filter(isBad).length,
    lastCalls: rings.filter(({ callId }) => !deleted.has(callId)).flatMap((ring) => projectRing(ring, facts) ?? []),
    ringTest: projectRingTest(
      rings.find(({ caller }) => caller === null),
      test !== null,
      facts,
    ),
    outages: projectOutages(facts),
    alerts: projectAlerts(facts),
  };
}

interface Verdict {
  readonly level: HealthLevel;
  readonly answer: string;
  readonly inBrief: string;
  readonly help: Sentence;
}

function judge(checks: readonly CheckView[], { model, words, wall }: Facts): Verdict {
  const { say } = words;
  const no = { level: 'unreachable', answer: say('health.no'), inBrief: say('health.in-brief.no') } as const;
  const bad = new Map(checks.filter(isBad).map((check) => [check.id, check]));
  const broken = checks.find(({ id, level }) => essential.has(id) && level === 'failed');
  if (broken) return { ...no, help: advice(broken, words) };
  if (attention.every((id) => bad.has(id))) return { ...no, help: [say('health.no-attention')] };
  const [first] = bad.values();
  if (first === undefined) {
    const open = checks.some(({ level }) => level === 'unknown');
    const answer = say(open ? 'health.yes-so-far' : 'health.yes');
    return { level: 'reachable', answer, inBrief: say('health.in-brief.yes'), help: [] };
  }
  if (bad.has('forwarding')) {
    const inBrief = say('health.in-brief.forwarded', { to: forwardedIn(model.routing).to });
    return { level: 'degraded', answer: say('health.forwarded'), inBrief, help: advice(first, words) };
  }
  return { level: 'degraded', ...limited(bad, first, { model, words, wall }) };
}

/** What is left where something is wrong that does not keep calls away. */
function limited(
  bad: ReadonlyMap<CheckId, CheckView>,
  first: CheckView,
  { model, words, wall }: Pick<Facts, 'model' | 'words' | 'wall'>,
): Omit<Verdict, 'level'> {
  const { say } = words;
  const limit = (name: Limit, help: Sentence) => ({
    answer: say(`health.${name}`),
    inBrief: say(`health.in-brief.${name}`),
    help,
  });
  const noCalls = bad.get('do-not-disturb');
  if (noCalls) return limit('do-not-disturb', advice(noCalls, words));
  const [{ silentUntil }, silent] = [model.ringing, bad.get('silence')];
  if (silent && silentUntil !== null) {
    const inBrief = say('health.in-brief.silenced', { time: words.timeNear(silentUntil, wall) });
    return { answer: say('health.silenced'), inBrief, help: advice(silent, words) };
  }
  const [noSound, noPopUp, noNotice] = attention.map((id) => bad.get(id));
  if (noPopUp) {
    const left = noSound ? 'notification' : noNotice ? 'sound' : 'sound-and-notification';
    return limit(`only-${left}`, advice(noPopUp, words));
  }
  if (noNotice) return limit('only-pop-up', [say(noSound ? 'health.covered-unnoticed' : 'health.covered')]);
  if (noSound) return limit('perhaps-silent', advice(noSound, words));
  const noVoice = bad.get('microphone');
  if (noVoice) return limit('microphone', advice(noVoice, words));
  const count = bad.size;
  const inBrief = say('health.in-brief.warnings', { count });
  return { answer: say('health.warnings', { count }), inBrief, help: advice(first, words) };
}

type Limit =
  | 'do-not-disturb'
  | 'only-notification'
  | 'only-sound'
  | 'only-sound-and-notification'
  | 'only-pop-up'
  | 'perhaps-silent'
  | 'microphone';

function advice({ evidence, fix }: CheckView, { sentence }: Words): Sentence {
  if (fix === '') return sentence('health.evidence-alone', { evidence });
  const last = evidence.at(-1);
  const isSentence = typeof last === 'string' && /\p{Sentence_Terminal}$/u.test(last);
  return sentence(isSentence ? 'health.advice-behind-sentence' : 'health.advice', { evidence, fix });
}

function isBad({ level }: CheckView): boolean {
  return level === 'warning' || level === 'failed';
}
