import {
  type MeetingAccess,
  type MeetingLeaders,
  meetingAccesses,
  meetingLeaders,
} from '../../../../preload/contract/index.ts';
import { type Resource, textOf } from '../resource.ts';

/** What the user may choose for a meeting of their own (UCWA reference: onlineMeetingEligibleValues); the lists are open, and what is not known is left out. */
export interface EligibleValues {
  readonly access: readonly MeetingAccess[];
  readonly leaders: readonly MeetingLeaders[];
  /** Whether either of Enabled and Disabled may be chosen. */
  readonly announce: boolean;
  readonly phonesPass: boolean;
}

/** What one is like of which nothing is chosen (UCWA reference: onlineMeetingDefaultValues). */
export interface DefaultValues {
  readonly access: MeetingAccess | null;
  readonly leaders: MeetingLeaders | null;
  readonly announce: boolean;
  readonly phonesPass: boolean;
}

/** What the administrator forbids in meetings, and for how many people they are (UCWA reference: onlineMeetingPolicies). What is not said is allowed. */
export interface MeetingPolicies {
  /** entryExitAnnouncement, phoneUserAdmission and voipAudio are Disabled. */
  readonly announceOff: boolean;
  readonly phonesOff: boolean;
  readonly soundOff: boolean;
  readonly mostPeople: number | null;
}

/** In the words of the server. */
export const accessLevels: Readonly<Record<MeetingAccess, string>> = {
  everyone: 'Everyone',
  organization: 'SameEnterprise',
  invited: 'Invited',
  organizer: 'Locked',
};

export const leaderAssignments: Readonly<Record<MeetingLeaders, string>> = {
  everyone: 'Everyone',
  organization: 'SameEnterprise',
  organizer: 'Disabled',
};

export function decodeEligibleValues(resource: Resource): EligibleValues {
  const words = (name: string): readonly string[] => {
    const value = resource.properties.get(name);
    return (Array.isArray(value) ? value : [value]).map(String);
  };
  const [access, leaders] = [words('accessLevels'), words('automaticLeaderAssignments')];
  return {
    access: meetingAccesses.filter((one) => access.includes(accessLevels[one])),
    leaders: meetingLeaders.filter((one) => leaders.includes(leaderAssignments[one])),
    announce: isEither(words('entryExitAnnouncements')),
    phonesPass: isEither(words('lobbyBypassForPhoneUsersSettings')),
  };
}

export function decodeDefaultValues(resource: Resource): DefaultValues {
  const [access, leaders] = [textOf(resource, 'accessLevel'), textOf(resource, 'automaticLeaderAssignment')];
  return {
    access: meetingAccesses.find((one) => accessLevels[one] === access) ?? null,
    leaders: meetingLeaders.find((one) => leaderAssignments[one] === leaders) ?? null,
    announce: textOf(resource, 'entryExitAnnouncement') === 'Enabled',
    phonesPass: textOf(resource, 'lobbyBypassForPhoneUsers') === 'Enabled',
  };
}

export function decodeMeetingPolicies(resource: Resource): MeetingPolicies {
  const isOff = (name: string): boolean => textOf(resource, name) === 'Disabled';
  const size = Number(resource.properties.get('meetingSize'));
  return {
    announceOff: isOff('entryExitAnnouncement'),
    phonesOff: isOff('phoneUserAdmission'),
    soundOff: isOff('voipAudio'),
    mostPeople: Number.isSafeInteger(size) && size > 0 ? size : null,
  };
}

function isEither(values: readonly string[]): boolean {
  return values.includes('Enabled') && values.includes('Disabled');
}
