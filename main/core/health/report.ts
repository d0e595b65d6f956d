import type { CheckView, HealthView, PolicyView, Sentence, Words } from '../../../preload/contract/index.ts';
import { isoTime } from '../iso-time.ts';
import { projectQualityDetails } from '../quality/details.ts';
import type { QualityModel } from '../quality/state.ts';
import { type UpdatesModel, updateOf } from '../updates/state.ts';
import { createHiding } from './identities.ts';
import type { Known } from './known.ts';
import { projectHealth } from './project-health.ts';

/** What the diagnostics tell of. */
type Diagnosed = Known & { readonly quality: QualityModel; readonly updates: UpdatesModel };

/** What may leave this computer about how it rings. */
export interface Diagnostics {
  /** "Will I ring?" in lines of text. */
  readonly report: string;
  /** Settings and timings, for a program to read. */
  readonly details: Readonly<Record<string, unknown>>;
  /** Takes secrets, names, numbers and addresses out of any other text. */
  hide(text: string): string;
}

/**
 * For whoever helps the user, in `words` of theirs: English. Names of people and devices are left out by construction, and once more by the hiding. Times are
 * UTC.
 */
export function projectDiagnostics(model: Diagnosed, words: Words, now: number, wall: number): Diagnostics {
  const hide = createHiding(model);
  const health = projectHealth({ model, words, now, wall });
  return {
    report: `${reportLines(health, model.policy, wall).map(hide).join('\n')}\n`,
    details: detailsOf(model, now, wall),
    hide,
  };
}

function reportLines(health: HealthView, policy: PolicyView, wall: number): readonly string[] {
  const { answer, help, checks, lastCalls, ringTest, outages } = health;
  return [
    `Will I ring? ${answer}`,
    ...(help.length === 0 ? [] : [plainWords(help, wall)]),
    '',
    ...checks.map((check) => checkLine(check, wall)),
    '',
    'Last calls',
    ...orNone(lastCalls.map(({ at, outcome, words }) => `${isoTime(at)} ${outcome}: ${plainWords(words, wall)}`)),
    '',
    'Last test ring',
    ...orNone((ringTest?.steps ?? []).map(({ outcome, words }) => `${outcome}: ${plainWords(words, wall)}`)),
    '',
    'Times without calls',
    ...orNone(
      outages.map(({ from, to, cause, missed }) => {
        const until = to === null ? 'now' : isoTime(to);
        return `${isoTime(from)} to ${until}: ${cause}${missed === '' ? '' : `, ${missed}`}`;
      }),
    ),
    '',
    'Policy',
    ...orNone(policyLines(policy)),
  ];
}

function policyLines({ sources, decided, refused }: PolicyView): readonly string[] {
  return [
    ...sources.map((source) => `read: ${source}`),
    ...(decided.length === 0 ? [] : [`decided: ${decided.join(', ')}`]),
    ...refused.map(({ source, key, why }) => `not used: ${source}${key === null ? '' : `, ${key}`}: ${why}`),
  ];
}

/** Of each setting only what says nothing about anybody. */
function detailsOf(model: Diagnosed, now: number, wall: number) {
  const { session, devices, shortcuts, health, calls, history, settings } = model;
  const { state, account, keychain, reach, failure, outages } = session;
  const { aliveAt, available, tokenExpiresAt, renewalFailing } = reach;
  return {
    session: {
      state,
      failure: failure?.kind ?? null,
      lastWordAgoMs: aliveAt === null ? null : Math.round(now - aliveAt),
      available,
      tokenExpiresAt: tokenExpiresAt === null ? null : isoTime(wall + tokenExpiresAt - now),
      renewalFailing,
      registeredAt: health.registeredAt === null ? null : isoTime(health.registeredAt),
      keychain,
    },
    settings: {
      keepSignedIn: account.keep,
      serverSetByHand: account.server !== '',
      userNameDiffers: account.userName !== '',
      chosenDevices: Object.keys(devices.wanted),
      ...settings,
    },
    devices: { known: devices.known, inputs: devices.inputs.length, outputs: devices.outputs.length },
    shortcuts: shortcuts.map(({ action, registered }) => ({ action, registered })),
    desktop: health.desktop,
    calls: calls.map(({ state: of, direction }) => ({ state: of, direction })),
    history: history.length,
    quality: projectQualityDetails(model.quality.past),
    updates: updatesDetails(model.updates),
    outages: outages.map(({ from, to, cause }) => ({ from: isoTime(from), to: isoTime(to), cause })),
  };
}

/** Without the server, which the list of what the policy decided has to do. */
function updatesDetails({ running, phase, checkedAt, problem, replacedBy }: UpdatesModel) {
  const at = checkedAt === null ? null : isoTime(checkedAt);
  return { running, stage: phase.name, version: updateOf(phase)?.version ?? null, checkedAt: at, problem, replacedBy };
}

function checkLine({ level, title, evidence, fix }: CheckView, wall: number): string {
  return `[${level}] ${title}: ${plainWords(evidence, wall)}${fix === '' ? '' : ` | ${fix}`}`;
}

/** The words without any name. */
function plainWords(words: Sentence, wall: number): string {
  return words
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('ago' in part) return `${Math.max(0, Math.round((wall - part.ago) / 1000))} s ago`;
      return 'time' in part ? isoTime(part.time) : '[name]';
    })
    .join('');
}

function orNone(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? ['none'] : lines;
}
