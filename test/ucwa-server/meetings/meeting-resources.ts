/** How a meeting looks as resources. Written down once more, and not taken from the app, as calls are. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Application } from '../application/application.ts';
import type { Resource } from '../http/representation.ts';
import type { Person } from '../people.ts';

export interface MeetingStates {
  readonly invitation: 'Connecting' | 'Connected' | 'Declined' | 'Cancelled' | 'Failed';
  readonly conversation: 'Incoming' | 'Connecting' | 'Conferencing' | 'InLobby' | 'Conferenced' | 'Disconnected';
}

/** Somebody in it. */
export interface Attender {
  readonly person: Person;
  role: 'Leader' | 'Attendee';
  inLobby: boolean;
  /** They have sound; null: they have none. */
  muted: boolean | null;
}

/** What does not change while it lasts. */
export interface MeetingFacts {
  readonly subject: string | undefined;
  readonly organizer: Person;
  readonly uri: string;
  readonly joinUrl: string;
  readonly importance?: string | undefined;
  /** Who asks the user to it; absent where they join by themselves. */
  readonly invitedBy?: Person | undefined;
  /** Of the client's own request. */
  readonly operationId?: string | undefined;
  /** Name of the conversation that it is made of. */
  readonly conversation?: string | undefined;
}

export interface Own {
  role: 'Leader' | 'Attendee';
  inLobby: boolean;
  muted: boolean | null;
  /** They may not unmute themselves. */
  locked: boolean;
}

/** What the meeting is like at present. */
export interface MeetingMood {
  readonly leads: boolean;
  readonly recording: boolean;
  /** Attendees are kept muted. */
  readonly muteLock: boolean;
}

export class MeetingResources {
  readonly thread = randomBytes(16).toString('hex');
  readonly facts: MeetingFacts;
  readonly #application: Application;
  readonly #invitation = `communication/onlineMeetingInvitations/${randomBytes(16).toString('hex')}`;
  readonly #conversation: string;

  constructor(application: Application, facts: MeetingFacts) {
    this.#application = application;
    this.facts = facts;
    this.#conversation = facts.conversation ?? `communication/conversations/${randomUUID()}`;
  }

  invitationName(part = ''): string {
    return part === '' ? this.#invitation : `${this.#invitation}/${part}`;
  }

  name(part = ''): string {
    return part === '' ? this.#conversation : `${this.#conversation}/${part}`;
  }

  personName({ id, uri }: Person): string {
    return this.name(`participants/${encodeURIComponent(uri?.replace(/^(sip|tel):/, '') ?? id)}`);
  }

  invitation(states: MeetingStates): Resource {
    const { subject, importance = 'Normal', invitedBy, operationId, uri } = this.facts;
    const { account, directory } = this.#application;
    const isIncoming = invitedBy !== undefined;
    const isPending = states.invitation === 'Connecting';
    const isAnswerable = isPending && states.conversation === 'Incoming';
    const user: Person = { id: account.address, name: account.displayName, uri: `sip:${account.address}` };
    return {
      rel: 'onlineMeetingInvitation',
      properties: {
        direction: isIncoming ? 'Incoming' : 'Outgoing',
        ...{ operationId, subject, importance, state: states.invitation, threadId: this.thread },
        onlineMeetingUri: uri,
        availableModalities: ['Audio', 'Messaging'],
        to: isIncoming ? `sip:${account.address}` : uri,
      },
      links: {
        self: this.#path(this.invitationName()),
        from: isIncoming
          ? { href: this.#path(this.personName(invitedBy)), title: invitedBy.name ?? '' }
          : this.#path(this.name('localParticipant')),
        to: directory.href(user),
        conversation: this.#path(this.name()),
        ...(isIncoming &&
          isAnswerable && {
            accept: this.#path(this.invitationName('accept')),
            decline: this.#path(this.invitationName('decline')),
          }),
        ...(!isIncoming && isPending && { cancel: this.#path(this.invitationName('cancel')) }),
      },
      embedded: isIncoming ? { from: this.#asker(invitedBy) } : {},
    };
  }

  conversation(states: MeetingStates, count: number, { leads, recording, muteLock }: MeetingMood): Resource {
    const { subject, importance = 'Normal' } = this.facts;
    const path = (part: string): string => this.#path(this.name(part));
    const inside = {
      addParticipant: path('addParticipant'),
      leaders: path('leaders'),
      attendees: path('attendees'),
      lobby: path('lobby'),
      onlineMeeting: path('onlineMeeting'),
      ...(this.#application.meetings.takesPhones && { phoneAudio: path('phoneAudio') }),
      ...(leads &&
        (muteLock
          ? { disableAudienceMuteLock: path('disableAudienceMuteLock') }
          : { enableAudienceMuteLock: path('enableAudienceMuteLock') })),
    };
    return {
      rel: 'conversation',
      properties: {
        ...{ state: states.conversation, threadId: this.thread, subject, importance, participantCount: count },
        recording,
        audienceMute: muteLock ? 'Enabled' : 'Disabled',
      },
      links: {
        self: path(''),
        participants: path('participants'),
        localParticipant: path('localParticipant'),
        audioVideo: path('audioVideo'),
        ...(states.conversation === 'Conferenced' && inside),
      },
    };
  }

  onlineMeeting(): Resource {
    const { subject, organizer, uri, joinUrl } = this.facts;
    return {
      rel: 'onlineMeeting',
      properties: {
        ...{ subject, onlineMeetingUri: uri, joinUrl, accessLevel: 'SameEnterprise', conferenceId: '4821345' },
        organizerName: organizer.name,
        organizerUri: organizer.uri,
      },
      links: {
        self: this.#path(this.name('onlineMeeting')),
        conversation: this.#path(this.name()),
        organizer: this.#application.directory.href(organizer),
        phoneDialInInformation: this.#path(this.name('onlineMeeting/phoneDialInInformation')),
      },
    };
  }

  phoneDialIn(): Resource {
    const region = (name: string, number: string): Resource => ({
      ...{ rel: 'dialInRegion', properties: { name, number, languages: ['sv-SE', 'en-GB'] }, links: {} },
    });
    return {
      rel: 'phoneDialInInformation',
      properties: {
        ...{ conferenceId: '4821345', defaultRegion: 'Sweden', tollNumber: '+442079460018' },
        tollFreeNumbers: ['+448000000000'],
        isAudioConferenceProviderEnabled: false,
      },
      links: { self: this.#path(this.name('onlineMeeting/phoneDialInInformation')) },
      embedded: { dialInRegion: [region('United Kingdom', 'tel:+442079460018'), region('Sweden', 'tel:+46855501200')] },
    };
  }

  /** The voice modality while nobody uses it. */
  voice(states: MeetingStates): Resource {
    const path = (part: string): string => this.#path(this.name(part));
    return {
      rel: 'audioVideo',
      properties: { state: 'Disconnected', videoSourcesAllowed: 'Everyone' },
      links: {
        self: path('audioVideo'),
        conversation: path(''),
        ...(states.conversation === 'Conferenced' && { addAudio: path('audioVideo/addAudio') }),
      },
    };
  }

  /** The modality of the user's telephone while nobody uses it. */
  phone(): Resource {
    const path = (part: string): string => this.#path(this.name(part));
    const links = { self: path('phoneAudio'), conversation: path(''), addPhoneAudio: path('phoneAudio/addPhoneAudio') };
    return { rel: 'phoneAudio', properties: { state: 'Disconnected' }, links };
  }

  /** `may`: the user leads, so that they may do something about others. */
  participant(attender: Attender, may: boolean): Resource {
    const { person, role, inLobby } = attender;
    const name = this.personName(person);
    const path = (part: string): string => this.#path(`${name}/${part}`);
    const actions = inLobby
      ? { admit: path('admit'), reject: path('reject') }
      : { eject: path('eject'), ...(role === 'Leader' ? { demote: path('demote') } : { promote: path('promote') }) };
    return {
      rel: 'participant',
      properties: {
        ...{ name: person.name, uri: person.uri, role, inLobby, local: false, anonymous: person.uri === undefined },
        organizer: person.id === this.facts.organizer.id,
        sourceNetwork:
          person.sourceNetwork ?? (person.uri?.startsWith('sip:') === true ? 'SameEnterprise' : 'Everyone'),
        workPhoneNumber: person.workPhoneNumber,
      },
      links: {
        self: this.#path(name),
        conversation: this.#path(this.name()),
        ...(person.name !== undefined && { contact: this.#application.directory.href(person) }),
        ...(attender.muted !== null && { participantAudio: path('participantAudio') }),
        ...(may && actions),
      },
    };
  }

  participantAudio({ person, muted }: Attender, may: boolean): Resource {
    const name = this.personName(person);
    const change = muted === true ? 'unmuteAudio' : 'muteAudio';
    return this.#audio(name, muted, may ? [change] : []);
  }

  ownAudio({ muted, locked }: Own): Resource {
    const change = muted === true ? 'unmuteAudio' : 'muteAudio';
    return this.#audio(this.name('localParticipant'), muted, muted === true && locked ? [] : [change]);
  }

  localParticipant({ role, inLobby, muted }: Own): Resource {
    const { displayName, address } = this.#application.account;
    const path = this.#path(this.name('localParticipant'));
    return {
      rel: 'participant',
      properties: {
        ...{ name: displayName, uri: `sip:${address}`, role, inLobby, local: true, anonymous: false },
        organizer: this.facts.organizer.uri === `sip:${address}`,
        sourceNetwork: 'SameEnterprise',
      },
      links: {
        self: path,
        conversation: this.#path(this.name()),
        me: this.#path('me'),
        ...(muted !== null && { participantAudio: `${path}/participantAudio` }),
      },
    };
  }

  /** `participants`, `leaders`, `attendees` or `lobby`. */
  list(rel: string, people: readonly Person[]): Resource {
    const participant = people.map((person) => ({
      href: this.#path(this.personName(person)),
      ...(person.name !== undefined && { title: person.name }),
    }));
    return { rel, links: { self: this.#path(this.name(rel)), participant } };
  }

  #audio(whose: string, muted: boolean | null, changes: readonly string[]): Resource {
    const path = this.#path(`${whose}/participantAudio`);
    return {
      rel: 'participantAudio',
      properties: { audioDirection: 'SendReceive', audioMuted: muted === true, audioSourceId: '1' },
      links: {
        self: path,
        participant: this.#path(whose),
        ...Object.fromEntries(changes.map((change) => [change, `${path}/${change}`])),
      },
    };
  }

  #asker(person: Person): Resource {
    return this.participant({ person, role: 'Attendee', inLobby: false, muted: null }, false);
  }

  #path(name: string): string {
    return this.#application.path(name);
  }
}
