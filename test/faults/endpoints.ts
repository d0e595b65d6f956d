/** Every endpoint that the client asks, as method and rel, and how one comes to each: a day on which all of them are needed. */

import { setTimeout as delay } from 'node:timers/promises';
import type { CallView, PersonAction, QueryResult } from '../../preload/contract/index.ts';
import { startRels } from '../ucwa-server/application/calling-means.ts';
import type { CallRequest, LedgerEntry, SimulatedCall } from '../ucwa-server/index.ts';
import { monotonicNow } from '../ucwa-server/ledger.ts';
import { wire } from '../unit/core/quality/seconds.ts';
import { changeOwnAffairs, offerForwarding, ownEndpoints } from './own-affairs.ts';
import type { Rig } from './rig.ts';
import type { SleepingClock } from './sleeping-clock.ts';

/** In the order in which a sign-in, a call and a sign-out come to them. */
export const endpoints = [
  'GET root',
  'GET user',
  'POST oauthtoken',
  'POST applications',
  'POST makeMeAvailable',
  'GET me',
  'GET events',
  'POST batch',
  'GET application',
  'GET communication',
  'PUT communication',
  'GET policies',
  'GET phones',
  'POST changeNumber',
  'GET mediaPolicies',
  'GET mediaRelayAccessToken',
  'GET conversations',
  'GET missedItems',
  'GET conversationLogs',
  'GET conversationLog',
  'GET audioVideoInvitation',
  'GET audioVideoRenegotiation',
  'GET audioVideoNegotiation',
  'GET participant',
  'GET contact',
  'GET myGroupMemberships',
  'GET myGroups',
  'GET groupContacts',
  'GET expandDistributionGroup',
  'GET myContactsAndGroupsSubscription',
  'POST startOrRefreshSubscriptionToContactsAndGroups',
  'GET search',
  'POST presenceSubscriptions',
  'GET contactPresence',
  'GET contactNote',
  'GET contactLocation',
  'GET contactPhoto',
  'POST addToPresenceSubscription',
  'POST presenceSubscription',
  'POST myGroupMemberships',
  'DELETE myGroupMembership',
  'POST removeContactFromAllGroups',
  'DELETE presenceSubscription',
  'POST startPhoneAudio',
  'POST acceptWithPhoneAudio',
  'POST replaceWithPhoneAudio',
  'POST holdPhoneAudio',
  'POST resumePhoneAudio',
  'POST stopPhoneAudio',
  'GET phoneAudioInvitation',
  'GET phoneAudio',
  'POST startAudio',
  'POST startAudioOnBehalfOfDelegator',
  'POST startEmergencyCall',
  'POST cancel',
  'POST sendProvisionalAnswer',
  'POST acceptWithAnswer',
  'POST decline',
  'POST answer',
  'POST dismiss',
  'POST renegotiations',
  'POST resumeAudio',
  'GET audioVideoSession',
  'GET conversation',
  'GET audioVideo',
  'POST stopAudioVideo',
  'POST reportMediaDiagnostics',
  'POST publishCallQualityFeedback',
  'DELETE conversation',
  'GET messagingInvitation',
  'GET messaging',
  'GET message',
  'POST accept',
  'POST setIsTyping',
  'POST sendMessage',
  'POST addMessaging',
  'POST stopMessaging',
  'POST startMessaging',
  ...ownEndpoints,
  'GET onlineMeetingInvitation',
  'GET onlineMeeting',
  'GET localParticipant',
  'GET participants',
  'GET leaders',
  'GET attendees',
  'GET lobby',
  'GET participantAudio',
  'GET participantInvitation',
  'GET phoneDialInInformation',
  'POST enableAudienceMuteLock',
  'POST disableAudienceMuteLock',
  'GET myOnlineMeetings',
  'GET onlineMeetingDefaultValues',
  'GET onlineMeetingEligibleValues',
  'GET onlineMeetingPolicies',
  'POST myOnlineMeetings',
  'POST joinOnlineMeeting',
  'POST startOnlineMeeting',
  'POST addAudio',
  'POST addParticipant',
  'POST admit',
  'POST reject',
  'POST eject',
  'POST promote',
  'POST demote',
  'POST muteAudio',
  'POST unmuteAudio',
  'POST reportMyActivity',
  'POST reportMyNetwork',
  'DELETE application',
] as const;

/** Asked for only where an organization's page comes before the token. */
export const tokenEndpoint = 'POST token';

/** Which endpoint each operation of `main/core/ucwa/request` asks; what only builds others asks none, and what these runs do not send neither. */
export const operations: Readonly<
  Record<string, (typeof endpoints)[number] | typeof tokenEndpoint | 'none' | 'unsent'>
> = {
  acceptWithAnswer: 'POST acceptWithAnswer',
  changeNumber: 'POST changeNumber',
  startAudio: 'POST startAudio',
  cancel: 'POST cancel',
  sendProvisionalAnswer: 'POST sendProvisionalAnswer',
  createApplication: 'POST applications',
  deleteApplication: 'DELETE application',
  decline: 'POST decline',
  answerRenegotiation: 'POST answer',
  dismissRenegotiation: 'POST dismiss',
  offerRenegotiation: 'POST renegotiations',
  accept: 'POST accept',
  startMessaging: 'POST startMessaging',
  addMessaging: 'POST addMessaging',
  sendMessage: 'POST sendMessage',
  setIsTyping: 'POST setIsTyping',
  stopMessaging: 'POST stopMessaging',
  makeMeAvailable: 'POST makeMeAvailable',
  reportMyActivity: 'POST reportMyActivity',
  reportMyNetwork: 'POST reportMyNetwork',
  setPresence: 'POST presence',
  setNote: 'POST note',
  setLocation: 'POST location',
  sendCallsTo: 'POST immediateForwardToVoicemail',
  turnOffCallForwarding: 'POST turnOffCallForwarding',
  get: 'none',
  postJson: 'none',
  putJson: 'none',
  postForm: 'none',
  stopAudioVideo: 'POST stopAudioVideo',
  reportMediaDiagnostics: 'POST reportMediaDiagnostics',
  publishCallQualityFeedback: 'POST publishCallQualityFeedback',
  requestTokenByPassword: 'POST oauthtoken',
  requestTokenIntegrated: 'POST oauthtoken',
  requestTokenPassive: 'POST oauthtoken',
  requestTokenByCode: tokenEndpoint,
  requestTokenByRefresh: tokenEndpoint,
  tokenEndpoint: 'none',
  searchDirectory: 'GET search',
  escalateAudio: 'unsent',
  followContactsAndGroups: 'POST startOrRefreshSubscriptionToContactsAndGroups',
  followPresence: 'POST presenceSubscriptions',
  followPresenceOfMore: 'POST addToPresenceSubscription',
  prolongPresence: 'POST presenceSubscription',
  endPresence: 'DELETE presenceSubscription',
  addToGroup: 'POST myGroupMemberships',
  readMemberships: 'GET myGroupMemberships',
  leaveGroup: 'DELETE myGroupMembership',
  leaveAllGroups: 'POST removeContactFromAllGroups',
  readPhoto: 'GET contactPhoto',
  startPhoneAudio: 'POST startPhoneAudio',
  addPhoneAudio: 'POST replaceWithPhoneAudio',
  acceptWithPhoneAudio: 'POST acceptWithPhoneAudio',
  postNothing: 'POST stopPhoneAudio',
  joinMeeting: 'POST joinOnlineMeeting',
  planMeeting: 'POST myOnlineMeetings',
  addParticipant: 'POST addParticipant',
  moderate: 'POST admit',
  leaveConversation: 'DELETE conversation',
};

/** What the client asked so far. */
export function asked({ server }: Rig): ReadonlySet<string> {
  const requests = server.ledger.entries.filter(({ kind, rel }) => kind === 'request' && rel !== undefined);
  return new Set(requests.map(({ method, rel }) => `${method} ${rel}`));
}

/** Nothing may take longer than this to come out one way or another. */
const patienceMs = 30_000;
const activityMs = 121_000;
const restMs = 500;
/** What is in no hurry begins some seconds after what is. */
const peopleMs = 8_000;
const messagesMs = 2_000;
const recoveryMs = 3_000;

/** The user's telephone. */
const ownPhone = 'tel:+46855501299';

/** For whom the user may call. */
const delegator = 'sip:noor.galal@northwind.example';

/** By which link each is done. */
const relOf = {
  ...{ admit: 'admit', reject: 'reject', remove: 'eject', 'make-presenter': 'promote', 'make-attendee': 'demote' },
  ...{ mute: 'muteAudio', unmute: 'unmuteAudio' },
} as const;

type CallWish = Pick<CallRequest, 'callerByLink' | 'wantsFeedback'>;

/** What rings and talks, or that it cannot be had, as the user is told. */
export class Day {
  readonly #rig: Rig;
  readonly #clock: SleepingClock;
  readonly #silent: string | null;
  longestMs = 0;

  /** @param silent the endpoint that never answers; null where each does */
  constructor(rig: Rig, clock: SleepingClock, silent: string | null = null) {
    this.#rig = rig;
    this.#clock = clock;
    this.#silent = silent;
  }

  /** Signed in, or told why not. */
  async morning(): Promise<void> {
    const { calling, book } = this.#rig.server;
    calling.links = startRels;
    calling.delegators = [delegator];
    calling.lisLocation = 'Building 4, Redmond';
    book.groups.find(({ rel }) => rel === 'delegatorsGroup')?.members.push('noor');
    this.#rig.server.phoneCalls.phone.number = ownPhone;
    offerForwarding(this.#rig);
    this.#rig.server.phoneCalls.phone.others = [{ type: 'Home' }];
    this.#rig.server.media.relays = [{ host: 'relay.northwind.example', udpPort: 3478, tcpPort: null }];
    this.#rig.signIn();
    await this.#comes('signed in, or told why not', ({ session }) => {
      return ['Ready', 'Reconnecting'].includes(session.status) || session.signIn?.problem != null;
    });
    if (this.#isUp()) await this.#rests('POST batch');
  }

  /** Messages both ways, of which the events bring links alone; whatever of it fails, calls ring. */
  async #messages(): Promise<void> {
    const { phone, server } = this.#rig;
    const since = server.ledger.next;
    const chat = server.chats.write({ from: 'tomas', bare: true, writerByLink: true });
    await this.#shows(({ messages }) => messages.threads.length > 0);
    const threadId = phone.view().messages.threads[0]?.id ?? '';
    const types = (): boolean => phone.command({ type: 'type-message', threadId }).ok;
    phone.command({ type: 'look-at-thread', threadId });
    await this.#happens(() => chat.isOpen);
    await this.#shows(types);
    if (chat.isOpen) chat.say('Are you there?');
    await this.#rests('GET message', since);
    phone.command({ type: 'send-message', threadId, text: 'Yes' });
    await this.#happens(() => chat.said.some(({ text }) => text === 'Yes'));
    chat.pause();
    await this.#shows(() => !types());
    phone.command({ type: 'send-message', threadId, text: 'Once more' });
    await this.#rests('POST addMessaging', since);
    await this.#shows(types);
    phone.command({ type: 'leave-thread', threadId });
    await this.#rests('POST stopMessaging', since);
    phone.command({ type: 'open-thread', to: 'priya@northwind.example' });
    const opened = phone.view().messages.opened?.threadId ?? '';
    phone.command({ type: 'send-message', threadId: opened, text: 'Hello' });
    await this.#rests('POST startMessaging', since);
    phone.command({ type: 'look-at-thread', threadId: null });
  }

  /** Looks for people and at them, and changes the contact list; nothing of it keeps calls from ringing. */
  async #people(): Promise<void> {
    const { phone, server } = this.#rig;
    const [ana, lena] = ['ana.lindqvist@northwind.example', 'lena.okafor@northwind.example'];
    await this.#rests('GET expandDistributionGroup', 0, peopleMs);
    await this.#shows(() => this.#mayDo(lena, 'add-favourite'));
    phone.command({ type: 'search-directory', text: 'ling' });
    phone.command({ type: 'look-at-people', personIds: [ana], closely: ana });
    await this.#rests('POST presenceSubscriptions', 0, peopleMs);
    phone.command({ type: 'look-at-people', personIds: [ana, lena], closely: lena });
    await this.#rests('POST addToPresenceSubscription', 0, peopleMs);
    for (const action of ['add-favourite', 'remove-favourite', 'remove-contact'] as const) {
      await this.#shows(() => this.#mayDo(lena, action));
      const since = server.ledger.next;
      phone.command({ type: 'change-contact', personId: lena, action });
      // The list is read again.
      await this.#rests('GET expandDistributionGroup', since, peopleMs);
    }
    await this.#shows(() => !this.#mayDo(lena, 'remove-contact'));
    const since = server.ledger.next;
    this.#clock.sleep(activityMs, true);
    for (const { directory } of server.applications) directory.warnOfEnd();
    server.advance(5);
    await this.#rests('POST presenceSubscription', 0, peopleMs);
    // After a sleep those who are looked at are followed anew; only what is followed can be ended.
    await this.#rests('POST presenceSubscriptions', since, peopleMs);
    phone.command({ type: 'look-at-people', personIds: [], closely: null });
    await this.#rests('DELETE presenceSubscription', 0, peopleMs);
  }

  /** What may be done with somebody, as the user sees it. */
  #mayDo(personId: string, action: PersonAction): boolean {
    const found = this.#rig.phone.query({ type: 'person', personId }) as QueryResult<'person'>;
    return found.ok && found.answer?.actions.includes(action) === true;
  }

  /** People, messages, calls of every kind, and the server's moods; each call is over in time, or the user knows that calls do not ring here. */
  async work(): Promise<void> {
    const { server, phone } = this.#rig;
    if (this.#isUp()) await this.#people();
    if (this.#isUp() && phone.view().messages.offered) await this.#messages();
    if (this.#isUp()) await changeOwnAffairs(this.#rig, (fits) => this.#shows(fits));
    server.callInVain({ from: 'ana' });
    await this.#talk({ wantsFeedback: true }, true);
    await this.#talk({}, false);
    await this.#refuse();
    server.habits.embed = false;
    await this.#talk({ callerByLink: true }, true);
    server.habits.embed = true;
    await this.#elsewhere();
    await this.#callsOut();
    await this.#byPhone();
    await this.#meetings();
    await this.#moods();
  }

  async #talk(request: CallWish, withStop: boolean): Promise<void> {
    const { phone, server } = this.#rig;
    const call = await this.#ring(request);
    if (call === null) return;
    if (!withStop) this.#hideStop(call);
    phone.command({ type: 'answer', callId: this.#seen(call)?.id ?? '' });
    await this.#comes('the end of answering', () => this.#seen(call)?.state !== 'answering');
    if (request.wantsFeedback === true) await this.#measure(call);
    await this.#holdHere(call);
    await this.#hold(call);
    if (withStop) {
      // What may have been missed is looked up while it talks.
      server.applications[0]?.channel.resyncNext();
      await this.#rests('GET conversation');
    }
    phone.command({ type: 'hang-up', callId: this.#seen(call)?.id ?? '' });
    await this.#comes('a shut microphone', () => !phone.mayOpenMicrophone());
    await this.#finish(call);
  }

  /** Some seconds of sound, of which the server would be told. */
  async #measure(call: SimulatedCall): Promise<void> {
    const { phone, media } = this.#rig;
    const callId = this.#seen(call)?.id ?? '';
    for (let second = 0; second < 5; second += 1) media.say({ type: 'figures', callId, figures: wire() });
    await this.#rests('GET audioVideoSession');
    // What is told at the end has to know its place by then.
    if (phone.view().calls.length > 0) await delay(restMs);
  }

  /** The user holds, and goes on; the call is there, on hold or not. */
  async #holdHere(call: SimulatedCall): Promise<void> {
    for (const [type, endpoint] of [
      ['hold', 'POST renegotiations'],
      ['resume', 'POST resumeAudio'],
    ] as const) {
      const seen = this.#seen(call);
      if (seen?.actions.includes(type) !== true) return;
      const since = this.#rig.server.ledger.next;
      this.#rig.phone.command({ type, callId: seen.id });
      await this.#rests(endpoint, since);
      // By then the far side has agreed, where it is asked; a resume before that needs no link of its own.
      await delay(restMs);
    }
  }

  /** The caller holds, and then wants what cannot be had. */
  async #hold(call: SimulatedCall): Promise<void> {
    if (call.state !== 'talking') return;
    void call.hold();
    await this.#rests('POST answer', this.#rig.server.ledger.next);
    if (call.state !== 'talking') return;
    void call.renegotiate((sdp) => sdp.replace('RTP/AVP', 'RTP/SAVP'));
    await this.#rests('POST dismiss', this.#rig.server.ledger.next);
  }

  /** The server names no way to stop this call: its conversation can be deleted all the same. */
  #hideStop(call: SimulatedCall): void {
    const { server } = this.#rig;
    server.habits.embed = false;
    const self = server.applications[0]?.path(call.resources.conversationName('audioVideo')) ?? '';
    const resource = { rel: 'audioVideo', properties: { state: 'Connected' }, links: { self } };
    for (let time = 0; time < 4; time += 1) {
      server.faults.replyNext('GET audioVideo', { status: 200, body: { kind: 'resource', resource } });
    }
  }

  async #refuse(): Promise<void> {
    const call = await this.#ring();
    if (call === null) return;
    this.#rig.phone.command({ type: 'decline', callId: this.#seen(call)?.id ?? '' });
    await this.#finish(call);
  }

  /** Calls of the user's: one in each way that there is, taken back or answered, and with nothing but links in its events. */
  async #callsOut(): Promise<void> {
    const { server, phone, media } = this.#rig;
    media.callOutAtOnce();
    // Who is called waits for the day to say what they do.
    server.calls.manner = { kind: 'rings' };
    const ways = [
      [{ type: 'call', to: '+46855501234' }, 'taken back'],
      [{ type: 'call', to: '+46855501234', onBehalfOf: delegator }, 'taken back'],
      [{ type: 'call-emergency', to: '112' }, 'taken back'],
      [{ type: 'call', to: '+351215550147' }, 'answered'],
    ] as const;
    for (const [command, how] of ways) {
      if (!this.#isUp()) return;
      server.calls.embedsDialled = how !== 'answered';
      const before = server.calls.all.length;
      if (!phone.command(command).ok) continue;
      // The server may never hear of it; then it ends by itself.
      const dialled = (): SimulatedCall | undefined => server.calls.all[before];
      const isSettled = (): boolean => this.#newest()?.state === 'ended' || dialled() !== undefined;
      await this.#comes('a call out, or its end', isSettled);
      await delay(restMs);
      if (how === 'answered' && dialled()?.state === 'ringing') {
        void dialled()?.answerEarly();
        await this.#rests('GET audioVideoNegotiation');
        if (dialled()?.state === 'ringing') void dialled()?.pickUp();
        await delay(restMs);
      }
      const { id = '' } = this.#newest() ?? {};
      phone.command({ type: 'hang-up', callId: id });
      await this.#comes('a shut microphone', () => !phone.mayOpenMicrophone());
      await this.#comes('the end of a call out', () => [undefined, 'ended'].includes(this.#newest()?.state));
      await this.#rests('POST cancel');
      const left = dialled();
      if (left?.state === 'ringing') await left.fail({ code: 'Timeout' });
      if (left?.state === 'talking') await left.hangUp();
    }
    server.calls.embedsDialled = true;
    server.calls.manner = null;
  }

  /** With the user's telephone: in place of an answer, in place of the voice of here, and to begin with. */
  async #byPhone(): Promise<void> {
    const { server, phone } = this.#rig;
    await this.#answerByPhone();
    const call = await this.#ring();
    if (call === null) return;
    const { id: callId = '' } = this.#seen(call) ?? {};
    phone.command({ type: 'answer', callId });
    await this.#comes('the end of answering', () => this.#seen(call)?.state !== 'answering');
    await delay(restMs);
    if (phone.command({ type: 'go-on-by-phone', callId }).ok) {
      await this.#rests('POST replaceWithPhoneAudio');
      phone.command({ type: 'stay-here', callId });
      await delay(restMs);
    }
    phone.command({ type: 'hang-up', callId });
    await this.#comes('a shut microphone', () => !phone.mayOpenMicrophone());
    await this.#finish(call);
    await this.#rungThere();
    if (phone.command({ type: 'change-phone-number', kind: 'home', number: '+46 8 555 012 77' }).ok) {
      await this.#rests('POST changeNumber');
    }
    if (!this.#isUp() || !phone.command({ type: 'call-by-phone', to: '+46855501234' }).ok) return;
    await this.#rests('POST startPhoneAudio');
    await this.#hangUpThere();
    server.phoneCalls.live?.hangUp();
  }

  async #answerByPhone(): Promise<void> {
    const { server, phone } = this.#rig;
    const call = await this.#ring();
    if (call === null) return;
    server.habits.embed = false;
    if (phone.command({ type: 'answer-by-phone', callId: this.#seen(call)?.id ?? '' }).ok) {
      await this.#rests('POST acceptWithPhoneAudio');
      await delay(restMs);
      if (server.phoneCalls.live?.state === 'own-phone') server.phoneCalls.live.pickUp();
      await this.#rests('GET phoneAudio');
      await delay(restMs);
      for (const [type, endpoint] of [
        ['hold', 'POST holdPhoneAudio'],
        ['resume', 'POST resumePhoneAudio'],
      ] as const) {
        const there = this.#onPhone();
        if (there?.actions.includes(type) !== true) continue;
        phone.command({ type, callId: there.id });
        await this.#rests(endpoint);
        await delay(restMs);
      }
      await this.#hangUpThere();
    }
    server.habits.embed = true;
    if (call.state === 'ringing') await call.cancel();
    server.phoneCalls.live?.hangUp();
    await this.#comes('the end of a call on the telephone', () => !this.#isOnPhone());
  }

  /** The telephone rings, and the client is only told where to look. */
  async #rungThere(): Promise<void> {
    const { server } = this.#rig;
    if (!this.#isUp() || !server.applications.some(({ reachable }) => reachable)) return;
    server.habits.embed = false;
    const call = server.ringPhone();
    await this.#rests('GET phoneAudioInvitation');
    server.habits.embed = true;
    call.hangUp();
    await this.#comes('the end of a call on the telephone', () => !this.#isOnPhone());
  }

  /** Asked to one, which tells by links alone; one of the user's own, in which others are led; and one that is joined by its address. */
  async #meetings(): Promise<void> {
    const { server, phone } = this.#rig;
    const inside = (): CallView | undefined =>
      phone.view().calls.find(({ meeting, state }) => meeting?.stage === 'in' && state === 'connected');
    const leave = async (): Promise<void> => {
      const isLeft = (): boolean => phone.view().calls.every(({ meeting, state }) => !meeting || state === 'ended');
      for (const { id, meeting } of phone.view().calls) if (meeting) phone.command({ type: 'hang-up', callId: id });
      for (const { id, state } of phone.view().calls)
        if (state === 'ringing') phone.command({ type: 'decline', callId: id });
      await this.#comes('the end of a meeting', isLeft);
      await this.#comes('a shut microphone', () => !phone.mayOpenMicrophone());
      server.meetings.newest?.end();
    };
    if (!this.#isUp() || !server.applications.some(({ reachable }) => reachable)) return;
    server.meetings.invite({ people: ['ana'], bare: true });
    await this.#shows(() => this.#newest()?.meeting?.stage === 'ringing');
    phone.command({ type: 'answer', callId: this.#newest()?.id ?? '' });
    await this.#rests('POST addAudio', 0, messagesMs);
    await this.#rests('GET participantAudio', 0, messagesMs);
    await this.#rests('GET phoneDialInInformation', 0, messagesMs);
    await leave();
    if (!this.#isUp()) return;
    phone.command({ type: 'start-meeting', about: '' });
    await this.#rests('POST startOnlineMeeting');
    await this.#shows(() => inside() !== undefined);
    await this.#lead(inside);
    await leave();
    if (!this.#isUp()) return;
    phone.command({ type: 'look-at-meetings' });
    await this.#rests('GET onlineMeetingEligibleValues');
    await this.#shows(() => phone.view().meetings.access !== null);
    phone.command({ type: 'start-meeting', about: '', access: 'organizer' });
    await this.#rests('POST myOnlineMeetings');
    await this.#shows(() => inside() !== undefined);
    await leave();
    const [scheduled] = server.meetings.scheduled;
    if (this.#isUp() && scheduled !== undefined) phone.command({ type: 'join-meeting', address: scheduled.uri });
    await this.#rests('POST joinOnlineMeeting');
    await this.#shows(() => inside() !== undefined);
    await leave();
  }

  /** Everything that may be done to somebody, and somebody who is added by a link alone. */
  async #lead(inside: () => CallView | undefined): Promise<void> {
    const { server, phone } = this.#rig;
    const meeting = server.meetings.newest;
    if (meeting?.isInside !== true || inside() === undefined) return;
    const ways = ['admit', 'mute', 'unmute', 'make-presenter', 'make-attendee', 'remove', 'reject'] as const;
    for (const action of ways) {
      const waits = action === 'admit' || action === 'reject';
      const id = action === 'reject' ? 'lena' : 'ana';
      if (waits) server.meetings.join(meeting, id, { inLobby: true });
      const who = () => {
        const { lobby = [], presenters = [], attendees = [] } = inside()?.meeting ?? {};
        return [...lobby, ...presenters, ...attendees].find(({ actions }) => actions.includes(action));
      };
      await this.#shows(() => who() !== undefined);
      const [callId, personId] = [inside()?.id ?? '', who()?.id ?? ''];
      const since = server.ledger.next;
      phone.command({ type: 'moderate', callId, personId, action });
      await this.#rests(`POST ${relOf[action]}`, since);
    }
    for (const muted of [true, false]) {
      const way = muted ? 'keep-muted' : 'let-speak';
      await this.#shows(() => inside()?.meeting?.actions.includes(way) === true);
      const [callId, since] = [inside()?.id ?? '', server.ledger.next];
      phone.command({ type: 'keep-muted', callId, muted });
      await this.#rests(muted ? 'POST enableAudienceMuteLock' : 'POST disableAudienceMuteLock', since);
    }
    server.meetings.bareAdded = true;
    phone.command({ type: 'add-person', callId: inside()?.id ?? '', to: 'priya.raman@northwind.example' });
    await this.#rests('GET participantInvitation', 0, messagesMs);
    server.meetings.bareAdded = false;
  }

  async #hangUpThere(): Promise<void> {
    const there = this.#onPhone();
    if (there === undefined) return;
    this.#rig.phone.command({ type: 'hang-up', callId: there.id });
    await this.#comes('the end of a call on the telephone', () => !this.#isOnPhone());
    await delay(restMs);
  }

  #onPhone(): CallView | undefined {
    return this.#rig.phone.view().calls.find(({ phone, state }) => phone !== null && state !== 'ended');
  }

  #isOnPhone(): boolean {
    return this.#onPhone() !== undefined;
  }

  #newest(): CallView | undefined {
    return this.#rig.phone.view().calls.at(-1);
  }

  async #elsewhere(): Promise<void> {
    const call = await this.#ring();
    if (call?.state === 'ringing') await call.answerElsewhere({ id: 'noor', name: 'Noor Galal' });
    if (call !== null) await this.#finish(call);
    await this.#rests('GET contact');
  }

  /** A token that is not taken, an application that is gone, availability that is taken back, voice that was taken out, two minutes. */
  async #moods(): Promise<void> {
    const { server } = this.#rig;
    const withoutVoice = (): void => {
      const [application] = server.applications;
      application?.communication.take(new Map([['supportedmodalities', ['PhoneAudio']]]));
      application?.communication.announce();
      server.advance(5);
    };
    const moods = [
      // The ring that follows finds that out.
      [() => server.expireTokens(), null],
      [() => server.resume(), 'POST makeMeAvailable'],
      [() => server.endApplications(), 'POST applications'],
      [withoutVoice, 'PUT communication'],
      [() => this.#clock.sleep(activityMs, true), 'POST reportMyActivity'],
    ] as const;
    for (const [mood, endpoint] of moods) {
      const since = server.ledger.next;
      await mood();
      // Whatever comes of it is on its way by then.
      await server.waitFor(({ kind }) => kind === 'request', { since, timeoutMs: 2_000 }).catch(() => null);
      if (endpoint !== null) await this.#rests(endpoint, since);
      await this.#rig.status('Ready', recoveryMs).catch(() => null);
      const call = await this.#ring();
      if (call?.state === 'ringing') await call.cancel();
      if (call !== null) await this.#finish(call);
    }
  }

  async #ring(request: CallWish = {}): Promise<SimulatedCall | null> {
    const call = this.#isUp() ? await this.#rig.call(request).catch(() => null) : null;
    if (call === null) return null;
    // What only links to the invitation cannot ring without it; that is the one thing it is there for.
    const mayRing = this.#rig.server.habits.embed || this.#silent !== 'GET audioVideoInvitation';
    if (mayRing) await this.#comes('a ring', () => this.#seen(call)?.state === 'ringing' || !this.#isUp());
    return call;
  }

  /** Of a caller whose name cannot be had, the one call that there is. */
  #seen(call: SimulatedCall): CallView | undefined {
    return this.#rig.seen(call) ?? this.#rig.phone.view().calls.findLast(({ state }) => state !== 'ended');
  }

  async #finish(call: SimulatedCall): Promise<void> {
    const { server } = this.#rig;
    server.habits.embed = true;
    if (call.state === 'talking') await call.hangUp();
    if (call.state === 'ringing') await call.cancel();
    await this.#comes('the end of the call', () => [undefined, 'ended'].includes(this.#seen(call)?.state));
  }

  #isUp(): boolean {
    return this.#rig.phone.view().session.status === 'Ready';
  }

  /** Gives what was begun some time to come to that endpoint. */
  async #rests(endpoint: string, since = 0, timeoutMs = restMs): Promise<void> {
    const isIt = ({ kind, method, rel }: LedgerEntry): boolean => kind === 'request' && `${method} ${rel}` === endpoint;
    await this.#rig.server.waitFor(isIt, { since, timeoutMs: this.#upTo(timeoutMs) }).catch(() => null);
  }

  /** Gives it some time to be so at the server. */
  async #happens(isSo: () => boolean): Promise<void> {
    if (isSo()) return;
    const { ledger } = this.#rig.server;
    await ledger.waitFor(isSo, { since: ledger.next, timeoutMs: this.#upTo(messagesMs) }).catch(() => null);
  }

  /** Gives it some time to be so here. */
  async #shows(fits: Parameters<Rig['until']>[0]): Promise<void> {
    await this.#rig.until(fits, 'what was begun', this.#upTo(messagesMs)).catch(() => null);
  }

  /** Where everything answers, what is waited for comes, however slow the machine is. */
  #upTo(timeoutMs: number): number {
    return this.#silent === null ? patienceMs : timeoutMs;
  }

  async #comes(what: string, fits: Parameters<Rig['until']>[0]): Promise<void> {
    const startedAt = monotonicNow();
    await this.#rig.until(fits, what, patienceMs);
    this.longestMs = Math.max(this.longestMs, monotonicNow() - startedAt);
  }
}
