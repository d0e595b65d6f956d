import assert from 'node:assert/strict';
import type { HttpRequest, HttpResponse } from '../../../../../main/core/ports.ts';
import { json, noContent } from '../../fakes/http.ts';
import { farAnswer } from '../../fakes/media.ts';
import {
  conflict,
  created,
  type Desk,
  differencesOf,
  eventOf,
  failure,
  gone,
  type Kind,
  type Seen,
  success,
} from './kind.ts';

/** `lost`: it was being made in an application that is gone. */
type State = 'connecting' | 'alerting' | 'talking' | 'ended' | 'lost';

/** A call that the user makes, as the server holds it to be. */
export interface SentCall {
  readonly name: string;
  readonly operationId: string;
  readonly threadId: string;
  readonly to: string;
  state: State;
  invitation: string;
  conversation: string;
  /** What the places where it rings answered before anybody took it. */
  readonly early: string[];
}

const longestMs = 120_000;
const states = { connecting: 'calling', alerting: 'alerting', talking: 'connected', ended: null, lost: null } as const;
const dataOf = (sdp: string) => ({
  href: `data:application/sdp;base64,${Buffer.from(sdp).toString('base64')}`,
});

/** Calls out (UCWA reference: startAudio, audioVideoInvitation, audioVideoNegotiation, cancel). */
export class SentCalls implements Kind {
  readonly all: SentCall[] = [];
  readonly #desk: Desk;
  readonly #asked = new Set<string>();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  get links() {
    return { startAudio: { href: this.#desk.path('communication/startAudio') } };
  }

  get live(): readonly SentCall[] {
    return this.all.filter(({ state }) => states[state] !== null);
  }

  get pending(): readonly SentCall[] {
    return this.live.filter(({ state }) => state !== 'talking');
  }

  get conversations(): readonly string[] {
    return this.live.filter((call) => this.#isAtHand(call)).map(({ conversation }) => conversation);
  }

  ringThere(call: SentCall): void {
    if (call.state !== 'connecting') return;
    call.state = 'alerting';
    this.#invited('updated', call);
  }

  /** One of the places where it rings is heard before anybody takes the call. */
  answerEarly(call: SentCall, fork: string): void {
    if (!call.early.includes(fork)) call.early.push(fork);
    this.#negotiated(call, { mediaProvisionalAnswer: dataOf(farAnswer) }, fork);
  }

  answer(request: HttpRequest, path: string): HttpResponse | null {
    if (path === this.links.startAudio.href) return this.#start(request);
    const call = this.all.find((each) => path.startsWith(each.invitation) || path.startsWith(each.conversation));
    if (call === undefined) return null;
    return request.method === 'GET' ? this.#look(call, path) : this.#act(call, path);
  }

  pickUp(call: SentCall): void {
    call.state = 'talking';
    this.#negotiated(call, { mediaAnswer: dataOf(farAnswer) }, call.early[0] ?? 'first');
    this.#modality(call);
    this.#invited('completed', call, success);
  }

  fail(call: SentCall, subcode: string): void {
    call.state = 'ended';
    this.#invited('completed', call, failure('RemoteFailure', subcode));
    this.#desk.emit([eventOf('deleted', 'conversation', call.conversation, null)]);
  }

  hangUp(call: SentCall): void {
    call.state = 'ended';
    this.#modality(call);
    this.#desk.emit([eventOf('deleted', 'conversation', call.conversation, null)]);
  }

  acknowledged(): void {}

  applicationOver(): void {
    for (const call of this.pending) if (!this.#desk.reoffers) call.state = 'lost';
  }

  applicationAnew(): void {
    this.applicationOver();
    if (this.#desk.reoffers) for (const call of this.live) this.#place(call);
  }

  differences(seen: Seen): readonly string[] {
    const calls = this.all.map((call) => ({
      name: call.name,
      isAtHand: this.#isAtHand(call),
      shownAs: states[call.state],
      isKept: true,
    }));
    return differencesOf(calls, seen);
  }

  #start({ body }: HttpRequest): HttpResponse {
    const asked = JSON.parse(body ?? '{}') as Record<string, string>;
    const { operationId = '', to = '', threadId = '' } = asked;
    assert.ok(!this.#asked.has(operationId), 'a call is asked for once');
    this.#asked.add(operationId);
    const name = to.replace(/^sip:|@.*$/g, '');
    const of = { name, operationId, to, threadId: threadId === '' ? `thread-${name}` : threadId };
    const call: SentCall = { ...of, state: 'connecting', early: [], invitation: '', conversation: '' };
    this.#place(call);
    this.all.push(call);
    this.#invited('started', call);
    this.#desk.emit([eventOf('added', 'conversation', call.conversation, this.#conversation(call))]);
    this.#desk.clock.after(longestMs, () => {
      if (this.pending.includes(call)) this.fail(call, 'Timeout');
    });
    return created(call.invitation);
  }

  #place(call: SentCall): void {
    call.invitation = this.#desk.path(`communication/audioVideoInvitations/${call.name}`);
    call.conversation = this.#desk.path(`communication/conversations/${call.name}`);
  }

  #isAtHand({ conversation }: SentCall): boolean {
    return this.#desk.alive && conversation.startsWith(this.#desk.path(''));
  }

  #look(call: SentCall, path: string): HttpResponse {
    if (path === call.invitation) return json(200, this.#invitation(call));
    if (path === `${call.invitation}/audioVideoNegotiation`) return gone;
    if (states[call.state] === null) return gone;
    return json(200, path === call.conversation ? this.#conversation(call) : this.#audioVideo(call));
  }

  #act(call: SentCall, path: string): HttpResponse {
    if (states[call.state] === null) return gone;
    const isTalking = call.state === 'talking';
    if (path === `${call.invitation}/cancel`) {
      if (isTalking) return conflict;
      this.fail(call, 'Canceled');
    } else if (isTalking) this.hangUp(call);
    else this.fail(call, 'Canceled');
    return noContent;
  }

  #invited(type: string, call: SentCall, more: object = {}): void {
    const body = this.#desk.embeds ? this.#invitation(call) : null;
    this.#desk.emit([eventOf(type, 'audioVideoInvitation', call.invitation, body, more)]);
  }

  #modality(call: SentCall): void {
    const href = `${call.conversation}/audioVideo`;
    this.#desk.emit([eventOf('updated', 'audioVideo', href, this.#audioVideo(call))], call.conversation);
  }

  #negotiated(call: SentCall, links: object, fork: string): void {
    const href = `${call.invitation}/audioVideoNegotiation`;
    const own = { self: { href }, audioVideoInvitation: { href: call.invitation }, ...links };
    const of = { remoteEndpoint: `${call.to};fork=${fork}`, sessionContext: fork };
    this.#desk.emit([
      eventOf('updated', 'audioVideoNegotiation', href, { rel: 'audioVideoNegotiation', ...of, _links: own }),
    ]);
  }

  #invitation({ state, operationId, threadId, to, invitation: href, conversation }: SentCall): object {
    const word = {
      connecting: 'Connecting',
      alerting: 'Alerting',
      talking: 'Connected',
      ended: 'Failed',
      lost: 'Failed',
    };
    const isPending = state === 'connecting' || state === 'alerting';
    return {
      rel: 'audioVideoInvitation',
      direction: 'Outgoing',
      state: word[state],
      ...{ operationId, threadId, to },
      _links: {
        self: { href },
        conversation: { href: conversation },
        audioVideo: { href: `${conversation}/audioVideo` },
        ...(isPending && { cancel: { href: `${href}/cancel` } }),
      },
    };
  }

  #conversation({ state, threadId, invitation, conversation }: SentCall): object {
    return {
      rel: 'conversation',
      state: state === 'talking' ? 'Connected' : states[state] === null ? 'Disconnected' : 'Connecting',
      threadId,
      _links: {
        self: { href: conversation },
        audioVideo: { href: `${conversation}/audioVideo` },
        audioVideoInvitation: { href: invitation },
      },
    };
  }

  #audioVideo({ state, conversation }: SentCall): object {
    const href = `${conversation}/audioVideo`;
    return {
      rel: 'audioVideo',
      state: state === 'talking' ? 'Connected' : states[state] === null ? 'Disconnected' : 'Connecting',
      _links: { self: { href }, ...(state === 'talking' && { stopAudioVideo: { href: `${href}/terminate` } }) },
    };
  }
}
