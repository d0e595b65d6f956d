/**
 * A call that the user talks on their own telephone: `own-phone` and `far-side` while somebody is rung, then `talking`, then `ended`, which
 * has no exits. What the client may ask is in phone-operations.ts.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Application } from '../application/application.ts';
import type { ErrorBody, EventItem, Resource } from '../http/representation.ts';
import type { Ledger } from '../ledger.ts';
import type { Person } from '../people.ts';
import type { OwnPhone } from './own-phone.ts';

export type PhoneCallState = 'own-phone' | 'far-side' | 'talking' | 'ended';

/**
 * How it came about. `accepted`: in place of an answer; `replacing`: in place of the voice of a call that is up; `joining`: beside all else that is in
 * the conversation, which goes on without it.
 */
export type PhoneCallKind = 'incoming' | 'started' | 'accepted' | 'replacing' | 'joining';

export interface PhoneCallOptions {
  readonly kind: PhoneCallKind;
  /** The other side. */
  readonly with: Person;
  readonly ownNumber: string;
  readonly operationId?: string | undefined;
  readonly threadId?: string | undefined;
  readonly subject?: string | undefined;
  /** Where it is added to a call that there is: the conversation's name, and what becomes of that call when it is picked up. */
  readonly added?: { readonly conversation: string; readonly thread: string; readonly goToPhone: () => void };
}

export class PhoneCall {
  readonly id: string;
  readonly options: PhoneCallOptions;
  readonly invitationName = `communication/phoneAudioInvitations/${randomBytes(16).toString('hex')}`;
  readonly conversationName: string;
  readonly thread: string;
  readonly #application: Application;
  readonly #ledger: Ledger;
  #state: PhoneCallState = 'own-phone';
  #held = false;
  #invitation: 'Connecting' | 'Alerting' | 'Connected' | 'Declined' | 'Cancelled' | 'Failed' = 'Connecting';

  constructor(id: string, options: PhoneCallOptions, application: Application, ledger: Ledger) {
    this.id = id;
    this.options = options;
    this.conversationName = options.added?.conversation ?? `communication/conversations/${randomUUID()}`;
    this.thread = options.added?.thread ?? options.threadId ?? randomBytes(16).toString('base64');
    this.#application = application;
    this.#ledger = ledger;
  }

  get state(): PhoneCallState {
    return this.#state;
  }

  get held(): boolean {
    return this.#held;
  }

  get from(): Person {
    return this.options.with;
  }

  /** The conversation is not its own. */
  get isShared(): boolean {
    return this.options.kind === 'joining';
  }

  get phoneAudioName(): string {
    return `${this.conversationName}/phoneAudio`;
  }

  /** Tells the client; the user's telephone rings. */
  ring(): void {
    this.#record('rings at the own telephone');
    this.#application.communication.conversations.add(this.#path(this.conversationName));
    if (this.options.kind !== 'accepted') this.#invited('started');
    if (this.options.added === undefined) this.#conversation('added');
    this.#phoneAudio();
  }

  /** Somebody picks the user's telephone up. */
  pickUp(): void {
    this.#expect('own-phone', 'picked up');
    if (this.options.kind === 'started') {
      this.#state = 'far-side';
      this.#invitation = 'Alerting';
      this.#record('rings at the other side');
      this.#invited('updated');
    } else this.#connect();
  }

  /** The other side of a call that the user began answers. */
  answer(): void {
    this.#expect('far-side', 'answered');
    this.#connect();
  }

  /** It comes to nothing, for that reason. */
  fail(reason: ErrorBody, invitation: 'Cancelled' | 'Failed' | 'Declined' = 'Failed'): void {
    if (this.#state === 'talking' || this.#state === 'ended') throw new Error(`${this.id} is ${this.#state}`);
    this.#invitation = invitation;
    this.#end(`failed ${reason.subcode ?? reason.code}`);
    if (this.options.kind !== 'accepted') this.#invited('completed', { status: 'Failure', reason });
    this.#over();
  }

  /** The user's telephone is not picked up in time. */
  noAnswer(): void {
    this.fail({ code: 'LocalFailure', subcode: 'Timeout' });
  }

  hold(held: boolean): void {
    this.#held = held;
    this.#record(held ? 'held' : 'resumed');
    this.#phoneAudio();
  }

  /** Whoever hangs up. */
  hangUp(by: 'user' | 'other side' = 'other side'): void {
    if (this.#state === 'ended') return;
    if (this.#state !== 'talking') {
      this.fail({ code: 'LocalFailure', subcode: 'Canceled' }, 'Cancelled');
      return;
    }
    this.#end(`hung up by the ${by}`);
    this.#over();
  }

  /** The application is gone: nothing is said to anybody. */
  abandon(): void {
    if (this.#state !== 'ended') this.#end('abandoned');
  }

  invitation(): Resource {
    const { kind, operationId, subject, ownNumber } = this.options;
    const isOut = kind === 'started' || kind === 'replacing' || kind === 'joining';
    const pending = this.#invitation === 'Connecting' || this.#invitation === 'Alerting';
    const action = isOut ? 'cancel' : 'decline';
    return {
      rel: 'phoneAudioInvitation',
      properties: {
        direction: isOut ? 'Outgoing' : 'Incoming',
        importance: 'Normal',
        joinAudioMuted: false,
        operationId,
        phoneNumber: ownNumber,
        privateLine: false,
        state: this.#invitation,
        subject,
        threadId: this.thread,
        to: isOut ? this.options.with.uri : `sip:${this.#application.account.address}`,
      },
      links: {
        self: this.#path(this.invitationName),
        conversation: this.#path(this.conversationName),
        phoneAudio: this.#path(this.phoneAudioName),
        ...(pending && { [action]: this.#path(`${this.invitationName}/${action}`) }),
      },
      embedded: isOut ? {} : { from: this.#other() },
    };
  }

  phoneAudio(): Resource {
    const path = (part: string): string => this.#path(`${this.phoneAudioName}/${part}`);
    const states = { 'own-phone': 'Connecting', 'far-side': 'Connecting', talking: 'Connected', ended: 'Disconnected' };
    const turn = this.#held
      ? { resumePhoneAudio: path('resumePhoneAudio') }
      : { holdPhoneAudio: path('holdPhoneAudio') };
    return {
      rel: 'phoneAudio',
      properties: { state: states[this.#state] },
      links: {
        self: this.#path(this.phoneAudioName),
        conversation: this.#path(this.conversationName),
        ...(this.#state === 'talking' && turn),
        ...(this.#state !== 'ended' && { stopPhoneAudio: path('stopPhoneAudio') }),
        ...(this.#state === 'ended' && this.isShared && { addPhoneAudio: path('addPhoneAudio') }),
      },
    };
  }

  conversation(): Resource {
    const state = { 'own-phone': 'Connecting', 'far-side': 'Connecting', talking: 'Connected', ended: 'Disconnected' };
    return {
      rel: 'conversation',
      properties: { state: state[this.#state], threadId: this.thread, importance: 'Normal', participantCount: 1 },
      links: { self: this.#path(this.conversationName), phoneAudio: this.#path(this.phoneAudioName) },
    };
  }

  #connect(): void {
    this.#state = 'talking';
    this.#invitation = 'Connected';
    this.#record('talking on the telephone');
    this.options.added?.goToPhone();
    this.#application.communication.conversations.add(this.#path(this.conversationName));
    this.#phoneAudio();
    this.#conversation('updated');
    if (this.options.kind !== 'accepted') this.#invited('completed', { status: 'Success' });
  }

  #end(how: string): void {
    this.#state = 'ended';
    this.#record(`ended: ${how}`);
  }

  /** A conversation with a call of the client goes on without it. */
  #over(): void {
    const goesOn = this.options.added !== undefined && this.#invitation !== 'Connected';
    this.#phoneAudio();
    if (goesOn || this.isShared) return;
    this.#application.communication.conversations.delete(this.#path(this.conversationName));
    this.#conversation('updated');
    this.#conversation('deleted');
  }

  #other(): Resource {
    const { name, uri } = this.options.with;
    return {
      rel: 'participant',
      properties: { name, uri, anonymous: false, inLobby: false, local: false, organizer: false, role: 'Unknown' },
      links: { self: this.#path(`${this.conversationName}/participants/1`) },
    };
  }

  #invited(type: EventItem['type'], more: Partial<EventItem> = {}): void {
    this.#emit('communication', type, 'phoneAudioInvitation', this.invitationName, this.invitation(), more);
  }

  #phoneAudio(): void {
    this.#emit('conversation', 'updated', 'phoneAudio', this.phoneAudioName, this.phoneAudio());
  }

  #conversation(type: EventItem['type']): void {
    if (this.isShared) return;
    const resource = type === 'deleted' ? undefined : this.conversation();
    this.#emit('communication', type, 'conversation', this.conversationName, resource);
  }

  #emit(
    sender: 'communication' | 'conversation',
    type: EventItem['type'],
    rel: string,
    name: string,
    resource?: Resource,
    more: Partial<EventItem> = {},
  ): void {
    const from =
      sender === 'communication'
        ? this.#application.communication.sender
        : { rel: 'conversation', href: this.#path(this.conversationName) };
    const embedded = resource === undefined ? {} : { embedded: resource };
    const item: EventItem = { link: { rel, href: this.#path(name) }, type, ...embedded, ...more };
    this.#application.emit(from, item, 'high', this.id);
  }

  #expect(state: PhoneCallState, wish: string): void {
    if (this.#state !== state) throw new Error(`${this.id} cannot be ${wish}: it is ${this.#state}`);
  }

  #record(detail: string): void {
    this.#ledger.record({ kind: 'call', callId: this.id, detail });
  }

  #path(name: string): string {
    return this.#application.path(name);
  }
}

/** Lets the user's telephone do what it usually does. */
export function behave(
  call: PhoneCall,
  phone: OwnPhone,
  afterSeconds: (seconds: number, run: () => void) => void,
): void {
  if (phone.manner === 'waits') return;
  afterSeconds(phone.ringsFor, () => {
    if (call.state !== 'own-phone') return;
    if (phone.manner === 'no-answer') call.noAnswer();
    else call.pickUp();
    afterSeconds(phone.ringsFor, () => call.state === 'far-side' && call.answer());
  });
}
