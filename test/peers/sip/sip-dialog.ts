import { randomUUID } from 'node:crypto';
import { until } from '../../desktop/until.ts';
import { header, headerValues, type SipMessage, sequenceOf, statusOf, tagOf, uriIn, writeSip } from './sip-message.ts';

export interface SipDialogDeps {
  readonly callId: string;
  /** `From` of what we ask, with our name. */
  readonly local: string;
  readonly remote: string;
  readonly contact: string;
  /** The other side's contact. */
  readonly target: string;
  readonly send: (text: string) => void;
}

/** One call: whoever made it, both may offer in it, one offer after the other. */
export class SipDialog {
  readonly callId: string;
  readonly #deps: SipDialogDeps;
  readonly #localTag: string;
  #remote: string;
  #target: string;
  #sequence = 1;
  #branch = '';
  /** An INVITE of the other side that waits for our 200. */
  #asked: SipMessage | null = null;
  #offer: string | null = null;
  #final: SipMessage | null = null;
  #acknowledged = false;
  #answering: ((offer: string) => Promise<string>) | null = null;
  #state: 'new' | 'up' | 'over' = 'new';

  constructor(deps: SipDialogDeps) {
    this.#deps = deps;
    this.callId = deps.callId;
    this.#localTag = tagOf(deps.local) || randomUUID().slice(0, 8);
    [this.#remote, this.#target] = [deps.remote, deps.target];
  }

  /** The other side's first offer. */
  get offer(): string {
    if (this.#offer === null) throw new Error('There is no offer');
    return this.#offer;
  }

  get isOver(): boolean {
    return this.#state === 'over';
  }

  /** Answers that offer: in a 200, or in the ACK where the other side was called. */
  async answer(sdp: string): Promise<void> {
    this.#state = 'up';
    if (this.#asked === null) {
      this.#ask('ACK', sdp);
      return;
    }
    this.#respond(this.#asked, '200 OK', sdp);
    await until('an ACK', () => this.#acknowledged);
  }

  onOffer(answer: (offer: string) => Promise<string>): void {
    this.#answering = answer;
  }

  /** Asks for an offer. */
  async invite(): Promise<void> {
    this.#offer = (await this.#invited('')).body;
  }

  /** Calls with an offer; resolves with the answer. */
  async call(sdp: string): Promise<string> {
    const { body } = await this.#invited(sdp);
    this.#state = 'up';
    this.#ask('ACK', '');
    return body;
  }

  /** Offers in a call that is up; resolves with the answer. */
  async offerAgain(sdp: string): Promise<string> {
    this.#sequence += 1;
    const { body } = await this.#invited(sdp);
    this.#ask('ACK', '');
    return body;
  }

  bye(): void {
    if (this.#state !== 'up') return;
    this.#state = 'over';
    this.#sequence += 1;
    this.#ask('BYE', '');
  }

  /** Takes a response to a request of ours. */
  response(message: SipMessage): void {
    const { number, method } = sequenceOf(message);
    if (method === 'INVITE' && number === this.#sequence && (statusOf(message) ?? 0) >= 200) this.#final = message;
  }

  /** Takes a request of the other side. */
  request(message: SipMessage): void {
    const { method } = sequenceOf(message);
    if (method === 'INVITE') {
      this.#invitedBy(message);
      return;
    }
    if (method === 'ACK') {
      this.#acknowledged = true;
      return;
    }
    if (method === 'BYE' || method === 'CANCEL') this.#state = 'over';
    this.#respond(message, '200 OK', '');
  }

  #invitedBy(message: SipMessage): void {
    this.#respond(message, '100 Trying', '');
    this.#target = uriIn(header(message, 'contact')) || this.#target;
    if (this.#offer === null) {
      [this.#asked, this.#offer] = [message, message.body];
      return;
    }
    // Sent again before our 200 came.
    if (this.#asked !== null && sequenceOf(message).number === sequenceOf(this.#asked).number) return;
    this.#asked = message;
    void this.#answering?.(message.body).then(
      (sdp) => this.#respond(message, '200 OK', sdp),
      () => this.#respond(message, '488 Not Acceptable Here', ''),
    );
  }

  async #invited(sdp: string): Promise<SipMessage> {
    this.#final = null;
    this.#branch = `z9hG4bK${randomUUID()}`;
    this.#ask('INVITE', sdp);
    const final = await until('a final response', () => this.#final);
    this.#remote = header(final, 'to');
    this.#target = uriIn(header(final, 'contact')) || this.#target;
    if (statusOf(final) === 200) return final;
    this.#ask('ACK', '');
    throw new Error(`The call is refused: ${final.start}`);
  }

  #ask(method: 'INVITE' | 'ACK' | 'BYE', sdp: string): void {
    const { local, contact, send, callId } = this.#deps;
    const branch = method === 'INVITE' ? this.#branch : `z9hG4bK${randomUUID()}`;
    const from = tagOf(local) === '' ? `${local};tag=${this.#localTag}` : local;
    send(
      writeSip({
        start: `${method} ${this.#target} SIP/2.0`,
        headers: [
          ['Via', `SIP/2.0/UDP ${contact.replace(/^sip:tests@/, '')};branch=${branch};rport`],
          ['Max-Forwards', '70'],
          ['From', from],
          ['To', this.#remote],
          ['Call-ID', callId],
          ['CSeq', `${this.#sequence} ${method}`],
          ['Contact', `<${contact}>`],
          ...content(sdp),
        ],
        body: sdp,
      }),
    );
  }

  #respond(request: SipMessage, status: string, sdp: string): void {
    const to = header(request, 'to');
    this.#deps.send(
      writeSip({
        start: `SIP/2.0 ${status}`,
        headers: [
          ...headerValues(request, 'via').map((via) => ['Via', via] as const),
          ['From', header(request, 'from')],
          ['To', tagOf(to) === '' && !status.startsWith('100') ? `${to};tag=${this.#localTag}` : to],
          ['Call-ID', this.callId],
          ['CSeq', header(request, 'cseq')],
          ['Contact', `<${this.#deps.contact}>`],
          ...content(sdp),
        ],
        body: sdp,
      }),
    );
  }
}

function content(sdp: string): (readonly [string, string])[] {
  return sdp === '' ? [] : [['Content-Type', 'application/sdp']];
}
