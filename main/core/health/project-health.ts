import type { CheckId, CheckView, HealthLevel, HealthView, Sentence, Words } from '../../../preload/contract/index.ts';
import { projectAlerts } from './alerts.ts';
import type { Facts } from './checks/check.ts';
import { checkRegistration, checkServer, checkSignIn } from './checks/connection.ts';
import { checkNotifications, checkPopUp, checkShortcuts, checkTray } from './checks/desktop.ts';
import { checkKeychain } from './checks/keychain.ts';
import { checkMicrophone, checkRingDevice } from './checks/sound.ts';
import { projectOutages } from './project-outages.ts';
import { projectRing, projectRingTest } from './project-rings.ts';

const allChecks: readonly ((facts: Facts) => CheckView)[] = [
  checkServer,
  checkRegistration,
  checkSignIn,
  checkRingDevice,
  checkMicrophone,
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
  const checks = allChecks.map((check) => check(facts));
  const verdict = judge(checks, facts.words);
  const { rings, test } = facts.model.health;
  return {
    ...verdict,
    checks,
    warnings: checks.filter(isBad).length,
    lastCalls: rings.filter((ring) => ring.test !== true).map((ring) => projectRing(ring, facts)),
    ringTest: projectRingTest(
      rings.find((ring) => ring.test === true),
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
  readonly help: Sentence;
}

function judge(checks: readonly CheckView[], words: Words): Verdict {
  const { say } = words;
  const bad = new Map(checks.filter(isBad).map((check) => [check.id, check]));
  const broken = checks.find(({ id, level }) => essential.has(id) && level === 'failed');
  if (broken) return { level: 'unreachable', answer: say('health.no'), help: advice(broken, words) };
  if (attention.every((id) => bad.has(id))) {
    return { level: 'unreachable', answer: say('health.no'), help: [say('health.no-attention')] };
  }
  const [first] = bad.values();
  if (first === undefined) {
    const open = checks.some(({ level }) => level === 'unknown');
    return { level: 'reachable', answer: open ? say('health.yes-so-far') : say('health.yes'), help: [] };
  }
  return { level: 'degraded', ...limited(bad, first, words) };
}

/** What is left where something is wrong that does not keep calls away. */
function limited(
  bad: ReadonlyMap<CheckId, CheckView>,
  first: CheckView,
  words: Words,
): Pick<Verdict, 'answer' | 'help'> {
  const { say } = words;
  const [noSound, noPopUp, noNotice] = attention.map((id) => bad.get(id));
  if (noPopUp) {
    const left = noSound ? 'notification' : noNotice ? 'sound' : 'sound-and-notification';
    return { answer: say(`health.only-${left}`), help: advice(noPopUp, words) };
  }
  if (noNotice) {
    const help = say(noSound ? 'health.covered-unnoticed' : 'health.covered');
    return { answer: say('health.only-pop-up'), help: [help] };
  }
  if (noSound) return { answer: say('health.perhaps-silent'), help: advice(noSound, words) };
  const noVoice = bad.get('microphone');
  if (noVoice) return { answer: say('health.microphone'), help: advice(noVoice, words) };
  return { answer: say('health.warnings', { count: bad.size }), help: advice(first, words) };
}

function advice({ evidence, fix }: CheckView, { sentence }: Words): Sentence {
  if (fix === '') return sentence('health.evidence-alone', { evidence });
  const last = evidence.at(-1);
  const isSentence = typeof last === 'string' && /\p{Sentence_Terminal}$/u.test(last);
  return sentence(isSentence ? 'health.advice-behind-sentence' : 'health.advice', { evidence, fix });
}

function isBad({ level }: CheckView): boolean {
  return level === 'warning' || level === 'failed';
}
