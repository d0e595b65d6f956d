import type { CheckId, CheckView, HealthLevel, HealthView, Words } from '../../../preload/contract/index.ts';
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
  const verdict = judge(checks);
  const { rings, test } = facts.model.health;
  return {
    ...verdict,
    checks,
    warnings: checks.filter(isBad).length,
    lastCalls: rings.flatMap((ring) => projectRing(ring, facts.now) ?? []),
    ringTest: projectRingTest(
      rings.find(({ caller }) => caller === null),
      test !== null,
      facts.now,
    ),
    outages: projectOutages(facts),
    alerts: projectAlerts(facts.model, facts.now),
  };
}

interface Verdict {
  readonly level: HealthLevel;
  readonly answer: string;
  readonly help: Words;
}

function judge(checks: readonly CheckView[]): Verdict {
  const bad = new Map(checks.filter(isBad).map((check) => [check.id, check]));
  const broken = checks.find(({ id, level }) => essential.has(id) && level === 'failed');
  if (broken) return { level: 'unreachable', answer: 'No. Calls do not ring here.', help: advice(broken) };
  if (attention.every((id) => bad.has(id))) {
    const help = ['There is no sound, no pop-up and no notification on this computer.'];
    return { level: 'unreachable', answer: 'No. Calls do not ring here.', help };
  }
  const [first] = bad.values();
  if (first === undefined) {
    const open = checks.some(({ level }) => level === 'unknown');
    return {
      level: 'reachable',
      answer: open ? 'Yes. Some checks are not done yet.' : 'Yes. Every check passed.',
      help: [],
    };
  }
  return { level: 'degraded', ...limited(bad, first) };
}

/** What is left where something is wrong that does not keep calls away. */
function limited(bad: ReadonlyMap<CheckId, CheckView>, first: CheckView): Pick<Verdict, 'answer' | 'help'> {
  const [noSound, noPopUp, noNotice] = attention.map((id) => bad.get(id));
  if (noPopUp) {
    const left = noSound ? 'in a notification' : noNotice ? 'by sound' : 'by sound and in a notification';
    return { answer: `Yes, but only ${left}.`, help: advice(noPopUp) };
  }
  if (noNotice) {
    const heard = noSound ? 'you will not notice the call' : 'you will only hear the ring';
    const help = [`System notifications do not work on this computer. If something covers the pop-up, ${heard}.`];
    return { answer: 'Yes, but only through the pop-up.', help };
  }
  if (noSound) return { answer: 'Yes, but perhaps without sound.', help: advice(noSound) };
  const noVoice = bad.get('microphone');
  if (noVoice) return { answer: 'Yes, but look at the microphone.', help: advice(noVoice) };
  return {
    answer: bad.size === 1 ? 'Yes, with one warning.' : `Yes, with ${bad.size} warnings.`,
    help: advice(first),
  };
}

function advice({ evidence, fix }: CheckView): Words {
  const last = evidence[evidence.length - 1];
  const stop = typeof last === 'string' && last.endsWith('.') ? ' ' : '. ';
  return [...evidence, fix === '' ? '.' : `${stop}${fix}`];
}

function isBad({ level }: CheckView): boolean {
  return level === 'warning' || level === 'failed';
}
