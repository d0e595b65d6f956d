/** All meetings of the server: those to which others ask the user, those that the user joins or begins, and those that are made of calls. */
import { randomBytes } from 'node:crypto';
import type { Application } from '../application/application.ts';
import { addCallResources, addStops } from '../calls/call-operations.ts';
import type { Calls } from '../calls/calls.ts';
import { reach } from '../calls/dialled/dial-plan.ts';
import type { Dialled } from '../calls/dialled/dialled.ts';
import type { SimulatedCall } from '../calls/simulated-call.ts';
import { type FieldRules, readFields, textField } from '../http/fields.ts';
import { type Incoming, refuseQuery } from '../http/incoming.ts';
import { badParameter, conflict, forbidden, found, notFound, problem, type Reply } from '../http/reply.ts';
import type { ErrorBody } from '../http/representation.ts';
import type { Ledger } from '../ledger.ts';
import { colleague, colleagues, type Person } from '../people.ts';
import type { Timers } from '../timers.ts';
import { type EscalateRel, readEscalation } from './escalation.ts';
import { addAddedResources, addMeetingResources, addPersonResources, readAdd } from './meeting-operations.ts';
import type { Attender, MeetingFacts, Own } from './meeting-resources.ts';
import { type OwnMeeting, type OwnMeetings, ownMeetingUri, usualOwnMeetings } from './own-meetings.ts';
import { SimulatedMeeting } from './simulated-meeting.ts';
import { readAddAudio } from './sound.ts';

/** A meeting that can be joined by its address. */
export interface Scheduled {
  readonly uri: string;
  readonly joinUrl: string;
  readonly subject: string;
  /** Colleagues by id: the first one has organized it. */
  readonly people: readonly string[];
  /** What comes of joining it; absent: the user is in. */
  refusal?: ErrorBody;
  /** The user waits to be let in. */
  lobby?: boolean;
  /** The user leads in it. */
  leads?: boolean;
}

export interface MeetingRequest {
  /** Who asks the user to it, by id. */
  readonly from?: string;
  readonly subject?: string;
  /** Who is in it besides. */
  readonly people?: readonly string[];
  readonly lobby?: boolean;
  readonly leads?: boolean;
  readonly bare?: boolean;
}

const goRules: FieldRules = {
  operationId: { kind: 'text', max: 50, required: true },
  importance: { kind: 'choice', of: ['Normal', 'Urgent', 'Emergency'] },
  subject: { kind: 'text', max: 250 },
  threadId: { kind: 'text', max: 250 },
};

export class Meetings {
  /** What somebody does whom the user adds; who is not in it comes. */
  readonly manners = new Map<string, 'takes' | 'declines' | 'ignores'>();
  /** What is told of who is added carries links only. */
  bareAdded = false;
  /** The user's telephone can be added to meetings. */
  takesPhones = false;
  /** The modality of a call of two has the links by which its voice goes into a conference. */
  escalates = false;
  /** What comes of that; null: the conference answers. */
  escalationFails: ErrorBody | null = null;
  /** How long somebody thinks before that, in milliseconds. */
  thinkMs = 0;
  /** Those that can be joined by their address. */
  readonly scheduled: Scheduled[] = [
    {
      uri: 'sip:priya.raman@northwind.example;gruu;opaque=app:conf:focus:id:WK48LG',
      joinUrl: 'https://meet.northwind.example/priya.raman/WK48LG',
      subject: 'Weekly logistics',
      people: ['priya', 'ana', 'tomas'],
    },
  ];
  /** Those that the user has planned, and what they may choose for another. */
  readonly own: OwnMeetings = usualOwnMeetings();
  /** The links that the user has; `announce` of communication tells the client. */
  links: readonly ('joinOnlineMeeting' | 'startOnlineMeeting')[] = ['joinOnlineMeeting', 'startOnlineMeeting'];
  readonly #ledger: Ledger;
  readonly #timers: Timers;
  readonly #calls: () => Calls;
  readonly #reachable: () => Application | undefined;
  readonly #operationIds = new Set<string>();
  readonly #applicationOf = new Map<SimulatedMeeting, Application>();
  #all: SimulatedMeeting[] = [];
  #begun = 0;

  constructor(
    { ledger, timers }: { readonly ledger: Ledger; readonly timers: Timers },
    calls: () => Calls,
    reachable: () => Application | undefined,
  ) {
    this.#ledger = ledger;
    this.#timers = timers;
    this.#calls = calls;
    this.#reachable = reachable;
  }

  /** Every meeting so far, oldest first. */
  get all(): readonly SimulatedMeeting[] {
    return this.#all;
  }

  get newest(): SimulatedMeeting | undefined {
    return this.#all.at(-1);
  }

  /** Somebody asks the user to a meeting. */
  invite({
    from = 'priya',
    subject,
    people = [],
    lobby = false,
    leads = false,
    bare = false,
  }: MeetingRequest = {}): SimulatedMeeting {
    const application = this.#reachable();
    if (application === undefined) throw new Error('the user is not reachable: no client has made itself available');
    const organizer = personOf(from);
    const facts = { ...newFacts(organizer, subject), invitedBy: organizer };
    const meeting = this.#add(application, facts, { role: leads ? 'Leader' : 'Attendee' }, bare);
    meeting.userWaits = lobby;
    this.join(meeting, from, { role: 'Leader' });
    for (const id of people) this.join(meeting, id);
    meeting.begin();
    return meeting;
  }

  /** Somebody comes into a meeting, or waits to be let in. */
  join(meeting: SimulatedMeeting, id: string, more: Partial<Omit<Attender, 'person'>> = {}): void {
    this.#comes(meeting, personOf(id), more);
  }

  /** Makes the operations of an application exist; the links to them. */
  addTo(application: Application): () => Readonly<Record<string, string>> {
    const name = (rel: string): string => `communication/${rel}`;
    application.add(name('joinOnlineMeeting'), {
      rel: 'joinOnlineMeeting',
      methods: { POST: (incoming) => this.#go(application, incoming, true) },
    });
    application.add(name('startOnlineMeeting'), {
      rel: 'startOnlineMeeting',
      methods: { POST: (incoming) => this.#go(application, incoming, false) },
    });
    return () => Object.fromEntries(this.links.map((rel) => [rel, application.path(name(rel))]));
  }

  /** The client adds somebody to a call, which becomes a meeting (UCWA reference: addParticipant). */
  makeOf(application: Application, call: SimulatedCall, incoming: Incoming): Reply {
    const read = readAdd(incoming);
    if (!read.ok) return read.reply;
    if (call.state === 'ringing') return forbidden('somebody added to a call that rings', conflict('None'));
    if (call.state === 'ended') return notFound('ConversationNotFound');
    const meeting = this.#madeOf(application, call);
    const reply = this.#invitePerson(application, meeting, read);
    if (reply.status !== 201) return reply;
    void call.goToMeeting().then(() => {
      this.#comes(meeting, call.from, {});
      meeting.enter();
    });
    return reply;
  }

  /** The client takes the voice of a call into a conference (UCWA reference: escalateAudio, escalateAudioVideo). */
  async escalate(application: Application, call: SimulatedCall, rel: EscalateRel, incoming: Incoming): Promise<Reply> {
    if (!this.escalates) return forbidden('no link leads there', notFound('ResourceNotFound'));
    const read = readEscalation(call, rel, incoming, (operationId) => this.#operationIds.has(operationId));
    if (!read.ok) return read.reply;
    const { operationId, sessionContext, offer } = read.escalated;
    this.#operationIds.add(operationId);
    const meeting = this.#madeOf(application, call);
    const to = meeting.resources.facts.uri;
    const dialled = { operationId, sessionContext, importance: undefined, delegator: undefined, to, offer };
    const next = await this.#callInto(application, meeting, dialled);
    next.resources.sharesModality = true;
    addStops(application, next, () => (next.state === 'ringing' ? call : next));
    this.#timers.afterMs(
      Math.max(this.thinkMs, 1),
      () => void this.#conferenceAnswers(application, { meeting, call, next }),
    );
    const reply = found(next.resources.invitation(next.states), 201);
    return { ...reply, headers: { ...reply.headers, Location: application.path(next.resources.invitationName()) } };
  }

  async #conferenceAnswers(
    application: Application,
    {
      meeting,
      call,
      next,
    }: { readonly meeting: SimulatedMeeting; readonly call: SimulatedCall; readonly next: SimulatedCall },
  ): Promise<void> {
    if (next.state !== 'ringing' || call.state !== 'talking') return;
    if (this.escalationFails !== null) {
      await next.fail(this.escalationFails);
      this.#all = this.#all.filter((other) => other !== meeting);
      addCallResources(application, call);
      call.staysCall();
      return;
    }
    next.resources.sharesModality = false;
    await next.pickUp();
    await call.goToConference();
    meeting.soundIsUp(next);
    this.#comes(meeting, call.from, {});
    meeting.enter();
  }

  /** An application is gone, and with it the meetings in it. */
  left(application: Application): void {
    for (const meeting of this.#all) if (this.#applicationOf.get(meeting) === application) void meeting.abandon();
  }

  /** Ends all without a word. */
  async abandon(): Promise<void> {
    await Promise.all(this.#all.map((meeting) => meeting.abandon()));
  }

  forget(): void {
    this.#all = this.#all.filter(({ isOver }) => !isOver);
    for (const meeting of [...this.#applicationOf.keys()]) if (meeting.isOver) this.#applicationOf.delete(meeting);
    this.#operationIds.clear();
  }

  #madeOf(application: Application, call: SimulatedCall): SimulatedMeeting {
    const { account } = application;
    const organizer: Person = { id: account.address, name: account.displayName, uri: `sip:${account.address}` };
    const facts = { ...newFacts(organizer, call.details.subject), conversation: call.resources.conversationName() };
    const meeting = this.#add(application, facts, { role: 'Leader' }, false);
    meeting.beginOfCall(call.resources.callerName);
    return meeting;
  }

  #comes(meeting: SimulatedMeeting, person: Person, more: Partial<Omit<Attender, 'person'>>): void {
    const application = this.#applicationOf.get(meeting);
    meeting.join(person, more);
    if (application !== undefined) addPersonResources(application, meeting, person);
  }

  /** UCWA reference: joinOnlineMeeting, startOnlineMeeting. */
  #go(application: Application, incoming: Incoming, joins: boolean): Reply {
    const rel = joins ? 'joinOnlineMeeting' : 'startOnlineMeeting';
    const refused = refuseQuery(incoming, joins ? ['onlineMeetingUri'] : []);
    if (refused !== null) return refused;
    if (!this.links.includes(rel)) return forbidden('no link leads there', notFound('ResourceNotFound'));
    const rules = joins ? { ...goRules, onlineMeetingUri: { kind: 'text', max: 512 } as const } : goRules;
    const body = readFields(incoming, rules);
    if (!body.ok) return body.reply;
    const operationId = textField(body.value, 'operationId') ?? '';
    if (this.#operationIds.has(operationId)) return forbidden('a meeting was begun twice', conflict('AlreadyExists'));
    this.#operationIds.add(operationId);
    const uri = incoming.query.get('onlineMeetingUri') ?? textField(body.value, 'onlineMeetingUri');
    const subject = textField(body.value, 'subject');
    return uri === undefined || uri === null
      ? this.#start(application, operationId, subject)
      : this.#join(application, operationId, uri);
  }

  #start(application: Application, operationId: string, subject: string | undefined): Reply {
    const { address, displayName } = application.account;
    const facts = { ...newFacts({ id: address, name: displayName, uri: `sip:${address}` }, subject), operationId };
    const meeting = this.#add(application, facts, { role: 'Leader' }, false);
    meeting.begin();
    meeting.connect();
    return this.#created(application, meeting);
  }

  #join(application: Application, operationId: string, uri: string): Reply {
    if (!/^sips?:[^\s]+$/i.test(uri)) return badParameter('onlineMeetingUri', 'no SIP URI');
    const scheduled = this.scheduled.find((one) => one.uri.toLowerCase() === uri.toLowerCase());
    if (scheduled === undefined) {
      const own = this.own.planned.find((one) => ownMeetingUri(application, one).toLowerCase() === uri.toLowerCase());
      return own === undefined
        ? this.#joinAgain(application, operationId, uri)
        : this.#joinOwn(application, operationId, own);
    }
    const [organizer = 'priya', ...others] = scheduled.people;
    const { joinUrl, subject, refusal, lobby = false, leads = false } = scheduled;
    const facts = { organizer: personOf(organizer), uri: scheduled.uri, joinUrl, subject, operationId };
    const meeting = this.#add(application, facts, { role: leads ? 'Leader' : 'Attendee' }, false);
    meeting.userWaits = lobby;
    this.join(meeting, organizer, { role: 'Leader' });
    for (const id of others) this.join(meeting, id);
    meeting.begin();
    if (refusal === undefined) meeting.connect();
    else meeting.fail(refusal.code, refusal.subcode ?? '');
    return this.#created(application, meeting);
  }

  /** One that the user has planned: they lead in it, and are its first. */
  #joinOwn(application: Application, operationId: string, own: OwnMeeting): Reply {
    const { address, displayName } = application.account;
    const organizer: Person = { id: address, name: displayName, uri: `sip:${address}` };
    const { joinUrl } = newFacts(organizer, own.subject);
    const facts = { organizer, subject: own.subject, uri: ownMeetingUri(application, own), joinUrl, operationId };
    const meeting = this.#add(application, facts, { role: 'Leader' }, false);
    meeting.begin();
    meeting.connect();
    return this.#created(application, meeting);
  }

  /** A meeting in which the user was goes on with the others. */
  #joinAgain(application: Application, operationId: string, uri: string): Reply {
    const before = this.#all.findLast(({ resources }) => resources.facts.uri.toLowerCase() === uri.toLowerCase());
    if (before === undefined || before.endedForAll) return notFound('DestinationNotFound');
    const { organizer, joinUrl, subject } = before.resources.facts;
    const facts = { organizer, uri: before.resources.facts.uri, joinUrl, subject, operationId };
    const meeting = this.#add(application, facts, { role: before.own.role }, false);
    meeting.userWaits = before.userWaits;
    for (const { person, ...more } of before.people) this.#comes(meeting, person, more);
    meeting.begin();
    meeting.connect();
    return this.#created(application, meeting);
  }

  #created(application: Application, meeting: SimulatedMeeting): Reply {
    return { status: 201, headers: { Location: application.path(meeting.resources.invitationName()) } };
  }

  #invitePerson(
    application: Application,
    meeting: SimulatedMeeting,
    { operationId, to }: { readonly operationId: string; readonly to: string },
  ): Reply {
    if (this.#operationIds.has(operationId)) return forbidden('somebody was added twice', conflict('AlreadyExists'));
    this.#operationIds.add(operationId);
    if (!/^(sips?|tel):[^\s]+$/i.test(to)) return badParameter('to', 'no SIP or telephone URI');
    const reached = reach(to, colleagues, null);
    if (reached.kind === 'not normalized') {
      return problem(400, { code: 'BadRequest', subcode: 'NormalizationFailed', message: 'No rule fits.' });
    }
    if (reached.kind === 'nobody') return notFound('DestinationNotFound');
    const { person } = reached;
    const added = meeting.invite(operationId, to, person, this.bareAdded);
    addAddedResources(application, added);
    added.begin();
    this.#timers.afterSeconds(30, () => added.fail('Timeout', 'Timeout'));
    const manner = this.manners.get(person.id) ?? 'takes';
    const act = (): void => {
      if (manner === 'declines') added.fail('RemoteFailure', 'Declined', 'Declined');
      if (manner !== 'takes' || !added.isWaiting || meeting.isOver) return;
      added.take();
      addPersonResources(application, meeting, person);
    };
    this.#timers.afterMs(Math.max(this.thinkMs, 1), act);
    return { status: 201, headers: { Location: application.path(added.name) } };
  }

  #add(application: Application, facts: MeetingFacts, own: Partial<Own>, bare: boolean): SimulatedMeeting {
    this.#begun += 1;
    const ports = { application, ledger: this.#ledger, timers: this.#timers, bare };
    const meeting = new SimulatedMeeting(`meeting-${this.#begun}`, facts, own, ports);
    this.#all.push(meeting);
    this.#applicationOf.set(meeting, application);
    this.#addResources(application, meeting);
    return meeting;
  }

  #addResources(application: Application, meeting: SimulatedMeeting): void {
    addMeetingResources(application, meeting, {
      addAudio: (incoming) => this.#addAudio(application, meeting, incoming),
      addParticipant: (incoming) => this.#addPerson(application, meeting, incoming),
      addPhoneAudio: (incoming) => this.#addPhone(application, meeting, incoming),
    });
  }

  #addPhone(application: Application, meeting: SimulatedMeeting, incoming: Incoming): Reply {
    if (!meeting.isInside || !this.takesPhones) return notFound('ConversationNotFound');
    const { resources } = meeting;
    const { uri, subject } = resources.facts;
    const person = { id: meeting.id, uri, ...(subject !== undefined && { name: subject }) };
    return application.phoneCalls.join(
      application,
      { conversation: resources.name(), thread: resources.thread, person },
      incoming,
    );
  }

  #addPerson(application: Application, meeting: SimulatedMeeting, incoming: Incoming): Reply {
    const read = readAdd(incoming);
    if (!read.ok) return read.reply;
    return meeting.isInside ? this.#invitePerson(application, meeting, read) : notFound('ConversationNotFound');
  }

  async #addAudio(application: Application, meeting: SimulatedMeeting, incoming: Incoming): Promise<Reply> {
    const read = readAddAudio(meeting, incoming, (operationId) => this.#operationIds.has(operationId));
    if (!read.ok) return read.reply;
    this.#operationIds.add(read.dialled.operationId);
    const call = await this.#callInto(application, meeting, read.dialled);
    await call.pickUp();
    meeting.soundIsUp(call);
    return { status: 201, headers: { Location: application.path(call.resources.invitationName()) } };
  }

  /** The call puts resources of its own where the meeting's are: those have to be there again. */
  async #callInto(application: Application, meeting: SimulatedMeeting, dialled: Dialled): Promise<SimulatedCall> {
    const call = await this.#calls().dialIn(application, dialled, meeting);
    this.#addResources(application, meeting);
    return call;
  }
}

function personOf(id: string): Person {
  const found = colleague(id)?.person;
  if (found === undefined) throw new Error(`no colleague is called ${id}`);
  return found;
}

function newFacts(organizer: Person, subject: string | undefined): MeetingFacts {
  const id = randomBytes(4).toString('hex').toUpperCase();
  const [user = 'user', domain = 'northwind.example'] = (organizer.uri ?? '').replace(/^sip:/, '').split('@');
  const uri = `sip:${user}@${domain};gruu;opaque=app:conf:focus:id:${id}`;
  return { organizer, subject, uri, joinUrl: `https://meet.${domain}/${user}/${id}` };
}
