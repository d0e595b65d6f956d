import assert from 'node:assert/strict';
import type { HttpRequest, HttpResponse } from '../../../../../main/core/ports.ts';
import { json, noContent } from '../../fakes/http.ts';
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

/** `own`: the user's telephone rings. `lost`: it rang in an application that is gone. */
type State = 'own' | 'far' | 'talking' | 'ended' | 'lost';

/** A call on the user's telephone, as the server holds it to be. */
export interface DeskPhoneCall {
  readonly name: string;
  readonly direction: 'Incoming' | 'Outgoing';
  readonly operationId: string | undefined;
  readonly threadId: string;
  state: State;
  held: boolean;
  invitation: string;
  conversation: string;
  told: boolean;
}

const longestMs = 120_000;

/** Calls on the user's telephone (UCWA reference: phoneAudioInvitation, phoneAudio, startPhoneAudio). */
export class DeskPhoneCalls implements Kind {
  readonly all: DeskPhoneCall[] = [];
  readonly #desk: Desk;
  readonly #asked = new Set<string>();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  get links() {
    return { startPhoneAudio: { href: this.#desk.path('communication/startPhoneAudio') } };
  }

  get live(): readonly DeskPhoneCall[] {
    return this.all.filter((call) => !isOver(call));
  }

  get conversations(): readonly string[] {
    return this.live.filter((call) => this.#isAtHand(call)).map(({ conversation }) => conversation);
  }

  ring(name: string): void {
    this.#begin(name, 'Incoming', `thread-${name}`);
  }

  /** Whoever is rung now picks up. */
  pickUp(call: DeskPhoneCall): void {
    if (call.state === 'talking') return;
    const isHalf = call.direction === 'Outgoing' && call.state === 'own';
    call.state = isHalf ? 'far' : 'talking';
    if (!isHalf) this.#modality(call);
    this.#invited(isHalf ? 'updated' : 'completed', call, isHalf ? {} : success);
  }

  fail(call: DeskPhoneCall, subcode: string): void {
    if (call.state === 'talking') return;
    call.state = 'ended';
    this.#invited('completed', call, failure('LocalFailure', subcode));
    this.#over(call);
  }

  hangUp(call: DeskPhoneCall): void {
    if (call.state !== 'talking') {
      this.fail(call, 'Canceled');
      return;
    }
    call.state = 'ended';
    this.#over(call);
  }

  answer(request: HttpRequest, path: string): HttpResponse | null {
    if (path === this.links.startPhoneAudio.href) return this.#start(request);
    const call = this.all.find((each) => path.startsWith(each.invitation) || path.startsWith(each.conversation));
    if (call === undefined) return null;
    return request.method === 'GET' ? this.#look(call, path) : this.#act(call, path);
  }

  acknowledged(sent: string): void {
    for (const call of this.all) call.told ||= sent.includes(`"${call.invitation}"`);
  }

  applicationOver(): void {
    if (this.#desk.reoffers) return;
    for (const call of this.live) if (call.state !== 'talking') call.state = 'lost';
  }

  applicationAnew(): void {
    this.applicationOver();
    if (!this.#desk.reoffers) return;
    for (const call of this.live) {
      this.#place(call);
      if (call.state !== 'talking') this.#invited('started', call);
    }
  }

  differences(seen: Seen): readonly string[] {
    const states = { far: 'alerting', talking: 'connected', ended: null, lost: null } as const;
    const calls = this.all.map(
      (call) =>
        ({
          name: call.name,
          isAtHand: this.#isAtHand(call),
          shownAs: call.state === 'own' ? (call.direction === 'Incoming' ? 'ringing' : 'calling') : states[call.state],
          isKept: call.direction === 'Outgoing' || (call.told && call.state === 'ended'),
        }) as const,
    );
    return differencesOf(calls, seen);
  }

  #start({ body }: HttpRequest): HttpResponse {
    const { operationId = '', to = '', threadId = '' } = JSON.parse(body ?? '{}') as Record<string, string>;
    assert.ok(!this.#asked.has(operationId), 'the telephone is asked for once');
    this.#asked.add(operationId);
    return created(this.#begin(to.replace(/^sip:|@.*$/g, ''), 'Outgoing', threadId, operationId).invitation);
  }

  #begin(name: string, direction: DeskPhoneCall['direction'], threadId: string, operationId?: string): DeskPhoneCall {
    const isThere = this.#desk.alive;
    const of = { name, direction, threadId, operationId, held: false, told: false };
    const call: DeskPhoneCall = { ...of, state: isThere ? 'own' : 'lost', invitation: '', conversation: '' };
    this.#place(call);
    this.all.push(call);
    if (!isThere) return call;
    this.#invited('started', call);
    this.#desk.emit([eventOf('added', 'conversation', call.conversation, this.#conversation(call))]);
    this.#desk.clock.after(longestMs, () => {
      if (this.live.includes(call)) this.fail(call, 'Timeout');
    });
    return call;
  }

  #place(call: DeskPhoneCall): void {
    call.invitation = this.#desk.path(`communication/phoneAudioInvitations/${call.name}`);
    call.conversation = this.#desk.path(`communication/conversations/${call.name}`);
  }

  #isAtHand({ conversation }: DeskPhoneCall): boolean {
    return this.#desk.alive && conversation.startsWith(this.#desk.path(''));
  }

  #look(call: DeskPhoneCall, path: string): HttpResponse {
    if (path === call.invitation) return json(200, this.#invitation(call));
    if (isOver(call)) return gone;
    return json(200, path === call.conversation ? this.#conversation(call) : this.#phoneAudio(call));
  }

  #act(call: DeskPhoneCall, path: string): HttpResponse {
    if (isOver(call)) return gone;
    const isTalking = call.state === 'talking';
    if (/\/(hold|resume)PhoneAudio$/.test(path)) {
      if (!isTalking) return conflict;
      call.held = path.endsWith('/holdPhoneAudio');
      this.#modality(call);
    } else if (isTalking && /\/(decline|cancel)$/.test(path)) return conflict;
    else if (path.endsWith('/decline')) this.fail(call, 'Declined');
    else this.hangUp(call);
    return noContent;
  }

  #invited(type: string, call: DeskPhoneCall, more: object = {}): void {
    const body = this.#desk.embeds ? this.#invitation(call) : null;
    this.#desk.emit([eventOf(type, 'phoneAudioInvitation', call.invitation, body, more)]);
  }

  #modality(call: DeskPhoneCall): void {
    const href = `${call.conversation}/phoneAudio`;
    const body = this.#desk.embeds ? this.#phoneAudio(call) : null;
    this.#desk.emit([eventOf('updated', 'phoneAudio', href, body)], call.conversation);
  }

  #over(call: DeskPhoneCall): void {
    const href = `${call.conversation}/phoneAudio`;
    this.#desk.emit([eventOf('updated', 'phoneAudio', href, this.#phoneAudio(call))], call.conversation);
    this.#desk.emit([eventOf('deleted', 'conversation', call.conversation, null)]);
  }

  #invitation(call: DeskPhoneCall): object {
    const { name, direction, state, operationId, threadId, invitation: href, conversation } = call;
    const word = { own: 'Connecting', far: 'Alerting', talking: 'Connected', ended: 'Failed', lost: 'Failed' }[state];
    const way = direction === 'Incoming' ? 'decline' : 'cancel';
    const from = { rel: 'participant', name, uri: `sip:${name}@contoso.com` };
    return {
      rel: 'phoneAudioInvitation',
      ...{ direction, state: word, threadId, ...(operationId !== undefined && { operationId }) },
      phoneNumber: 'tel:+46855501299',
      _links: {
        self: { href },
        conversation: { href: conversation },
        phoneAudio: { href: `${conversation}/phoneAudio` },
        ...((state === 'own' || state === 'far') && { [way]: { href: `${href}/${way}` } }),
      },
      _embedded: direction === 'Incoming' ? { from } : {},
    };
  }

  #conversation({ state, threadId, invitation, conversation }: DeskPhoneCall): object {
    return {
      rel: 'conversation',
      state: state === 'talking' ? 'Connected' : 'Connecting',
      threadId,
      _links: {
        self: { href: conversation },
        phoneAudio: { href: `${conversation}/phoneAudio` },
        phoneAudioInvitation: { href: invitation },
      },
    };
  }

  #phoneAudio(call: DeskPhoneCall): object {
    const { state, held, conversation } = call;
    const href = `${conversation}/phoneAudio`;
    const turn = held ? 'resumePhoneAudio' : 'holdPhoneAudio';
    return {
      rel: 'phoneAudio',
      state: state === 'talking' ? 'Connected' : isOver(call) ? 'Disconnected' : 'Connecting',
      _links: {
        self: { href },
        conversation: { href: conversation },
        ...(state === 'talking' && { [turn]: { href: `${href}/${turn}` } }),
        ...(!isOver(call) && { stopPhoneAudio: { href: `${href}/stopPhoneAudio` } }),
      },
    };
  }
}

function isOver({ state }: DeskPhoneCall): boolean {
  return state === 'ended' || state === 'lost';
}
