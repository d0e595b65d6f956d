/**
 * One UCWA application: a client's registration with its event channel, its resources and its calls. Hrefs are
 * server-relative, as recorded.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Mailbox } from '../calls/mailbox.ts';
import { EventChannel } from '../events/channel.ts';
import type { ChannelHabits } from '../events/habits.ts';
import type { OutgoingEvent, Urgency } from '../events/outgoing-event.ts';
import { answerBatch } from '../http/batch.ts';
import type { Incoming } from '../http/incoming.ts';
import { found, noContent, notFound, problem, type Reply } from '../http/reply.ts';
import type { EventItem, Resource } from '../http/representation.ts';
import type { ResourceNode, Site } from '../http/site.ts';
import type { Ledger } from '../ledger.ts';
import type { Meetings } from '../meetings/meetings.ts';
import { addOwnMeetings, onlineMeetings } from '../meetings/own-meetings.ts';
import type { Chats } from '../messaging/chats.ts';
import type { RepresentationOptions } from '../options.ts';
import type { AddressBook } from '../people/address-book.ts';
import type { PhoneCalls } from '../phone/phone-calls.ts';
import type { Forwarding } from '../routing/forwarding.ts';
import { addForwarding } from '../routing/forwarding-resources.ts';
import type { Account } from '../sign-in/account.ts';
import { applicationsPath } from '../sign-in/discovery.ts';
import type { Timers } from '../timers.ts';
import { type CallingMeans, type StartRel, startRels } from './calling-means.ts';
import { Communication } from './communication.ts';
import { Directory } from './directory.ts';
import { addFixedResources } from './fixed-resources.ts';
import { Me } from './me.ts';
import { addMediaMeans, type MediaMeans } from './media-means.ts';
import type { OwnStanding } from './own-standing.ts';
import { PastCalls } from './past-calls.ts';

/** Without a word from the user's client for so many seconds, and without a call, the server ends the application. */
const idleAfter = 30 * 60;

/** Why an application is gone, in the words of errors. */
export type Gone = 'ApplicationNotFound' | 'TooManyApplications' | 'InactiveApplicationExpired' | 'UserAgentNotAllowed';

/** What an application that is gone answers to everything. */
export function goneReply(subcode: Gone): Reply {
  if (subcode === 'ApplicationNotFound') return notFound(subcode);
  return problem(410, { code: 'Gone', subcode, message: 'The application is no longer available.' });
}

/** What the client sent to create it. */
export interface ApplicationInputs {
  readonly userAgent: string;
  readonly endpointId: string;
  readonly culture: string;
  readonly type?: string | undefined;
  readonly instanceId?: string | undefined;
}

export interface ApplicationPorts {
  readonly site: Site;
  readonly ledger: Ledger;
  readonly timers: Timers;
  readonly account: Account;
  readonly book: AddressBook;
  readonly representation: RepresentationOptions;
  readonly mailbox: Mailbox;
  readonly chats: Chats;
  readonly meetings: Meetings;
  readonly media: MediaMeans;
  readonly phoneCalls: PhoneCalls;
  readonly standing: OwnStanding;
  readonly forwarding: Forwarding;
  readonly calling: CallingMeans;
  /** The client makes a call. */
  readonly dial: (application: Application, rel: StartRel, incoming: Incoming) => Promise<Reply>;
  readonly habits: ChannelHabits;
  /** True while the user talks or rings in it. */
  readonly isBusy: (application: Application) => boolean;
  /** Runs each time the client has made itself available. */
  readonly onAvailable: (application: Application) => void;
  /** Runs once, when the application is gone. */
  readonly onEnded: (application: Application) => void;
}

export class Application {
  readonly inputs: ApplicationInputs;
  readonly channel: EventChannel;
  readonly directory: Directory;
  readonly communication: Communication;
  readonly pastCalls: PastCalls;
  readonly me: Me;
  readonly account: Account;
  readonly #ports: ApplicationPorts;
  readonly #id = randomBytes(6).toString('hex');
  #ended = false;
  #endIdle = (): void => {};

  constructor(inputs: ApplicationInputs, ports: ApplicationPorts) {
    this.inputs = inputs;
    this.account = ports.account;
    this.#ports = ports;
    this.channel = new EventChannel({
      ledger: ports.ledger,
      timers: ports.timers,
      path: this.path('events'),
      key: randomUUID(),
      habits: ports.habits,
      onAbandoned: () => this.end('no P-GET for too long'),
    });
    this.directory = new Directory(this, ports.book, ports.timers);
    this.pastCalls = new PastCalls(this, ports.mailbox);
    const mediaLinks = addMediaMeans(this, ports.media, ports.ledger);
    const chatLinks = ports.chats.addTo(this);
    const meetingLinks = ports.meetings.addTo(this);
    this.communication = new Communication(
      this,
      () => this.#links(mediaLinks(), chatLinks(), meetingLinks()),
      ports.calling,
    );
    this.add('communication/startPhoneAudio', {
      rel: 'startPhoneAudio',
      methods: { POST: (incoming) => ports.phoneCalls.start(this, incoming) },
    });
    for (const rel of startRels) {
      this.add(`communication/${rel}`, { rel, methods: { POST: (incoming) => ports.dial(this, rel, incoming) } });
    }
    this.me = new Me(this, ports.standing);
    addForwarding(this, ports.forwarding);
    this.add('', { rel: 'application', methods: { GET: () => this.get(), DELETE: () => this.#delete() } });
    this.add('events', { rel: 'events', methods: { GET: (incoming: Incoming) => this.channel.poll(incoming) } });
    this.add('batch', { rel: 'batch', methods: { POST: (incoming) => this.#batch(incoming) } });
    addFixedResources(this, ports.calling);
    addOwnMeetings(this, ports.meetings.own);
    this.touch();
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** True once the client has asked to be rung. */
  get reachable(): boolean {
    return !this.#ended && this.me.available;
  }

  /** The calls on the user's own telephone. */
  get phoneCalls(): PhoneCalls {
    return this.#ports.phoneCalls;
  }

  /** Where the user's calls go. */
  get forwarding(): Forwarding {
    return this.#ports.forwarding;
  }

  get meetings(): Meetings {
    return this.#ports.meetings;
  }

  #links(...others: readonly Readonly<Record<string, string>>[]): Readonly<Record<string, string>> {
    const hasPhone = this.#ports.phoneCalls.phone.number !== null;
    const byPhone = hasPhone ? { startPhoneAudio: this.path('communication/startPhoneAudio') } : {};
    return Object.assign({}, ...others, byPhone);
  }

  /** Server-relative address of something in this application; of itself for an empty name. */
  path(name: string): string {
    const base = `${applicationsPath}/${this.#id}`;
    return name === '' ? base : `${base}/${name}`;
  }

  /** Makes a resource exist from now on. */
  add(name: string, node: ResourceNode): void {
    if (!this.#ended) this.#ports.site.add(this.path(name), node);
  }

  resource(): Resource {
    const { userAgent, endpointId, culture, type, instanceId } = this.inputs;
    const expires = `/Date(${Date.now() + 86_400_000})/`;
    return {
      rel: 'application',
      properties: { culture, userAgent, type, endpointId, instanceId, id: this.#id, etag: this.#id, expires },
      links: {
        self: this.path(''),
        policies: this.path('policies'),
        batch: this.path('batch'),
        events: this.channel.firstHref,
        reportMyNetwork: this.path('reportMyNetwork'),
      },
      embedded: {
        me: this.me.resource(),
        people: this.directory.resource(),
        onlineMeetings: onlineMeetings(this),
        communication: this.communication.resource(),
      },
    };
  }

  get(): Reply {
    return found(this.resource());
  }

  /** Puts an event of a sender into the channel. */
  emit(sender: { rel: string; href: string }, item: EventItem, urgency: Urgency, callId?: string): void {
    const event: OutgoingEvent = { sender, item, urgency, callId };
    if (!this.#ended) this.channel.emit(event);
  }

  /** The user's client gave a sign of life. */
  touch(): void {
    this.#endIdle();
    this.#endIdle = this.#ports.timers.afterSeconds(idleAfter, () => {
      if (this.#ports.isBusy(this)) this.touch();
      else this.end('no activity for too long');
    });
  }

  /** The client can be rung from now on. */
  madeAvailable(): void {
    this.#ports.onAvailable(this);
  }

  /** The server forgets it: from now on everything under it is 404 ApplicationNotFound, or 410 with another subcode. */
  end(why: string, subcode: Gone = 'ApplicationNotFound'): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#ports.ledger.record({ kind: 'server', rel: 'application', detail: `ended: ${why}` });
    this.#endIdle();
    const reply = goneReply(subcode);
    this.#ports.site.end(this.path(''), reply);
    this.channel.end(reply);
    this.#ports.onEnded(this);
  }

  #batch(incoming: Incoming): Promise<Reply> {
    return answerBatch(incoming, this.#ports.representation.batchMark ? '\ufeff' : '');
  }

  #delete(): Reply {
    this.end('deleted by the client');
    return noContent;
  }
}
