/**
 * How a call looks as resources: its invitation, conversation, participants, modality and session. The states are written down here once
 * more, and not taken from the app: this is the head that the app is compared with, and it must not share its mistakes.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Application } from '../application/application.ts';
import type { Resource } from '../http/representation.ts';
import type { CallDetails, Person } from '../people.ts';
import { type Dialled, type Fork, negotiation } from './dialled/dialled.ts';
import type { Offer } from './offer.ts';
import { customContentHref, namedPeople, saidProperties } from './why-it-rings.ts';

/** InvitationState, the conversation's state and CallState, each in the protocol's words. */
export interface CallStates {
  readonly invitation:
    | 'Connecting'
    | 'Alerting'
    | 'TeamRing'
    | 'Connected'
    | 'Declined'
    | 'Cancelled'
    | 'Failed'
    | 'Forwarded';
  readonly conversation: 'Incoming' | 'Connecting' | 'Connected' | 'Disconnected';
  readonly audioVideo: 'Connecting' | 'Connected' | 'Disconnected';
}

export const ringingStates: CallStates = {
  invitation: 'Connecting',
  conversation: 'Incoming',
  audioVideo: 'Connecting',
};

/** Of a call that the user makes. */
export const dialledStates: CallStates = {
  invitation: 'Connecting',
  conversation: 'Connecting',
  audioVideo: 'Connecting',
};

/** What does not change while a call lasts. */
export interface CallFacts {
  readonly person: Person;
  readonly details: CallDetails;
  readonly offer: Offer;
  /** False: the client cannot offer again. */
  readonly renegotiable?: boolean | undefined;
  /** The call that goes away if this one is taken. */
  readonly replaces?: { readonly resources: CallResources } | undefined;
  /** The user makes it. */
  readonly dialled?: Dialled | undefined;
  /** Name of the conversation of a meeting, whose sound it is. */
  readonly within?: string | undefined;
}

export class CallResources {
  readonly #application: Application;
  #facts: CallFacts;
  readonly #invitation = `communication/audioVideoInvitations/${randomBytes(16).toString('hex')}`;
  readonly #conversation: string;
  readonly #caller = randomUUID();
  readonly #thread: string;
  /** It is the sound of a meeting: more of it can be had by `addAudio` once this is over. */
  isInMeeting: boolean;
  /** Another call goes on by the same modality if this one comes to nothing. */
  sharesModality = false;
  /** Set once somebody took the call that the user makes. */
  answeredBy: Person | null = null;
  /** Set once someone else took the call. */
  acceptedBy: Person | null = null;

  constructor(application: Application, facts: CallFacts, thread = randomBytes(16).toString('base64')) {
    this.#application = application;
    this.#facts = facts;
    this.#thread = thread;
    this.#conversation = facts.within ?? `communication/conversations/${randomUUID()}`;
    this.isInMeeting = facts.within !== undefined;
  }

  /** The same under every name that the call has. */
  get thread(): string {
    return this.#thread;
  }

  /** The same call in another application: all its names are new but that of its thread. */
  in(application: Application): CallResources {
    return new CallResources(application, this.#facts, this.#thread);
  }

  /** Other details from now on. */
  say(details: Partial<CallDetails>): void {
    this.#facts = { ...this.#facts, details: { ...this.#facts.details, ...details } };
  }

  /** Name of the invitation, or of something under it, within the application. */
  invitationName(part = ''): string {
    return part === '' ? this.#invitation : `${this.#invitation}/${part}`;
  }

  /** Name of the conversation, or of something under it, within the application. */
  conversationName(part = ''): string {
    return part === '' ? this.#conversation : `${this.#conversation}/${part}`;
  }

  get callerName(): string {
    return this.conversationName(`participants/${this.#caller}`);
  }

  invitation(states: CallStates): Resource {
    if (this.#facts.dialled !== undefined) return this.#sentInvitation(this.#facts.dialled, states);
    const { details, offer, replaces } = this.#facts;
    const { account } = this.#application;
    const actions = ['acceptWithAnswer', 'sendProvisionalAnswer', 'decline'] as const;
    const byPhone = this.#application.phoneCalls.phone.number === null ? [] : ['acceptWithPhoneAudio'];
    const pending = [...actions, ...byPhone].map((action) => [action, this.#path(this.invitationName(action))]);
    const diagnostics = `${this.#path(this.conversationName('audioVideo/reportMediaDiagnostics'))}?mediaType=Audio`;
    return {
      rel: 'audioVideoInvitation',
      properties: {
        direction: 'Incoming',
        importance: details.importance ?? 'Normal',
        privateLine: details.privateLine ?? false,
        state: states.invitation === 'Connecting' && details.team === true ? 'TeamRing' : states.invitation,
        subject: details.subject,
        threadId: this.#thread,
        to: `sip:${account.address}`,
        ...saidProperties(details),
      },
      links: {
        self: this.#path(this.invitationName()),
        from: this.#path(this.callerName),
        to: this.#application.directory.href(this.#user),
        conversation: this.#path(this.conversationName()),
        audioVideo: this.#path(this.conversationName('audioVideo')),
        mediaOffer: offer.href,
        customContent: customContentHref(details.customContent),
        reportMediaDiagnostics: diagnostics,
        replacesAudioVideo: replaces && this.#path(replaces.resources.conversationName('audioVideo')),
        ...(states.invitation === 'Connecting' && Object.fromEntries(pending)),
        ...this.#others(),
      },
      embedded: details.callerByLink ? {} : { from: this.caller() },
    };
  }

  /** Of a call that the user makes (UCWA reference: audioVideoInvitation). */
  #sentInvitation(dialled: Dialled, states: CallStates): Resource {
    const { operationId, sessionContext, importance, delegator, to } = dialled;
    const isPending = ['Connecting', 'Alerting', 'TeamRing', 'Forwarded'].includes(states.invitation);
    const contact = this.#application.directory.href(this.#facts.person);
    const path = (name: string): string => this.#path(this.conversationName(name));
    return {
      rel: 'audioVideoInvitation',
      properties: {
        direction: 'Outgoing',
        importance: importance ?? 'Normal',
        joinAudioMuted: false,
        joinVideoMuted: false,
        ...{ operationId, sessionContext, delegator, to },
        state: states.invitation,
        threadId: this.#thread,
      },
      links: {
        self: this.#path(this.invitationName()),
        from: path('localParticipant'),
        to: contact,
        conversation: path(''),
        audioVideo: path('audioVideo'),
        reportMediaDiagnostics: `${path('audioVideo/reportMediaDiagnostics')}?mediaType=Audio`,
        ...(isPending && { cancel: this.#path(this.invitationName('cancel')) }),
      },
      embedded: this.answeredBy === null ? {} : { acceptedByParticipant: [this.#remote(this.answeredBy)] },
    };
  }

  /** What the far side answered, at one place (UCWA reference: audioVideoNegotiation). */
  negotiation(fork: Fork): Resource {
    return negotiation(fork, {
      self: this.#path(this.invitationName('audioVideoNegotiation')),
      invitation: this.#path(this.invitationName()),
      session: this.#path(this.conversationName('audioVideo/audioVideoSession')),
    });
  }

  conversation(states: CallStates): Resource {
    const { details } = this.#facts;
    return {
      rel: 'conversation',
      properties: {
        state: states.conversation,
        threadId: this.#thread,
        subject: details.subject,
        importance: details.importance ?? 'Normal',
        activeModalities: states.audioVideo === 'Connected' ? ['Audio'] : undefined,
        participantCount: 1,
        recording: false,
      },
      links: {
        self: this.#path(this.conversationName()),
        participants: this.#path(this.conversationName('participants')),
        localParticipant: this.#path(this.conversationName('localParticipant')),
        audioVideo: this.#path(this.conversationName('audioVideo')),
        ...(states.conversation === 'Connected' && {
          addParticipant: this.#path(this.conversationName('addParticipant')),
        }),
      },
    };
  }

  audioVideo(states: CallStates): Resource {
    const path = (part: string): string => this.#path(this.conversationName(`audioVideo/${part}`));
    const connected = {
      stopAudio: path('stopAudio'),
      stopAudioVideo: path('terminate'),
      audioVideoSession: path('audioVideoSession'),
      ...(this.#application.phoneCalls.phone.number !== null && {
        replaceWithPhoneAudio: path('replaceWithPhoneAudio'),
      }),
    };
    return {
      rel: 'audioVideo',
      properties: { state: states.audioVideo, supportsReplaces: 'Unsupported', videoSourcesAllowed: 'OneToOne' },
      links: {
        self: this.#path(this.conversationName('audioVideo')),
        conversation: this.#path(this.conversationName()),
        reportMediaDiagnostics: path('reportMediaDiagnostics'),
        ...(states.audioVideo === 'Connected' && connected),
        ...(states.audioVideo === 'Connected' &&
          !this.isInMeeting &&
          this.#application.meetings.escalates && {
            escalateAudio: path('escalateAudio'),
            escalateAudioVideo: path('escalateAudioVideo'),
          }),
        ...(states.audioVideo === 'Disconnected' && this.isInMeeting && { addAudio: path('addAudio') }),
      },
    };
  }

  /** @param suspended the user holds */
  session(states: CallStates, suspended = false): Resource {
    const path = (part: string): string => this.#path(this.conversationName(`audioVideo/audioVideoSession${part}`));
    const isUp = states.audioVideo === 'Connected';
    const offers = isUp && this.#facts.renegotiable !== false;
    return {
      rel: 'audioVideoSession',
      properties: {
        state: isUp ? (suspended ? 'Suspended' : 'Established') : 'Establishing',
        sessionContext: this.#facts.dialled?.sessionContext,
      },
      links: {
        self: path(''),
        ...(this.#facts.details.wantsFeedback === true && {
          publishCallQualityFeedback: path('/publishCallQualityFeedback'),
        }),
        audioVideo: this.#path(this.conversationName('audioVideo')),
        conversation: this.#path(this.conversationName()),
        ...(offers && { renegotiations: path('/renegotiations') }),
        ...(offers && suspended && { resumeAudio: path('/resumeAudio') }),
      },
    };
  }

  /** The caller. Where nothing is known of them the gateway puts an address that says so. */
  caller(): Resource {
    return this.#remote(this.answeredBy ?? this.#facts.person);
  }

  #remote(person: Person): Resource {
    const { uri, name, workPhoneNumber } = person;
    const address = uri ?? 'sip:anonymous@anonymous.invalid';
    const contact = name === undefined ? {} : { contact: this.#application.directory.href(person) };
    const network = uri?.startsWith('sip:') === true ? 'SameEnterprise' : 'Everyone';
    const properties = { name, uri: address, workPhoneNumber, anonymous: uri === undefined, sourceNetwork: network };
    return this.#participant(this.callerName, { ...properties, local: false }, contact);
  }

  localParticipant(): Resource {
    const { displayName, address } = this.#application.account;
    const properties = { name: displayName, uri: `sip:${address}`, anonymous: false, sourceNetwork: 'SameEnterprise' };
    const me = this.#path('me');
    return this.#participant(this.conversationName('localParticipant'), { ...properties, local: true }, { me });
  }

  participants(): Resource {
    const self = this.#path(this.conversationName('participants'));
    const participant = [{ href: this.#path(this.callerName) }];
    return { rel: 'participants', links: { self, participant } };
  }

  get #user(): Person {
    const { address, displayName } = this.#application.account;
    return { id: address, name: displayName, uri: `sip:${address}` };
  }

  #participant(name: string, properties: Resource['properties'], links: Resource['links']): Resource {
    const all = { inLobby: false, organizer: false, role: 'Unknown', ...properties };
    const conversation = this.#path(this.conversationName());
    return { rel: 'participant', properties: all, links: { self: this.#path(name), conversation, ...links } };
  }

  #others(): Record<string, string | undefined> {
    const people = Object.entries(namedPeople(this.#facts.details, this.acceptedBy));
    return Object.fromEntries(people.map(([rel, person]) => [rel, this.#application.directory.href(person)]));
  }

  #path(name: string): string {
    return this.#application.path(name);
  }
}
