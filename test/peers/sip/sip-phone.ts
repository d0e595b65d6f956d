/**
 * SIP over UDP on one computer (RFC 3261), for one call at a time: what stands between a real user agent and the gateway, which knows SDP alone.
 * Nothing is lost on loopback, so that nothing is sent twice.
 */
import { randomUUID } from 'node:crypto';
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { until } from '../../desktop/until.ts';
import { SipDialog } from './sip-dialog.ts';
import { header, headerValues, readSip, type SipMessage, sequenceOf, statusOf, uriIn } from './sip-message.ts';

export class SipPhone {
  readonly uri: string;
  readonly #socket: Socket;
  #dialog: SipDialog | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.uri = `sip:tests@127.0.0.1:${socket.address().port}`;
    socket.on('error', () => {});
    socket.on('message', (datagram, from) => {
      const message = readSip(datagram.toString('utf8'));
      if (message !== null) this.#received(message, from);
    });
  }

  static async open(): Promise<SipPhone> {
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return new SipPhone(socket);
  }

  /** The call that somebody makes to it, up to its offer. Fails at once where nobody is there any more to call. */
  incoming(caller: { readonly isOver: boolean }): Promise<SipDialog> {
    return until('an INVITE', () => {
      if (caller.isOver) throw new Error('The caller is gone');
      return this.#dialog;
    });
  }

  /** Calls without an offer, so that the other side makes it (RFC 3261 section 13.2.1). */
  async dial(uri: string): Promise<SipDialog> {
    const dialog = this.reach(uri);
    await dialog.invite();
    return dialog;
  }

  /** A call to make, which has not begun. */
  reach(uri: string): SipDialog {
    const [, address = '127.0.0.1', port = '5060'] = /@([^:;]+):(\d+)/.exec(uri) ?? [];
    const send = (text: string) => this.#socket.send(text, Number(port), address);
    const dialog = new SipDialog({
      callId: randomUUID(),
      local: `<${this.uri}>`,
      remote: `<${uri}>`,
      contact: this.uri,
      target: uri,
      send,
    });
    this.#dialog = dialog;
    return dialog;
  }

  close(): void {
    this.#dialog?.bye();
    this.#socket.close();
  }

  #received(message: SipMessage, from: RemoteInfo): void {
    if (statusOf(message) !== null) {
      this.#dialog?.response(message);
      return;
    }
    const send = (text: string) => this.#socket.send(text, from.port, from.address);
    const { method } = sequenceOf(message);
    if (method === 'INVITE' && this.#dialog === null) {
      this.#dialog = new SipDialog({
        callId: header(message, 'call-id'),
        local: header(message, 'to'),
        remote: header(message, 'from'),
        contact: this.uri,
        target: uriIn(header(message, 'contact')),
        send,
      });
    }
    if (this.#dialog?.callId === header(message, 'call-id')) this.#dialog.request(message);
    else if (method !== 'ACK')
      send(plainResponse(message, method === 'OPTIONS' ? '200 OK' : '481 Call Does Not Exist'));
  }
}

function plainResponse(request: SipMessage, status: string): string {
  const copied = ['Via', 'From', 'To', 'Call-ID', 'CSeq'].flatMap((name) =>
    headerValues(request, name.toLowerCase()).map((value) => `${name}: ${value}`),
  );
  return [`SIP/2.0 ${status}`, ...copied, 'Content-Length: 0', '', ''].join('\r\n');
}
