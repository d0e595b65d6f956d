import type { MeetingPlan, MeetingSwitch } from '../../../preload/contract/index.ts';
import { readResource } from '../session/requests/read-resource.ts';
import type { Perform } from '../session/requests/transport.ts';
import type { Resolve } from '../session/session.ts';
import { decodeMyOnlineMeetings, type MyOnlineMeeting } from '../ucwa/decode/my-online-meeting.ts';
import {
  type DefaultValues,
  decodeDefaultValues,
  decodeEligibleValues,
  decodeMeetingPolicies,
  type EligibleValues,
  type MeetingPolicies,
} from '../ucwa/decode/online-meeting-values.ts';
import { get } from '../ucwa/request/operation.ts';
import { embeddedOf, linkOf, type Resource } from '../ucwa/resource.ts';

/** The user's own meetings, and what they may choose for another one. They are read when somebody is about to look, for no event tells of them. */
export interface Planning {
  /** Nobody has as many. */
  readonly planned: readonly MyOnlineMeeting[];
  /** Where one is planned; absolute, null: the server does not take it. */
  readonly create: string | null;
  readonly eligible: EligibleValues;
  readonly usual: DefaultValues;
  readonly policies: MeetingPolicies;
}

export const noPlanning: Planning = {
  ...{ planned: [], create: null },
  eligible: { access: [], leaders: [], announce: false, phonesPass: false },
  usual: { access: null, leaders: null, announce: false, phonesPass: false },
  policies: { announceOff: false, phonesOff: false, soundOff: false, mostPeople: null },
};

const mostPlanned = 50;
const parts = [
  'myOnlineMeetings',
  'onlineMeetingEligibleValues',
  'onlineMeetingDefaultValues',
  'onlineMeetingPolicies',
] as const;

/** Reads them by the links of the application; null where it could not be asked. `application`: its absolute URL. */
export async function readPlanning(perform: Perform, resolve: Resolve, application: string): Promise<Planning | null> {
  const read = async (href: string | null): Promise<Resource | null> => {
    const absolute = resolve(href);
    return absolute === null ? null : readResource(perform, get(absolute));
  };
  const there = await read(application);
  if (there === null) return null;
  const meetings = embeddedOf(there, 'onlineMeetings') ?? (await read(linkOf(there, 'onlineMeetings')));
  if (meetings === null) return noPlanning;
  const [list, eligible, usual, policies] = await Promise.all(parts.map((rel) => read(linkOf(meetings, rel))));
  return {
    planned: list == null ? [] : decodeMyOnlineMeetings(list).slice(0, mostPlanned),
    create: resolve(linkOf(meetings, 'myOnlineMeetings')),
    eligible: eligible == null ? noPlanning.eligible : decodeEligibleValues(eligible),
    usual: usual == null ? noPlanning.usual : decodeDefaultValues(usual),
    policies: policies == null ? noPlanning.policies : decodeMeetingPolicies(policies),
  };
}

/** Null where it is as every meeting of the user, which needs no plan. */
export function planWanted(wanted: Partial<MeetingPlan>, planning: Planning): MeetingPlan | null {
  const { create, eligible, usual } = planning;
  const may = <Value>(value: Value | undefined, of: readonly Value[], otherwise: Value | null): Value | null =>
    value !== undefined && of.includes(value) ? value : otherwise;
  const access = may(wanted.access, eligible.access, usual.access);
  const leaders = may(wanted.leaders, eligible.leaders, usual.leaders);
  const { announce, phonesPass } = switchesOf(planning);
  const told = {
    ...(announce?.locked === false && isAnother(wanted.announce, announce) && { announce: wanted.announce }),
    ...(phonesPass?.locked === false && isAnother(wanted.phonesPass, phonesPass) && { phonesPass: wanted.phonesPass }),
  };
  const isUsual = access === usual.access && leaders === usual.leaders && Object.keys(told).length === 0;
  if (create === null || isUsual) return null;
  return { ...(access !== null && { access }), ...(leaders !== null && { leaders }), ...told };
}

function isAnother(wanted: boolean | undefined, { usual }: MeetingSwitch): wanted is boolean {
  return wanted !== undefined && wanted !== usual;
}

/** What may be turned on or off for a new one. Where the administrator forbids it there is nothing to choose, and that is shown. */
export function switchesOf({ create, eligible, usual, policies }: Planning): {
  readonly announce: MeetingSwitch | null;
  readonly phonesPass: MeetingSwitch | null;
} {
  const one = (name: 'announce' | 'phonesPass', locked: boolean): MeetingSwitch | null =>
    create !== null && eligible[name] ? { usual: usual[name] && !locked, locked } : null;
  return { announce: one('announce', policies.announceOff), phonesPass: one('phonesPass', policies.phonesOff) };
}
