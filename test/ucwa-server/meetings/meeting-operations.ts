/** What a client may ask of a meeting: read its resources, answer, add people, let them in, mute them, leave. */
import type { Application } from '../application/application.ts';
import { declineReasons } from '../calls/reasons.ts';
import { readFields, textField } from '../http/fields.ts';
import { type Incoming, refuseBody, refuseQuery } from '../http/incoming.ts';
import { conflict, forbidden, found, noContent, notFound, problem, type Reply } from '../http/reply.ts';
import type { Resource } from '../http/representation.ts';
import type { Person } from '../people.ts';
import type { Attender } from './meeting-resources.ts';
import type { AddedPerson, SimulatedMeeting } from './simulated-meeting.ts';

export interface MeetingHandlers {
  /** The client wants sound (UCWA reference: addAudio). */
  readonly addAudio: (incoming: Incoming) => Promise<Reply> | Reply;
  /** The client adds the user's telephone (UCWA reference: addPhoneAudio). */
  readonly addPhoneAudio: (incoming: Incoming) => Reply;
  /** The client adds somebody (UCWA reference: addParticipant). */
  readonly addParticipant: (incoming: Incoming) => Reply;
}

type Post = (incoming: Incoming) => Reply | Promise<Reply>;

/** Makes the resources of the meeting exist. */
export function addMeetingResources(
  application: Application,
  meeting: SimulatedMeeting,
  handlers: MeetingHandlers,
): void {
  const { resources } = meeting;
  const read = (name: string, rel: string, render: () => Resource): void =>
    application.add(name, {
      rel,
      methods: { GET: () => (meeting.isOver ? notFound('ConversationNotFound') : found(render())) },
    });
  const post = (name: string, rel: string, run: Post): void => application.add(name, { rel, methods: { POST: run } });
  application.add(resources.invitationName(), {
    rel: 'onlineMeetingInvitation',
    methods: { GET: () => found(resources.invitation(meeting.states)) },
  });
  post(resources.invitationName('accept'), 'accept', (incoming) =>
    answered(meeting, refuseQuery(incoming, []) ?? refuseBody(incoming), () => meeting.connect()),
  );
  post(resources.invitationName('decline'), 'decline', (incoming) =>
    answered(meeting, refuseDecline(incoming), () => meeting.fail('LocalFailure', 'Declined', 'Declined')),
  );
  post(resources.invitationName('cancel'), 'cancel', (incoming) =>
    answered(meeting, refuseQuery(incoming, []) ?? refuseBody(incoming), () =>
      meeting.fail('LocalFailure', 'Canceled', 'Cancelled'),
    ),
  );
  application.add(resources.name(), {
    rel: 'conversation',
    methods: {
      GET: () => (meeting.isOver ? notFound('ConversationNotFound') : found(meeting.conversation())),
      DELETE: (incoming) => leave(meeting, incoming),
    },
  });
  const lists: Readonly<Record<string, (person: SimulatedMeeting['people'][number]) => boolean>> = {
    participants: ({ inLobby }) => !inLobby,
    leaders: ({ role, inLobby }) => role === 'Leader' && !inLobby,
    attendees: ({ role, inLobby }) => role === 'Attendee' && !inLobby,
    lobby: ({ inLobby }) => inLobby,
  };
  for (const [rel, isIn] of Object.entries(lists)) {
    read(resources.name(rel), rel, () =>
      resources.list(
        rel,
        meeting.people.filter(isIn).map(({ person }) => person),
      ),
    );
  }
  read(resources.name('localParticipant'), 'localParticipant', () => resources.localParticipant(meeting.own));
  read(resources.name('onlineMeeting'), 'onlineMeeting', () => resources.onlineMeeting());
  read(resources.name('onlineMeeting/phoneDialInInformation'), 'phoneDialInInformation', () => resources.phoneDialIn());
  read(resources.name('audioVideo'), 'audioVideo', () => meeting.voice());
  post(resources.name('audioVideo/addAudio'), 'addAudio', handlers.addAudio);
  read(resources.name('phoneAudio'), 'phoneAudio', () => resources.phone());
  post(resources.name('phoneAudio/addPhoneAudio'), 'addPhoneAudio', handlers.addPhoneAudio);
  post(resources.name('addParticipant'), 'addParticipant', handlers.addParticipant);
  for (const [rel, locked] of [
    ['enableAudienceMuteLock', true],
    ['disableAudienceMuteLock', false],
  ] as const) {
    post(resources.name(rel), rel, (incoming) => {
      const refused = refuseQuery(incoming, []) ?? refuseBody(incoming);
      if (refused !== null) return refused;
      if (meeting.isOver) return notFound('ConversationNotFound');
      if (meeting.own.role !== 'Leader') return notAllowed();
      meeting.setMuteLock(locked);
      return noContent;
    });
  }
  addOwnAudio(meeting, read, post);
}

function addOwnAudio(
  meeting: SimulatedMeeting,
  read: (name: string, rel: string, render: () => Resource) => void,
  post: (name: string, rel: string, run: Post) => void,
): void {
  const { resources } = meeting;
  const name = resources.name('localParticipant/participantAudio');
  read(name, 'participantAudio', () => resources.ownAudio(meeting.own));
  for (const [rel, muted] of [
    ['muteAudio', true],
    ['unmuteAudio', false],
  ] as const) {
    post(`${name}/${rel}`, rel, (incoming) => {
      const refused = refuseQuery(incoming, []) ?? refuseBody(incoming);
      if (refused !== null) return refused;
      if (meeting.isOver || meeting.own.muted === null) return notFound('ResourceNotFound');
      if (!muted && meeting.own.locked) return notAllowed();
      meeting.muteUser(muted);
      return noContent;
    });
  }
}

/** Makes what is said of somebody, and done to them, exist. */
export function addPersonResources(application: Application, meeting: SimulatedMeeting, { id }: Person): void {
  const { resources } = meeting;
  const attender = () => meeting.find(id);
  const known = attender();
  if (known === undefined) throw new Error(`${id} is not in ${meeting.id}`);
  const name = resources.personName(known.person);
  const leads = (): boolean => meeting.own.role === 'Leader';
  const get = (part: string, rel: string, render: (of: Attender) => Resource): void =>
    application.add(part, {
      rel,
      methods: {
        GET: () => {
          const now = attender();
          return meeting.isOver || now === undefined ? notFound('ResourceNotFound') : found(render(now));
        },
      },
    });
  get(name, 'participant', (now) => resources.participant(now, leads()));
  get(`${name}/participantAudio`, 'participantAudio', (now) => resources.participantAudio(now, leads()));
  const act = (part: string, inLobby: boolean, run: () => void): void =>
    application.add(`${name}/${part}`, {
      rel: part.split('/').at(-1) ?? part,
      methods: {
        POST: (incoming) => {
          const refused = refuseQuery(incoming, []) ?? refuseBody(incoming);
          if (refused !== null) return refused;
          const now = attender();
          // They may have left, or have been let in by somebody else.
          if (meeting.isOver || now === undefined || now.inLobby !== inLobby) return notFound('ResourceNotFound');
          if (!leads()) return notAllowed();
          run();
          return noContent;
        },
      },
    });
  act('admit', true, () => meeting.admit(id));
  act('reject', true, () => meeting.leave(id));
  act('eject', false, () => meeting.leave(id));
  act('promote', false, () => meeting.setRole(id, 'Leader'));
  act('demote', false, () => meeting.setRole(id, 'Attendee'));
  act('participantAudio/muteAudio', false, () => meeting.mute(id, true));
  act('participantAudio/unmuteAudio', false, () => meeting.mute(id, false));
}

/** Makes the invitation of somebody who is added exist. */
export function addAddedResources(application: Application, added: AddedPerson): void {
  application.add(added.name, { rel: 'participantInvitation', methods: { GET: () => found(added.resource()) } });
  application.add(`${added.name}/cancel`, {
    rel: 'cancel',
    methods: {
      POST: (incoming) => {
        const refused = refuseQuery(incoming, []) ?? refuseBody(incoming);
        if (refused !== null) return refused;
        if (!added.isWaiting) return notFound('ResourceNotFound');
        added.fail('LocalFailure', 'Canceled', 'Cancelled');
        return noContent;
      },
    },
  });
}

/** A right that was lost just now. */
function notAllowed(): Reply {
  return problem(403, { code: 'Forbidden', subcode: 'NotAllowed', message: 'Only presenters may.' });
}

/** The client answers an invitation that waits: 404 where it is over, for that crosses events; a conflict where it acted before. */
function answered(meeting: SimulatedMeeting, refused: Reply | null, act: () => void): Reply {
  if (refused !== null) return refused;
  if (meeting.isOver) return notFound('ConversationNotFound');
  if (!meeting.isWaiting) return forbidden('the invitation was answered before', conflict('AlreadyExists'));
  act();
  return noContent;
}

function refuseDecline(incoming: Incoming): Reply | null {
  const refused = refuseQuery(incoming, []);
  if (refused !== null || incoming.body.length === 0) return refused;
  const body = readFields(incoming, { reason: { kind: 'choice', of: declineReasons } });
  return body.ok ? null : body.reply;
}

function leave(meeting: SimulatedMeeting, incoming: Incoming): Reply {
  const refused = refuseQuery(incoming, []) ?? refuseBody(incoming);
  if (refused !== null) return refused;
  if (meeting.isOver) return notFound('ConversationNotFound');
  meeting.leaveByUser();
  return noContent;
}

const addRules = {
  operationId: { kind: 'text', max: 50, required: true },
  to: { kind: 'text', max: 256, required: true },
} as const;

/** Whom the client wants to add, and by which name of its own. */
export function readAdd(
  incoming: Incoming,
):
  | { readonly ok: true; readonly operationId: string; readonly to: string }
  | { readonly ok: false; readonly reply: Reply } {
  const query = refuseQuery(incoming, []);
  if (query !== null) return { ok: false, reply: query };
  const body = readFields(incoming, addRules);
  if (!body.ok) return body;
  return { ok: true, operationId: textField(body.value, 'operationId') ?? '', to: textField(body.value, 'to') ?? '' };
}
