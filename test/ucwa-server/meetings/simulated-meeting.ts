/** One meeting of the user with others: its states, its events, and who is in it. */
import { randomBytes } from 'node:crypto';
import type { Application } from '../application/application.ts';
import type { SimulatedCall } from '../calls/simulated-call.ts';
import type { ErrorBody, EventItem, Resource } from '../http/representation.ts';
import type { Ledger } from '../ledger.ts';
import type { Person } from '../people.ts';
import type { Timers } from '../timers.ts';
import {
  type Attender,
  type MeetingFacts,
  MeetingResources,
  type MeetingStates,
  type Own,
} from './meeting-resources.ts';

/** An invitation that nobody answers fails after so many seconds. */
const answerSeconds = 60;

export interface MeetingPorts {
  readonly application: Application;
  readonly ledger: Ledger;
  readonly timers: Timers;
  /** Events carry links only. */
  readonly bare: boolean;
}

export class SimulatedMeeting {
  readonly id: string;
  readonly resources: MeetingResources;
  readonly own: Own;
  /** Who asks for somebody is let in by the user, or waits. */
  userWaits = false;
  /** Nobody can join it any more. */
  endedForAll = false;
  #recording = false;
  #muteLock = false;
  /** Its sound, newest last. */
  readonly sounds: SimulatedCall[] = [];
  readonly #ports: MeetingPorts;
  readonly #people = new Map<string, Attender>();
  #states: MeetingStates;
  #endWaiting = (): void => {};

  constructor(id: string, facts: MeetingFacts, own: Partial<Own>, ports: MeetingPorts) {
    this.id = id;
    this.#ports = ports;
    this.resources = new MeetingResources(ports.application, facts);
    this.own = { role: 'Attendee', inLobby: false, muted: null, locked: false, ...own };
    const conversation = facts.invitedBy === undefined ? 'Connecting' : 'Incoming';
    this.#states = { invitation: 'Connecting', conversation };
  }

  get states(): MeetingStates {
    return this.#states;
  }

  get people(): readonly Attender[] {
    return [...this.#people.values()];
  }

  get isOver(): boolean {
    return this.#states.conversation === 'Disconnected';
  }

  get isWaiting(): boolean {
    return this.#states.invitation === 'Connecting';
  }

  get isInside(): boolean {
    return this.#states.conversation === 'Conferenced';
  }

  /** What carries the user's sound; undefined where nothing does. */
  get sound(): SimulatedCall | undefined {
    return this.sounds.findLast(({ state }) => state !== 'ended');
  }

  /** Tells the client of it. */
  begin(): void {
    const { application, timers } = this.#ports;
    application.communication.conversations.add(application.path(this.resources.name()));
    this.#record(this.#states.conversation === 'Incoming' ? 'asks the user' : 'the user joins');
    this.#fromCommunication('started', 'onlineMeetingInvitation', this.resources.invitationName(), this.#invitation());
    this.#fromCommunication('added', 'conversation', this.resources.name(), this.#conversation());
    this.#fromMeeting('added', 'localParticipant', 'localParticipant', this.resources.localParticipant(this.own));
    if (this.#states.conversation === 'Incoming') {
      this.#endWaiting = timers.afterSeconds(answerSeconds, () => this.fail('Timeout', 'Timeout'));
    }
  }

  /** It is made of a conversation of two, whose other side `other` has another name in it: the user is in it at once. */
  beginOfCall(other: string): void {
    this.#states = { invitation: 'Connected', conversation: 'Conferencing' };
    this.#ports.application.communication.conversations.add(this.#ports.application.path(this.resources.name()));
    this.#record('is made of a call');
    this.#fromCommunication('updated', 'conversation', this.resources.name(), this.#conversation());
    this.#emitAs('deleted', 'participant', other, undefined);
  }

  /** The user takes it, or the request to join was taken. */
  connect(): void {
    this.#endWaiting();
    if (this.userWaits) this.#wait();
    else this.enter();
  }

  /** The user is in. */
  enter(): void {
    this.#endWaiting();
    this.own.inLobby = false;
    this.#states = { invitation: 'Connected', conversation: 'Conferenced' };
    this.#record('the user is in');
    const { resources } = this;
    this.#fromCommunication('updated', 'conversation', resources.name(), this.#conversation());
    this.#fromMeeting('added', 'onlineMeeting', 'onlineMeeting', resources.onlineMeeting());
    this.#fromMeeting('updated', 'localParticipant', 'localParticipant', resources.localParticipant(this.own));
    for (const attender of this.people) this.#tellOf('added', attender);
    this.#fromMeeting('updated', 'audioVideo', 'audioVideo', this.voice());
    if (resources.facts.conversation !== undefined) return;
    const name = resources.invitationName();
    this.#fromCommunication('completed', 'onlineMeetingInvitation', name, this.#invitation(), { status: 'Success' });
  }

  #wait(): void {
    this.own.inLobby = true;
    this.#states = { invitation: 'Connecting', conversation: 'InLobby' };
    this.#record('the user waits in the lobby');
    this.#fromCommunication('updated', 'conversation', this.resources.name(), this.#conversation());
  }

  /** Nothing comes of the way into it. */
  fail(code: string, subcode: string, state: MeetingStates['invitation'] = 'Failed'): void {
    if (!this.isWaiting) return;
    this.#endWaiting();
    this.#states = { invitation: state, conversation: 'Disconnected' };
    this.#record(`failed: ${subcode}`);
    const reason: ErrorBody = { code, subcode, message: subcode };
    const name = this.resources.invitationName();
    const end = { status: 'Failure', reason } as const;
    this.#fromCommunication('completed', 'onlineMeetingInvitation', name, this.#invitation(), end);
    this.#gone();
  }

  /** Somebody comes, or waits to be let in. `muted`: null for somebody without sound. */
  join(person: Person, more: Partial<Omit<Attender, 'person'>> = {}): Attender {
    const attender: Attender = { person, role: 'Attendee', inLobby: false, muted: false, ...more };
    this.#people.set(person.id, attender);
    this.#record(`${person.id} ${attender.inLobby ? 'waits' : 'is in'}`);
    if (this.isInside) this.#tellOf('added', attender);
    return attender;
  }

  find(id: string): Attender | undefined {
    return this.#people.get(id);
  }

  /** Somebody leaves, or is sent away. */
  leave(id: string): void {
    const attender = this.#people.get(id);
    if (attender === undefined) return;
    this.#people.delete(id);
    this.#record(`${id} left`);
    if (!this.isInside) return;
    const name = this.resources.personName(attender.person);
    if (attender.inLobby) this.#move('deleted', attender, 'lobby');
    this.#emitAs('deleted', 'participant', name, undefined);
  }

  /** Somebody who waits is in. */
  admit(id: string): void {
    this.#change(id, (attender) => {
      attender.inLobby = false;
      this.#move('deleted', attender, 'lobby');
      this.#move('added', attender, 'attendees');
    });
    const admitted = this.find(id);
    if (admitted?.muted != null && this.isInside) this.#audioOf('added', admitted);
  }

  /** Somebody leads from now on, or does not. */
  setRole(id: string, role: Attender['role']): void {
    this.#change(id, (attender) => {
      this.#move('deleted', attender, attender.role === 'Leader' ? 'leaders' : 'attendees');
      attender.role = role;
      this.#move('added', attender, role === 'Leader' ? 'leaders' : 'attendees');
    });
  }

  mute(id: string, muted: boolean): void {
    this.#change(id, (attender) => {
      attender.muted = muted;
      this.#audioOf('updated', attender);
    });
  }

  /** The user is heard by nobody, or again. `locked`: they may not unmute themselves. */
  muteUser(muted: boolean, locked = false): void {
    this.own.muted = muted;
    this.own.locked = locked;
    this.#record(muted ? 'the user is muted' : 'the user is unmuted');
    this.#ownAudio('updated');
  }

  /** Somebody records it, or does not any more. */
  record(recording: boolean): void {
    this.#recording = recording;
    this.#fromCommunication('updated', 'conversation', this.resources.name(), this.#conversation());
  }

  get recording(): boolean {
    return this.#recording;
  }

  get muteLock(): boolean {
    return this.#muteLock;
  }

  /** Attendees are muted, and may not unmute themselves; without it they stay muted and may. */
  setMuteLock(locked: boolean): void {
    this.#muteLock = locked;
    this.#record(locked ? 'attendees are kept muted' : 'attendees may unmute');
    this.#fromCommunication('updated', 'conversation', this.resources.name(), this.#conversation());
    if (!locked) return;
    for (const { person, role, muted } of this.people)
      if (role === 'Attendee' && muted !== null) this.mute(person.id, true);
  }

  /** The user leads from now on, or does not. */
  setOwnRole(role: Own['role']): void {
    this.own.role = role;
    this.#fromCommunication('updated', 'conversation', this.resources.name(), this.#conversation());
    this.#fromMeeting('updated', 'localParticipant', 'localParticipant', this.resources.localParticipant(this.own));
    for (const attender of this.people) {
      this.#tell('updated', attender);
      if (attender.muted !== null && !attender.inLobby) this.#audioOf('updated', attender);
    }
  }

  /** Somebody took the user out of it. */
  removeUser(): void {
    const reason = { code: 'Informational', subcode: 'Ejected' };
    this.#end('the user was removed', reason);
  }

  /** It is over for everybody. */
  end(): void {
    this.endedForAll = true;
    this.#end('ended', { code: 'Informational', subcode: 'Ended' });
  }

  /** The user leaves. */
  leaveByUser(): void {
    if (this.isWaiting) this.fail('LocalFailure', 'Canceled', 'Cancelled');
    else this.#end('the user left', null);
  }

  /** The user's sound is up. */
  soundIsUp(call: SimulatedCall): void {
    this.sounds.push(call);
    this.own.muted = false;
    this.#ownAudio('added');
    void call.ended.then(() => {
      if (this.isOver || this.sound !== undefined) return;
      this.own.muted = null;
      const local = `${this.resources.name('localParticipant')}/participantAudio`;
      this.#emitAs('deleted', 'participantAudio', local, undefined);
    });
  }

  /** Somebody was added by the user. */
  invite(operationId: string, to: string, person: Person, bare = false): AddedPerson {
    return new AddedPerson(this, operationId, to, person, { ...this.#ports, bare });
  }

  /** The application is gone: nobody is told. */
  async abandon(): Promise<void> {
    this.#endWaiting();
    this.#states = { ...this.#states, conversation: 'Disconnected' };
    await Promise.all(this.sounds.map((call) => call.abandon()));
  }

  /** Its modality, used or not. */
  voice(): Resource {
    const { sound, resources } = this;
    return sound === undefined ? resources.voice(this.#states) : sound.resources.audioVideo(sound.states);
  }

  conversation(): Resource {
    return this.#conversation();
  }

  #end(why: string, reason: ErrorBody | null): void {
    if (this.isOver) return;
    this.#states = { ...this.#states, conversation: 'Disconnected' };
    this.#record(why);
    if (reason !== null) {
      this.#emitAs('deleted', 'localParticipant', this.resources.name('localParticipant'), undefined, { reason });
    }
    for (const call of this.sounds) {
      if (call.state === 'talking') void call.hangUp();
      else if (call.state === 'ringing') void call.fail({ code: 'Informational', subcode: 'Ended' });
    }
    this.#gone(reason);
  }

  #gone(reason: ErrorBody | null = null): void {
    const { application } = this.#ports;
    const name = this.resources.name();
    application.communication.conversations.delete(application.path(name));
    const more = reason === null ? {} : { reason };
    this.#fromCommunication('updated', 'conversation', name, this.#conversation(), more);
    this.#fromCommunication('deleted', 'conversation', name, undefined, more);
  }

  get #leads(): boolean {
    return this.own.role === 'Leader';
  }

  #change(id: string, change: (attender: Attender) => void): void {
    const attender = this.#people.get(id);
    if (attender === undefined) throw new Error(`${id} is not in ${this.id}`);
    change(attender);
    if (this.isInside) this.#tell('updated', attender);
  }

  #tellOf(type: 'added', attender: Attender): void {
    this.#tell(type, attender);
    this.#move('added', attender, attender.inLobby ? 'lobby' : attender.role === 'Leader' ? 'leaders' : 'attendees');
    if (attender.muted !== null && !attender.inLobby) this.#audioOf('added', attender);
  }

  #tell(type: 'added' | 'updated', attender: Attender): void {
    const resource = this.resources.participant(attender, this.#leads);
    this.#emitAs(type, 'participant', this.resources.personName(attender.person), resource, {
      title: attender.person.name ?? '',
    });
  }

  #move(type: 'added' | 'deleted', attender: Attender, rel: 'leaders' | 'attendees' | 'lobby'): void {
    const href = this.#ports.application.path(this.resources.name(rel));
    const resource = type === 'added' ? this.resources.participant(attender, this.#leads) : undefined;
    this.#emitAs(type, 'participant', this.resources.personName(attender.person), resource, { in: { rel, href } });
  }

  #audioOf(type: 'added' | 'updated', attender: Attender): void {
    const name = `${this.resources.personName(attender.person)}/participantAudio`;
    this.#emitAs(type, 'participantAudio', name, this.resources.participantAudio(attender, this.#leads));
  }

  #ownAudio(type: 'added' | 'updated'): void {
    const name = this.resources.name('localParticipant');
    const within = { rel: 'localParticipant', href: this.#ports.application.path(name) };
    this.#emitAs(type, 'participantAudio', `${name}/participantAudio`, this.resources.ownAudio(this.own), {
      in: within,
    });
  }

  #invitation(): Resource {
    return this.resources.invitation(this.#states);
  }

  #conversation(): Resource {
    const mood = { leads: this.#leads, recording: this.#recording, muteLock: this.#muteLock };
    return this.resources.conversation(this.#states, this.#people.size, mood);
  }

  #record(detail: string): void {
    this.#ports.ledger.record({ kind: 'server', detail: `${this.id}: ${detail}` });
  }

  #fromMeeting(type: EventItem['type'], rel: string, part: string, resource: Resource): void {
    this.#emitAs(type, rel, this.resources.name(part), resource);
  }

  #emitAs(
    type: EventItem['type'],
    rel: string,
    name: string,
    resource: Resource | undefined,
    { title, ...more }: Partial<EventItem> & { readonly title?: string } = {},
  ): void {
    const sender = { rel: 'conversation', href: this.#ports.application.path(this.resources.name()) };
    this.emit(sender, type, rel, name, resource, more, title);
  }

  #fromCommunication(
    type: EventItem['type'],
    rel: string,
    name: string,
    resource?: Resource,
    more: Partial<EventItem> = {},
  ): void {
    this.emit(this.#ports.application.communication.sender, type, rel, name, resource, more);
  }

  emit(
    sender: { readonly rel: string; readonly href: string },
    type: EventItem['type'],
    rel: string,
    name: string,
    resource: Resource | undefined,
    more: Partial<EventItem>,
    title?: string,
  ): void {
    const { application, bare } = this.#ports;
    const embedded = resource === undefined || bare ? {} : { embedded: resource };
    const link = { rel, href: application.path(name), ...(title !== undefined && title !== '' && { title }) };
    application.emit(sender, { link, type, ...embedded, ...more }, 'high');
  }
}

/** Somebody whom the user adds: an invitation that rings there (UCWA reference: participantInvitation). */
export class AddedPerson {
  readonly name = `communication/participantInvitations/${randomBytes(16).toString('hex')}`;
  readonly person: Person;
  readonly #meeting: SimulatedMeeting;
  readonly #ports: MeetingPorts;
  readonly #operationId: string;
  readonly #to: string;
  #state: 'Connecting' | 'Connected' | 'Declined' | 'Cancelled' | 'Failed' = 'Connecting';

  constructor(meeting: SimulatedMeeting, operationId: string, to: string, person: Person, ports: MeetingPorts) {
    this.#meeting = meeting;
    this.#operationId = operationId;
    this.#to = to;
    this.person = person;
    this.#ports = ports;
  }

  get isWaiting(): boolean {
    return this.#state === 'Connecting';
  }

  resource(): Resource {
    const { application } = this.#ports;
    const within = application.path(this.#meeting.resources.name());
    return {
      rel: 'participantInvitation',
      properties: {
        direction: 'Outgoing',
        importance: 'Normal',
        operationId: this.#operationId,
        state: this.#state,
        to: this.#to,
      },
      links: {
        self: application.path(this.name),
        conversation: within,
        from: `${within}/localParticipant`,
        to: application.directory.href(this.person),
        ...(this.isWaiting && { cancel: `${application.path(this.name)}/cancel` }),
      },
    };
  }

  begin(): void {
    this.#tell('started');
  }

  take(): void {
    if (!this.isWaiting || this.#meeting.isOver) return;
    this.#state = 'Connected';
    this.#meeting.join(this.person);
    this.#tell('completed', { status: 'Success' });
  }

  fail(code: string, subcode: string, state: 'Declined' | 'Cancelled' | 'Failed' = 'Failed'): void {
    if (!this.isWaiting) return;
    this.#state = state;
    this.#tell('completed', { status: 'Failure', reason: { code, subcode } });
  }

  #tell(type: 'started' | 'completed', more: Partial<EventItem> = {}): void {
    const { sender } = this.#ports.application.communication;
    const resource = this.#ports.bare ? undefined : this.resource();
    this.#meeting.emit(sender, type, 'participantInvitation', this.name, resource, more);
  }
}
