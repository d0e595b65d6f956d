/** All calls of the server: places them and remembers them. */

import type { Application } from '../application/application.ts';
import type { Applications } from '../application/applications.ts';
import type { CallingMeans, StartRel } from '../application/calling-means.ts';
import type { MediaMeans } from '../application/media-means.ts';
import type { Incoming } from '../http/incoming.ts';
import { conflict, type Reply } from '../http/reply.ts';
import type { Ledger } from '../ledger.ts';
import type { SimulatedMeeting } from '../meetings/simulated-meeting.ts';
import { type CallDetails, colleague, colleagues, type Person } from '../people.ts';
import type { Timers } from '../timers.ts';
import { iceOf, keysOf } from './answer.ts';
import { addCallResources } from './call-operations.ts';
import { behave } from './dialled/behave.ts';
import { mailboxId } from './dialled/dial-plan.ts';
import type { Dialled } from './dialled/dialled.ts';
import type { Manner } from './dialled/manner.ts';
import { readStart } from './dialled/start-operations.ts';
import { Mailbox, type MissedCall } from './mailbox.ts';
import type { Pictures } from './pictures.ts';
import { type CallOptions, SimulatedCall } from './simulated-call.ts';

/** A colleague by id, a person, or neither for the first colleague; what a colleague's calls say can be changed. */
export type CallRequest = Partial<Omit<CallOptions, 'from'>> & { readonly from?: string | Person };

export class Calls {
  readonly mailbox = new Mailbox();
  /** True: what rings when its application ends rings on in the next one that can be rung, as after a fail-over. */
  ringOn = false;
  /** By how much the clock of the log is ahead, in milliseconds. */
  logSkewMs = 0;
  /** How whoever is called takes it, in place of their own way. */
  manner: Manner | null = null;
  /** What is at the far side of calls out. */
  farMedia: 'ffmpeg' | 'none' = 'ffmpeg';
  /** How it is reached, other than at this computer by whatever way is offered. */
  farPlace: Pick<CallOptions, 'address' | 'transport'> = {};
  /** What it has of pictures; each is for one call. */
  farPictures: Pictures | null = null;
  /** False: events of calls out carry links only. */
  embedsDialled = true;
  readonly #calling: CallingMeans;
  readonly #timers: Timers;
  readonly #ledger: Ledger;
  readonly #applications: () => Applications;
  readonly #media: MediaMeans;
  #all: SimulatedCall[] = [];
  #placed = 0;
  #next = Promise.withResolvers<SimulatedCall>();
  readonly #applicationOf = new Map<SimulatedCall, Application>();

  constructor(
    { ledger, media, calling, timers }: { ledger: Ledger; media: MediaMeans; calling: CallingMeans; timers: Timers },
    applications: () => Applications,
  ) {
    this.#calling = calling;
    this.#timers = timers;
    this.#ledger = ledger;
    this.#media = media;
    this.#applications = applications;
  }

  /** Every call so far, oldest first. */
  get all(): readonly SimulatedCall[] {
    return this.#all;
  }

  /** The next call out, also into a meeting, as soon as it rings there. */
  nextDialled(): Promise<SimulatedCall> {
    return this.#next.promise;
  }

  find(id: string): SimulatedCall | undefined {
    return this.#all.find((call) => call.id === id);
  }

  /** The user calls somebody: answers what the client asked for (UCWA reference: startAudio). */
  async dial(application: Application, rel: StartRel, incoming: Incoming): Promise<Reply> {
    const isKnown = (operationId: string): boolean =>
      this.#all.some(({ dialled }) => dialled?.operationId === operationId);
    const read = readStart(application, rel, incoming, this.#calling, isKnown);
    if (!read.ok) return read.reply;
    const live = this.#all.filter((call) => call.state !== 'ended' && this.#applicationOf.get(call) === application);
    if (live.length >= this.#calling.mostCalls) return conflict('TooManyConversations');
    const { dialled, person } = read.started;
    const known = colleagues.find((each) => each.person === person);
    const manner = read.started.manner ?? this.manner ?? known?.whenCalled ?? { kind: 'rings' };
    this.#placed += 1;
    const { media } = dialled.offer;
    const options: CallOptions = {
      from: person,
      toneHz: known?.toneHz ?? 1000,
      media: this.farMedia,
      security: keysOf(media).length > 0 ? 'sdes' : 'none',
      transport: iceOf(media) === undefined ? 'direct' : 'ice',
      ...this.farPlace,
      embed: this.embedsDialled,
      dialled,
      ...(this.farPictures !== null && { pictures: this.farPictures }),
      ...(known?.wantsFeedback !== undefined && { wantsFeedback: known.wantsFeedback }),
    };
    const ports = { application, ledger: this.#ledger, onMissed: () => {} };
    const call = await SimulatedCall.prepare(`call-${this.#placed}`, options, ports);
    this.#all.push(call);
    this.#applicationOf.set(call, application);
    addCallResources(application, call);
    call.ring();
    this.#tellDialled(call);
    behave(call, manner, this.#timers);
    if (person.id === mailboxId) void call.ended.then(() => this.#heard(call));
    return { status: 201, headers: { Location: application.path(call.resources.invitationName()) } };
  }

  /** The user's sound in a meeting: a call into it, which somebody has to pick up. */
  async dialIn(application: Application, dialled: Dialled, meeting: SimulatedMeeting): Promise<SimulatedCall> {
    const { facts } = meeting.resources;
    const { media } = dialled.offer;
    this.#placed += 1;
    const options: CallOptions = {
      from: { id: meeting.id, uri: facts.uri, ...(facts.subject !== undefined && { name: facts.subject }) },
      toneHz: 1000,
      media: this.farMedia,
      security: keysOf(media).length > 0 ? 'sdes' : 'none',
      transport: iceOf(media) === undefined ? 'direct' : 'ice',
      embed: this.embedsDialled,
      dialled,
      within: meeting.resources.name(),
    };
    const ports = { application, ledger: this.#ledger, onMissed: () => {} };
    const call = await SimulatedCall.prepare(`call-${this.#placed}`, options, ports);
    this.#all.push(call);
    this.#applicationOf.set(call, application);
    addCallResources(application, call);
    call.ring();
    this.#tellDialled(call);
    return call;
  }

  #tellDialled(call: SimulatedCall): void {
    this.#next.resolve(call);
    this.#next = Promise.withResolvers();
  }

  /** Rings the user; rejects where no client has made the user available for audio. */
  async place(request: CallRequest): Promise<SimulatedCall> {
    const application = this.#applications().reachable;
    if (application === undefined) throw new Error('the user is not reachable: no client has made itself available');
    if (!application.communication.modalities.includes('Audio')) {
      throw new Error('the client did not say that it supports Audio');
    }
    const options = this.#behindRelay(completed(request));
    this.#placed += 1;
    const onMissed = (call: SimulatedCall): void =>
      this.#applicationOf.get(call)?.pastCalls.announce(this.#keep(call, call.details, call.resources.thread));
    const ports = { application, ledger: this.#ledger, onMissed };
    const call = await SimulatedCall.prepare(`call-${this.#placed}`, options, ports);
    this.#all.push(call);
    this.#applicationOf.set(call, application);
    addCallResources(application, call);
    call.ring();
    return call;
  }

  /** The caller's own client has the relay from the same server. */
  #behindRelay(options: CallOptions): CallOptions {
    if (options.transport !== 'relay') return options;
    const { relays, userName: username, password } = this.#media;
    const relay = relays.find(({ udpPort }) => udpPort !== null);
    if (relay?.udpPort == null) throw new Error('the server names no relay of UDP');
    const { host, udpPort: port } = relay;
    return { ...options, relay: { transport: 'udp', host, port, username, password } };
  }

  /** Lets go of the calls that are over, for runs that last long. */
  forget(): void {
    this.#all = this.#all.filter(({ state }) => state !== 'ended');
    for (const call of [...this.#applicationOf.keys()]) if (call.state === 'ended') this.#applicationOf.delete(call);
  }

  /** Calls while no client can be rung, and gives up; only the mailbox knows. */
  placeInVain(request: CallRequest, at = Date.now()): MissedCall {
    const options = completed(request);
    this.#placed += 1;
    const id = `call-${this.#placed}`;
    this.#ledger.record({ kind: 'call', callId: id, detail: 'missed while nobody could be rung' });
    return this.#keep({ id, from: options.from }, options, id, at);
  }

  /** Somebody leaves a voice message. */
  leaveVoicemail(): void {
    this.mailbox.leave();
    this.#announceCounts();
  }

  /** Who was in the call with their voice mail has listened to it. */
  #heard({ resources }: SimulatedCall): void {
    if (resources.answeredBy === null) return;
    this.mailbox.hear();
    this.#announceCounts();
  }

  #announceCounts(): void {
    for (const { pastCalls } of this.#applications().all) pastCalls.announceCounts();
  }

  /** True while a call rings or talks in that application. */
  busy(application: Application): boolean {
    return this.#all.some((call) => call.state !== 'ended' && this.#applicationOf.get(call) === application);
  }

  #keep(
    { id, from }: Pick<SimulatedCall, 'id' | 'from'>,
    { subject, importance }: CallDetails,
    threadId: string,
    at = Date.now() + this.logSkewMs,
  ): MissedCall {
    const missed = { id, threadId, from, at, subject, importance };
    this.mailbox.add(missed);
    return missed;
  }

  /** An application is gone, and with it the calls in it, but for those that ring on. */
  async left(application: Application): Promise<void> {
    const concerned = this.#all.filter((call) => this.#applicationOf.get(call) === application);
    await Promise.all(
      concerned.filter(({ state }) => !this.ringOn || state !== 'ringing').map((call) => call.abandon()),
    );
  }

  /** An application can be rung: what rings nowhere rings there. */
  ringIn(application: Application): void {
    for (const call of this.#all) {
      if (call.state !== 'ringing' || this.#applicationOf.get(call)?.ended !== true) continue;
      this.#applicationOf.set(call, application);
      call.moveTo(application);
      addCallResources(application, call);
    }
  }

  /** Ends every call without a word. */
  async abandon(): Promise<void> {
    await Promise.all(this.#all.map((call) => call.abandon()));
  }
}

function completed(request: CallRequest): CallOptions {
  const { from = 'ana', ...others } = request;
  if (typeof from !== 'string') return { toneHz: 1000, ...others, from };
  const known = colleague(from);
  if (known === undefined) throw new Error(`no colleague is called ${from}`);
  const { person, kind: _, voice, ...details } = known;
  return { ...voice, ...details, ...others, from: person };
}
