/** The user's own meetings (UCWA reference: onlineMeetings): those that they planned, and what they may choose for another one. */
import { randomBytes } from 'node:crypto';
import type { Application } from '../application/application.ts';
import { type FieldRules, readFields, textField } from '../http/fields.ts';
import { type Incoming, refuseQuery } from '../http/incoming.ts';
import { badParameter, found, problem, type Reply } from '../http/reply.ts';
import type { Resource } from '../http/representation.ts';

/** A meeting that the user has planned. */
export interface OwnMeeting {
  readonly id: string;
  readonly subject: string | undefined;
  readonly accessLevel: string;
  readonly automaticLeaderAssignment: string;
  readonly entryExitAnnouncement: string;
  readonly lobbyBypassForPhoneUsers: string;
}

/** Can be changed while the server runs. */
export interface OwnMeetings {
  readonly planned: OwnMeeting[];
  accessLevels: readonly string[];
  automaticLeaderAssignments: readonly string[];
  entryExitAnnouncements: readonly string[];
  lobbyBypassForPhoneUsersSettings: readonly string[];
  /** UCWA reference: onlineMeetingPolicies. What is Disabled there cannot be planned. */
  readonly policies: Record<
    'entryExitAnnouncement' | 'phoneUserAdmission' | 'voipAudio',
    'None' | 'Disabled' | 'Enabled'
  >;
  /** No more are taken (409 TooManyOnlineMeetings). */
  most: number;
}

const levels = ['None', 'SameEnterprise', 'Locked', 'Invited', 'Everyone'];
const onOrOff = ['Disabled', 'Enabled'];
const assignments = ['Disabled', 'SameEnterprise', 'Everyone'];

export function usualOwnMeetings(): OwnMeetings {
  const monthEnd = { id: 'MNTH7K', subject: 'Month end', accessLevel: 'SameEnterprise' };
  return {
    planned: [{ ...usual, ...monthEnd }],
    accessLevels: ['SameEnterprise', 'Locked', 'Invited', 'Everyone'],
    automaticLeaderAssignments: assignments,
    entryExitAnnouncements: ['Unsupported', ...onOrOff],
    lobbyBypassForPhoneUsersSettings: onOrOff,
    policies: { entryExitAnnouncement: 'Enabled', phoneUserAdmission: 'Enabled', voipAudio: 'Enabled' },
    most: 50,
  };
}

const usual = {
  ...{ accessLevel: 'Everyone', automaticLeaderAssignment: 'SameEnterprise' },
  ...{ entryExitAnnouncement: 'Disabled', lobbyBypassForPhoneUsers: 'Enabled' },
} as const;

const rules: FieldRules = {
  accessLevel: { kind: 'choice', of: levels },
  attendees: { kind: 'anything' },
  automaticLeaderAssignment: { kind: 'choice', of: assignments },
  description: { kind: 'text', max: 1_000 },
  entryExitAnnouncement: { kind: 'choice', of: ['Unsupported', 'Disabled', 'Enabled'] },
  expirationTime: { kind: 'text', max: 64 },
  leaders: { kind: 'anything' },
  lobbyBypassForPhoneUsers: { kind: 'choice', of: ['Disabled', 'Enabled'] },
  phoneUserAdmission: { kind: 'choice', of: ['Disabled', 'Enabled'] },
  subject: { kind: 'text', max: 250 },
};

/** What stands in the application of them: links alone. */
export function onlineMeetings(application: Application): Resource {
  const parts = [
    ...['myOnlineMeetings', 'onlineMeetingDefaultValues'],
    ...['onlineMeetingEligibleValues', 'onlineMeetingPolicies'],
  ];
  return {
    rel: 'onlineMeetings',
    links: {
      self: application.path('onlineMeetings'),
      ...Object.fromEntries(parts.map((rel) => [rel, application.path(`onlineMeetings/${rel}`)])),
    },
  };
}

/** The URI by which one of them is joined. */
export function ownMeetingUri(application: Application, { id }: OwnMeeting): string {
  return `sip:${application.account.address};gruu;opaque=app:conf:focus:id:${id}`;
}

export function addOwnMeetings(application: Application, own: OwnMeetings): void {
  const self = (rel: string) => ({ self: application.path(`onlineMeetings/${rel}`) });
  const read = (name: string, resource: () => Resource): void =>
    application.add(name, {
      rel: name.split('/').at(-1) ?? name,
      methods: { GET: (incoming) => refuseQuery(incoming, []) ?? found(resource()) },
    });
  read('onlineMeetings', () => onlineMeetings(application));
  read('onlineMeetings/onlineMeetingDefaultValues', () => ({
    rel: 'onlineMeetingDefaultValues',
    properties: { ...usual, defaultOnlineMeetingRel: 'myOnlineMeetings', participantsWarningThreshold: 200 },
    links: self('onlineMeetingDefaultValues'),
  }));
  read('onlineMeetings/onlineMeetingEligibleValues', () => ({
    rel: 'onlineMeetingEligibleValues',
    properties: {
      accessLevels: own.accessLevels,
      automaticLeaderAssignments: own.automaticLeaderAssignments,
      entryExitAnnouncements: own.entryExitAnnouncements,
      lobbyBypassForPhoneUsersSettings: own.lobbyBypassForPhoneUsersSettings,
      eligibleOnlineMeetingRels: ['myOnlineMeetings'],
    },
    links: self('onlineMeetingEligibleValues'),
  }));
  read('onlineMeetings/onlineMeetingPolicies', () => ({
    rel: 'onlineMeetingPolicies',
    properties: {
      ...own.policies,
      ...{ externalUserMeetingRecording: 'Disabled', meetingRecording: 'Enabled', meetingSize: 250 },
    },
    links: self('onlineMeetingPolicies'),
  }));
  const list = (): Resource => ({
    rel: 'myOnlineMeetings',
    links: self('myOnlineMeetings'),
    embedded: { myOnlineMeeting: own.planned.map((one) => rendered(application, one)) },
  });
  application.add('onlineMeetings/myOnlineMeetings', {
    rel: 'myOnlineMeetings',
    methods: {
      GET: (incoming) => refuseQuery(incoming, []) ?? found(list()),
      POST: (incoming) => plan(application, own, incoming),
    },
  });
}

function plan(application: Application, own: OwnMeetings, incoming: Incoming): Reply {
  const refused = refuseQuery(incoming, []);
  if (refused !== null) return refused;
  const body = readFields(incoming, rules);
  if (!body.ok) return body.reply;
  if (own.planned.length >= own.most) {
    return problem(409, { code: 'Conflict', subcode: 'TooManyOnlineMeetings', message: 'There are too many.' });
  }
  const field = (name: string): string | undefined => textField(body.value, name);
  const accessLevel = field('accessLevel') ?? usual.accessLevel;
  const automaticLeaderAssignment = field('automaticLeaderAssignment') ?? usual.automaticLeaderAssignment;
  if (!own.accessLevels.includes(accessLevel)) return badParameter('accessLevel', 'not eligible');
  if (!own.automaticLeaderAssignments.includes(automaticLeaderAssignment)) {
    return badParameter('automaticLeaderAssignment', 'not eligible');
  }
  const entryExitAnnouncement = field('entryExitAnnouncement') ?? usual.entryExitAnnouncement;
  const lobbyBypassForPhoneUsers = field('lobbyBypassForPhoneUsers') ?? usual.lobbyBypassForPhoneUsers;
  const { policies } = own;
  const forbidden = [
    entryExitAnnouncement === 'Enabled' && policies.entryExitAnnouncement === 'Disabled' && 'entryExitAnnouncement',
    field('lobbyBypassForPhoneUsers') === 'Enabled' &&
      policies.phoneUserAdmission === 'Disabled' &&
      'lobbyBypassForPhoneUsers',
  ].find((name) => name !== false);
  if (forbidden !== undefined) return badParameter(forbidden, 'not eligible');
  const id = randomBytes(4).toString('hex').toUpperCase();
  const meeting: OwnMeeting = {
    ...{ id, subject: field('subject'), accessLevel, automaticLeaderAssignment },
    ...{ entryExitAnnouncement, lobbyBypassForPhoneUsers },
  };
  own.planned.push(meeting);
  return found(rendered(application, meeting), 201);
}

function rendered(application: Application, meeting: OwnMeeting): Resource {
  const { id, ...chosen } = meeting;
  const [user = '', domain = ''] = application.account.address.split('@');
  return {
    rel: 'myOnlineMeeting',
    properties: {
      ...{ onlineMeetingId: id, ...chosen, conferenceId: '4821346' },
      onlineMeetingUri: ownMeetingUri(application, meeting),
      joinUrl: `https://meet.${domain}/${user}/${id}`,
      organizerUri: `sip:${application.account.address}`,
      onlineMeetingRel: 'myOnlineMeetings',
      expirationTime: '/Date(4102444800000)/',
    },
    links: { self: application.path(`onlineMeetings/myOnlineMeetings/${id}`) },
  };
}
