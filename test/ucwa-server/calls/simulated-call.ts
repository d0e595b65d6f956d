/**
 * One call, in or out: `ringing`, then `talking` or `ended`, and `ended` has no exits. The test's side of it is here; what
 * the client may ask is in call-operations.ts, and how a call out begins in dialled/.
 */
import type { Transport } from '../../peers/carrier.ts';
import type { Codec } from '../../peers/codec-lines.ts';
import type { LibniceRelay } from '../../peers/libnice/libnice-peer.ts';
import { Peer } from '../../peers/peer.ts';
import type { Application } from '../application/application.ts';
import type { ErrorBody } from '../http/representation.ts';
import { type Ledger, type LedgerEntry, monotonicNow } from '../ledger.ts';
import type { CallDetails, Person } from '../people.ts';
import type { AnswerOutcome } from './answer.ts';
import { CallEvents } from './call-events.ts';
import { CallResources, type CallStates, dialledStates, ringingStates } from './call-resources.ts';
import type { CallerManner } from './client-offers.ts';
import { type Dialled, type Fork, newFork } from './dialled/dialled.ts';
import { answerToFirst } from './dialled/first-offer.ts';
import { type CallerSecurity, callerSdp, makeOffer, type Offer, type OfferForm, peerSecurity } from './offer.ts';
import type { Pictures } from './pictures.ts';
import { QualityReports } from './quality-reports.ts';
import type { HoldForm, RenegotiationOutcome } from './renegotiation.ts';
import { Renegotiations } from './renegotiations.ts';

export interface CallOptions extends CallDetails {
  readonly from: Person;
  /** The caller's voice, in Hz. */
  readonly toneHz: number;
  /** `gstreamer`: the caller has an ear for keys, and presses some. `none`: ports are held, nobody speaks or listens there. */
  readonly media?: 'ffmpeg' | 'gstreamer' | 'none';
  /** What the caller speaks, and nothing else; PCMU unless told. */
  readonly codec?: Codec;
  /** How the caller's voice is encrypted, and so must the client's be. */
  readonly security?: CallerSecurity;
  /** How the caller is reached. */
  readonly transport?: Transport;
  readonly relay?: LibniceRelay;
  /** Offered from the start where there is `video`; else taken where the client offers them. */
  readonly pictures?: Pictures;
  /** Where the caller's ports are. */
  readonly address?: string;
  readonly offerForm?: OfferForm;
  /** False: events carry links only. */
  readonly embed?: boolean;
  /** Changes the offer's SDP, for offers that cannot be taken. */
  readonly alterSdp?: (sdp: string) => string;
  /** The call fails with this after the client has answered. */
  readonly failAfterAnswer?: ErrorBody;
  /** False: the client gets no link to offer again by. */
  readonly renegotiable?: boolean;
  /** The call that goes away if this one is taken, as after a transfer. */
  readonly replaces?: SimulatedCall;
  /** The user makes it. */
  readonly dialled?: Dialled;
  /** Name of the conversation of a meeting, whose sound it is. */
  readonly within?: string;
}

export type CallState = 'ringing' | 'talking' | 'ended';

export type EndingKind =
  | 'declined'
  | 'cancelled'
  | 'answered-elsewhere'
  | 'failed'
  | 'replaced'
  | 'on-phone'
  | 'in-meeting'
  | 'user-hung-up'
  | 'user-cancelled'
  | 'caller-hung-up'
  | 'application-ended';

export interface Ending {
  readonly kind: EndingKind;
  /** What the client gave as its reason, where it gave one. */
  readonly reason?: string | undefined;
}

/** What came with acceptWithAnswer. */
export interface Acceptance {
  readonly sdp: string;
  readonly outcome: Extract<AnswerOutcome, { ok: true }>;
  readonly sessionContext: string;
  readonly processedOfferId: string | null;
}

export interface CallPorts {
  readonly application: Application;
  readonly ledger: Ledger;
  /** The caller gave up. */
  readonly onMissed: (call: SimulatedCall) => void;
}

export class SimulatedCall {
  readonly id: string;
  readonly from: Person;
  readonly peer: Peer;
  readonly offer: Offer;
  /** The invitation's `started` has left with a P-GET's answer. */
  readonly ringing: Promise<LedgerEntry>;
  /** The client's answer was taken; rejects when the call ends without one. */
  readonly accepted: Promise<Acceptance>;
  readonly ended: Promise<Ending>;
  /** What the client told of its media. */
  readonly reports = new QualityReports();
  #ports: CallPorts;
  readonly #options: CallOptions;
  #resources: CallResources;
  #events: CallEvents;
  readonly #accepted = Promise.withResolvers<Acceptance>();
  readonly #ended = Promise.withResolvers<Ending>();
  #state: CallState = 'ringing';
  #states: CallStates;
  /** Where a call out rings, the first where nothing else is said. */
  readonly #forks: Fork[] = [];
  #negotiation: Fork | null = null;
  #ending: Ending | null = null;
  #early: Acceptance | null = null;
  #since = monotonicNow();
  readonly renegotiations: Renegotiations;

  private constructor(id: string, options: CallOptions, peer: Peer, ports: CallPorts) {
    this.id = id;
    this.from = options.from;
    this.peer = peer;
    this.#options = options;
    this.#ports = ports;
    this.#states = options.dialled === undefined ? ringingStates : dialledStates;
    const sdp = callerSdp(peer.local, options);
    this.offer = makeOffer(options.alterSdp?.(sdp) ?? sdp, options.offerForm ?? 'base64');
    const { application, ledger } = ports;
    const { from: person, replaces, renegotiable, dialled, within } = options;
    const facts = { person, details: options, offer: this.offer, replaces, renegotiable, dialled, within };
    this.#resources = new CallResources(application, facts);
    this.#events = new CallEvents(application, this.#resources, id, options.embed ?? true);
    this.renegotiations = new Renegotiations({
      call: this,
      form: options.offerForm ?? 'base64',
      ledger,
      inside: () => ({ application: this.#ports.application, resources: this.#resources, events: this.#events }),
    });
    const isStart = (entry: LedgerEntry): boolean =>
      entry.kind === 'event' && entry.callId === id && entry.detail === 'started';
    this.ringing = ledger.waitFor(isStart, { timeoutMs: Number.POSITIVE_INFINITY });
    this.accepted = this.#accepted.promise;
    this.ended = this.#ended.promise;
    this.accepted.catch(() => {});
  }

  /** Takes its media ports; nothing is sent to the client before {@link ring}. */
  static async prepare(id: string, options: CallOptions, ports: CallPorts): Promise<SimulatedCall> {
    return new SimulatedCall(id, options, await Peer.start({ ...options, security: peerSecurity(options) }), ports);
  }

  /** In the application it rings or talks in. */
  get resources(): CallResources {
    return this.#resources;
  }

  get details(): CallDetails {
    return this.#options;
  }

  /** When it came into its present state, by the ledger's clock. */
  get since(): number {
    return this.#since;
  }

  get state(): CallState {
    return this.#state;
  }

  /** Of each of its resources, in the protocol's words. */
  get states(): CallStates {
    return this.#states;
  }

  /** How it ended; null before. */
  get ending(): Ending | null {
    return this.#ending;
  }

  /** Tells the client. */
  ring(): void {
    if (!this.#resources.isInMeeting) this.#ports.application.communication.conversations.add(this.#conversationPath);
    this.#record('ringing');
    if (this.dialled === null) this.#events.started(this.#states);
    else this.#events.dialled(this.#states);
  }

  /** What the user asked for, where they make the call. */
  get dialled(): Dialled | null {
    return this.#options.dialled ?? null;
  }

  /** It has come so far. */
  progress(invitation: 'Alerting' | 'Forwarded' | 'TeamRing'): void {
    this.#expect('ringing', 'further');
    this.#states = { ...this.#states, invitation };
    this.#record(invitation);
    this.#events.progressed(this.#states);
  }

  /** Answers the user's offer before anybody accepts; there the peer is heard. `alter`: makes another answer of it. */
  async answerEarly(person = this.from, alter = (sdp: string) => sdp): Promise<void> {
    const { dialled } = this;
    this.#expect('ringing', 'answered early');
    if (dialled === null) throw new Error('nobody dialled');
    const provisional = alter(answerToFirst(dialled.offer, this.peer.local, this.pictures));
    this.#negotiate({ ...this.#forkOf(person), provisional });
    await this.peer.talkTo(dialled.offer.target);
  }

  /** Somebody takes the call that the user makes. `alter`: makes another answer of theirs. */
  async pickUp(by = this.from, alter = (sdp: string) => sdp): Promise<void> {
    const { dialled } = this;
    this.#expect('ringing', 'taken');
    if (dialled === null) throw new Error('nobody dialled');
    const final = alter(answerToFirst(dialled.offer, this.peer.local, this.pictures));
    this.#resources.answeredBy = by;
    this.#state = 'talking';
    this.#states = { invitation: 'Connected', conversation: 'Connected', audioVideo: 'Connected' };
    this.#record('talking');
    this.renegotiations.answered(dialled.offer.sdp);
    this.renegotiations.answeredThere(final);
    this.#negotiate({ ...this.#forkOf(by), final });
    this.#events.joined();
    this.#events.accepted(this.#states);
    this.#showFirst(dialled, final);
    await this.peer.talkTo(dialled.offer.target);
  }

  /** Who takes pictures shows theirs from the answer on. */
  #showFirst({ offer }: Dialled, final: string): void {
    const [, type] = /^m=video [1-9]\d* \S+ (\d+)/m.exec(final) ?? [];
    if (offer.video !== undefined && type !== undefined)
      this.showTo({ target: offer.video.target, formats: [Number(type)] });
  }

  /** The user takes the call back. */
  cancelByUser(): void {
    void this.#fail({ kind: 'user-cancelled' }, 'Cancelled', { code: 'LocalFailure', subcode: 'Canceled' });
  }

  /** What the far side said last to the user's offer; null before. */
  get negotiation(): Fork | null {
    return this.#negotiation;
  }

  #negotiate(fork: Fork): void {
    this.#negotiation = fork;
    this.#events.negotiated(fork);
  }

  #forkOf(person: Person): Fork {
    const known = this.#forks.find((fork) => fork.person.id === person.id);
    if (known !== undefined) return known;
    const fork = newFork(person);
    this.#forks.push(fork);
    return fork;
  }

  /** Rings on in another application, as one call more there. */
  moveTo(application: Application): void {
    this.#ports = { ...this.#ports, application };
    // It rings at another endpoint, which the early answer of the one before does not bind.
    this.#early = null;
    this.#resources = this.#resources.in(application);
    this.#events = new CallEvents(application, this.#resources, this.id, this.#options.embed ?? true);
    application.communication.conversations.add(this.#conversationPath);
    this.#ports.ledger.record({ kind: 'server', callId: this.id, detail: 'rings on in the next application' });
    this.#events.started(this.#states);
  }

  /** The caller gives up while it rings. */
  async cancel(subcode: 'Canceled' | 'Missed' = 'Canceled'): Promise<void> {
    this.#expect('ringing', 'cancelled');
    await this.#fail({ kind: 'cancelled' }, 'Cancelled', { code: 'RemoteFailure', subcode });
  }

  /** Another endpoint of the user, or a team member, takes the call. */
  async answerElsewhere(by: Person | null = null): Promise<void> {
    this.#expect('ringing', 'answered elsewhere');
    this.#resources.acceptedBy = by;
    await this.#fail({ kind: 'answered-elsewhere' }, 'Cancelled', {
      code: 'Informational',
      subcode: 'ConnectedElsewhere',
    });
  }

  /** The ring ends in another way, for that reason. */
  async fail(
    reason: ErrorBody,
    invitation: 'Cancelled' | 'Declined' | 'Failed' | 'Forwarded' = 'Failed',
  ): Promise<void> {
    this.#expect('ringing', 'ended');
    await this.#fail({ kind: 'failed' }, invitation, reason);
  }

  /** The caller hangs up while talking. */
  async hangUp(): Promise<void> {
    this.#expect('talking', 'hung up');
    await this.#over({ kind: 'caller-hung-up' });
  }

  /** What the client answered while it rings; null where it did not. */
  get early(): Acceptance | null {
    return this.#early;
  }

  /** The client says where it is while it rings: the caller looks for a way to it, and may be heard early. */
  takeEarly(acceptance: Acceptance): void {
    this.#early = acceptance;
    this.#record('answered early');
    void this.peer.talkTo(acceptance.outcome.target);
  }

  /** The server says more of it, or other than before, while it rings. */
  update(details: Partial<CallDetails>): void {
    this.#expect('ringing', 'updated');
    this.#resources.say(details);
    this.#record('updated');
    this.#events.updated(this.#states);
  }

  /** The client takes it with an answer that was checked. */
  accept(acceptance: Acceptance): void {
    const failure = this.#options.failAfterAnswer;
    if (failure !== undefined) return void this.#fail({ kind: 'failed' }, 'Failed', failure);
    this.#state = 'talking';
    this.#states = { invitation: 'Connected', conversation: 'Connected', audioVideo: 'Connected' };
    this.#record('talking');
    this.#events.accepted(this.#states);
    const { replaces } = this.#options;
    if (replaces !== undefined && replaces.state !== 'ended') void replaces.giveWay();
    void this.peer.talkTo(acceptance.outcome.target);
    this.showTo(acceptance.outcome.video);
    this.renegotiations.answered(acceptance.sdp);
    this.#accepted.resolve(acceptance);
  }

  get pictures(): Pictures | null {
    return this.#options.pictures ?? null;
  }

  /** Pictures go there. */
  showTo(video: Extract<AnswerOutcome, { ok: true }>['video']): void {
    if (video !== undefined) void this.pictures?.talkTo(video.target, video.formats[0]);
  }

  /** The caller holds. */
  get held(): boolean {
    return this.renegotiations.held;
  }

  /** The user holds. */
  get heldByUser(): boolean {
    return this.renegotiations.ofClient.held;
  }

  /** What the caller makes of the offers of the client. */
  set toOffers(manner: CallerManner) {
    this.renegotiations.ofClient.manner = manner;
  }

  /** The caller holds, and says nothing more; but for `sendonly`, which lets them be heard on. */
  hold(form: HoldForm = 'inactive'): Promise<RenegotiationOutcome> {
    this.#expect('talking', 'held');
    return this.renegotiations.hold(form);
  }

  /** The caller goes on. */
  resume(): Promise<RenegotiationOutcome> {
    this.#expect('talking', 'resumed');
    return this.renegotiations.resume();
  }

  /** The caller's agent of ICE begins anew. */
  restart(): Promise<RenegotiationOutcome> {
    this.#expect('talking', 'begun anew');
    return this.renegotiations.restart();
  }

  /** The caller offers again, in another way; resolves with what the client makes of it. */
  renegotiate(alter: (sdp: string) => string): Promise<RenegotiationOutcome> {
    this.#expect('talking', 'renegotiated');
    return this.renegotiations.offer(alter);
  }

  /** Another call took its place. */
  async giveWay(): Promise<void> {
    const said = { code: 'Informational', subcode: 'Replaced' };
    if (this.#state === 'ringing') await this.#fail({ kind: 'replaced' }, 'Cancelled', said);
    else await this.#over({ kind: 'replaced' });
  }

  /** It goes on as a call on the user's own telephone, in the same conversation. */
  goToPhone(): Promise<void> {
    const wasRinging = this.#state === 'ringing';
    this.#states = { invitation: 'Connected', conversation: 'Connected', audioVideo: 'Disconnected' };
    const closed = this.#close({ kind: 'on-phone' });
    this.#events.wentToPhone(this.#states, wasRinging);
    return closed;
  }

  /** Its conversation becomes a meeting, which has sound of its own. */
  goToMeeting(): Promise<void> {
    this.#expect('talking', 'a meeting');
    this.#resources.isInMeeting = true;
    this.#states = { invitation: 'Connected', conversation: 'Connected', audioVideo: 'Disconnected' };
    const closed = this.#close({ kind: 'in-meeting' });
    this.#events.wentToPhone(this.#states, false);
    return closed;
  }

  /** No meeting came of it. */
  staysCall(): void {
    this.#expect('talking', 'the same');
    this.#events.stayed(this.#states);
  }

  /** Its voice goes on in a conference, whose modality is the same: nothing is told of the end of this one. */
  goToConference(): Promise<void> {
    this.#expect('talking', 'a conference');
    this.#states = { invitation: 'Connected', conversation: 'Connected', audioVideo: 'Disconnected' };
    return this.#close({ kind: 'in-meeting' });
  }

  /** The client refuses it. */
  decline(reason: string): void {
    const said = { code: 'LocalFailure', subcode: 'Declined' };
    void this.#fail({ kind: 'declined', reason }, 'Declined', said);
  }

  /** The client hangs up. */
  stopByUser(reason: string | undefined): void {
    void this.#over({ kind: 'user-hung-up', reason });
  }

  /** The application it rang in is gone: nothing is said to anybody. */
  async abandon(): Promise<void> {
    if (this.#state === 'ended') return;
    const invitation = this.#state === 'ringing' ? 'Failed' : this.#states.invitation;
    this.#states = { invitation, conversation: 'Disconnected', audioVideo: 'Disconnected' };
    await this.#close({ kind: 'application-ended' });
  }

  #fail(ending: Ending, invitation: CallStates['invitation'], reason: ErrorBody): Promise<void> {
    this.#states = { invitation, conversation: 'Disconnected', audioVideo: 'Disconnected' };
    const closed = this.#close(ending);
    this.#events.failed(this.#states, reason);
    if (ending.kind === 'cancelled' && this.dialled === null) this.#ports.onMissed(this);
    return closed;
  }

  #over(ending: Ending): Promise<void> {
    this.#states = { ...this.#states, conversation: 'Disconnected', audioVideo: 'Disconnected' };
    const closed = this.#close(ending);
    this.#events.ended(this.#states);
    return closed;
  }

  async #close(ending: Ending): Promise<void> {
    this.#state = 'ended';
    this.#ending = ending;
    if (!this.#resources.isInMeeting)
      this.#ports.application.communication.conversations.delete(this.#conversationPath);
    this.#record(['ended', ending.kind, ending.reason].filter(Boolean).join(' '));
    this.renegotiations.end();
    this.#accepted.reject(new Error(`call ${this.id} ended: ${ending.kind}`));
    this.#ended.resolve(ending);
    await Promise.all([this.peer.stop(), this.pictures?.stop()]);
  }

  get #conversationPath(): string {
    return this.#ports.application.path(this.#resources.conversationName());
  }

  #expect(state: CallState, wish: string): void {
    if (this.#state !== state) throw new Error(`call ${this.id} cannot be ${wish}: it is ${this.#state}`);
  }

  #record(detail: string): void {
    this.#since = this.#ports.ledger.record({ kind: 'call', callId: this.id, detail }).at;
  }
}
