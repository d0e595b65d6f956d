/** The events a call sends, in the order in which the protocol notes have them; a batch may split them anywhere. */
import type { Application } from '../application/application.ts';
import type { ErrorBody, EventItem, Resource } from '../http/representation.ts';
import type { CallResources, CallStates } from './call-resources.ts';
import type { Fork } from './dialled/dialled.ts';
import type { Renegotiation } from './renegotiation.ts';

export class CallEvents {
  readonly #application: Application;
  readonly #resources: CallResources;
  readonly #callId: string;
  readonly #embed: boolean;

  /** @param embed false: events carry links only, and the client must fetch what it wants to know */
  constructor(application: Application, resources: CallResources, callId: string, embed: boolean) {
    this.#application = application;
    this.#resources = resources;
    this.#callId = callId;
    this.#embed = embed;
  }

  started(states: CallStates): void {
    const { invitationName, conversationName } = this.#names();
    this.#fromCommunication('started', 'audioVideoInvitation', invitationName, this.#resources.invitation(states));
    this.#fromCommunication('added', 'conversation', conversationName, this.#resources.conversation(states));
    const local = this.#resources.conversationName('localParticipant');
    this.#fromConversation('added', 'localParticipant', local, this.#resources.localParticipant());
    this.#fromConversation('added', 'participant', this.#resources.callerName, this.#resources.caller());
  }

  /** Something of what the invitation says is another. */
  updated(states: CallStates): void {
    const { invitationName } = this.#names();
    this.#fromCommunication('updated', 'audioVideoInvitation', invitationName, this.#resources.invitation(states));
  }

  /** The user makes a call. */
  dialled(states: CallStates): void {
    const { invitationName, conversationName, audioVideoName } = this.#names();
    this.#fromCommunication('started', 'audioVideoInvitation', invitationName, this.#resources.invitation(states));
    if (!this.#resources.isInMeeting) {
      this.#fromCommunication('added', 'conversation', conversationName, this.#resources.conversation(states));
      const local = this.#resources.conversationName('localParticipant');
      this.#fromConversation('added', 'localParticipant', local, this.#resources.localParticipant());
    }
    this.#fromConversation('updated', 'audioVideo', audioVideoName, this.#resources.audioVideo(states));
  }

  /** It has come further. */
  progressed(states: CallStates): void {
    const { invitationName } = this.#names();
    this.#fromCommunication('updated', 'audioVideoInvitation', invitationName, this.#resources.invitation(states));
  }

  /** The far side answered the offer, at one place. */
  negotiated(fork: Fork): void {
    const invitation = this.#names().invitationName;
    const sender = { rel: 'audioVideoInvitation', href: this.#application.path(invitation) };
    const name = this.#resources.invitationName('audioVideoNegotiation');
    this.#emit(sender, 'updated', 'audioVideoNegotiation', name, this.#resources.negotiation(fork), {});
  }

  /** Somebody is there, as the last before the call is up. */
  joined(): void {
    if (this.#resources.isInMeeting) return;
    this.#fromConversation('added', 'participant', this.#resources.callerName, this.#resources.caller());
  }

  accepted(states: CallStates): void {
    const { invitationName, conversationName, audioVideoName, sessionName } = this.#names();
    this.#fromConversation('updated', 'audioVideo', audioVideoName, this.#resources.audioVideo(states));
    if (!this.#resources.isInMeeting)
      this.#fromCommunication('updated', 'conversation', conversationName, this.#resources.conversation(states));
    this.#fromCommunication('added', 'audioVideoSession', sessionName, this.#resources.session(states));
    const item = { status: 'Success' } as const;
    this.#fromCommunication(
      'completed',
      'audioVideoInvitation',
      invitationName,
      this.#resources.invitation(states),
      item,
    );
  }

  /** The ring ends without a call here. */
  failed(states: CallStates, reason: ErrorBody): void {
    const { invitationName } = this.#names();
    const item = { status: 'Failure', reason } as const;
    this.#fromCommunication(
      'completed',
      'audioVideoInvitation',
      invitationName,
      this.#resources.invitation(states),
      item,
    );
    this.#conversationEnded(states);
  }

  /** The far side offers again. */
  renegotiationStarted(renegotiation: Renegotiation, resource: Resource): void {
    this.#fromCommunication('started', 'audioVideoRenegotiation', renegotiation.name, resource);
  }

  renegotiationCompleted(renegotiation: Renegotiation, resource: Resource, status: 'Success' | 'Failure'): void {
    this.#fromCommunication('completed', 'audioVideoRenegotiation', renegotiation.name, resource, { status });
  }

  /** The client offers again. */
  renegotiation(type: 'started' | 'completed', name: string, resource: Resource, more: Partial<EventItem> = {}): void {
    this.#fromCommunication(type, 'audioVideoRenegotiation', name, resource, more);
  }

  sessionUpdated(resource: Resource): void {
    this.#fromCommunication('updated', 'audioVideoSession', this.#names().sessionName, resource);
  }

  /** The voice of this computer is over, and the conversation goes on without it. */
  wentToPhone(states: CallStates, wasRinging: boolean): void {
    const { invitationName, audioVideoName, sessionName } = this.#names();
    this.#fromConversation('updated', 'audioVideo', audioVideoName, this.#resources.audioVideo(states));
    if (!wasRinging) {
      this.#fromCommunication('deleted', 'audioVideoSession', sessionName);
      return;
    }
    const invitation = this.#resources.invitation(states);
    this.#fromCommunication('completed', 'audioVideoInvitation', invitationName, invitation, { status: 'Success' });
  }

  /** It was to become a meeting, and stays what it was. */
  stayed(states: CallStates): void {
    const { conversationName, audioVideoName } = this.#names();
    this.#fromCommunication('updated', 'conversation', conversationName, this.#resources.conversation(states));
    this.#fromConversation('added', 'participant', this.#resources.callerName, this.#resources.caller());
    this.#fromConversation('updated', 'audioVideo', audioVideoName, this.#resources.audioVideo(states));
  }

  /** A call that was up is over. */
  ended(states: CallStates): void {
    const { audioVideoName, sessionName } = this.#names();
    this.#fromConversation('updated', 'audioVideo', audioVideoName, this.#resources.audioVideo(states));
    this.#fromCommunication('deleted', 'audioVideoSession', sessionName);
    this.#conversationEnded(states);
  }

  /** A meeting goes on without this sound, of which its modality tells. */
  #conversationEnded(states: CallStates): void {
    if (this.#resources.sharesModality) return;
    const { conversationName, audioVideoName } = this.#names();
    if (this.#resources.isInMeeting) {
      this.#fromConversation('updated', 'audioVideo', audioVideoName, this.#resources.audioVideo(states));
      return;
    }
    this.#fromCommunication('updated', 'conversation', conversationName, this.#resources.conversation(states));
    this.#fromCommunication('deleted', 'conversation', conversationName);
  }

  #names() {
    const resources = this.#resources;
    return {
      invitationName: resources.invitationName(),
      conversationName: resources.conversationName(),
      audioVideoName: resources.conversationName('audioVideo'),
      sessionName: resources.conversationName('audioVideo/audioVideoSession'),
    };
  }

  #fromCommunication(
    type: EventItem['type'],
    rel: string,
    name: string,
    resource?: Resource,
    more: Partial<EventItem> = {},
  ): void {
    this.#emit(this.#application.communication.sender, type, rel, name, resource, more);
  }

  #fromConversation(type: EventItem['type'], rel: string, name: string, resource: Resource): void {
    const sender = { rel: 'conversation', href: this.#application.path(this.#resources.conversationName()) };
    this.#emit(sender, type, rel, name, resource, {});
  }

  #emit(
    sender: { rel: string; href: string },
    type: EventItem['type'],
    rel: string,
    name: string,
    resource: Resource | undefined,
    more: Partial<EventItem>,
  ): void {
    const embedded = this.#embed && resource !== undefined ? { embedded: resource } : {};
    const item: EventItem = { link: { rel, href: this.#application.path(name) }, type, ...embedded, ...more };
    this.#application.emit(sender, item, 'high', this.#callId);
  }
}
