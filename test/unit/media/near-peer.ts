/** The renderer's part in a call, played by a WebRTC connection in this process. */
import {
  GenericNack,
  PictureLossIndication,
  RTCPeerConnection,
  RTCRtpCodecParameters,
  RtcpPayloadSpecificFeedback,
  RtcpTransportLayerFeedback,
  RtpHeader,
  type RtpPacket,
  TcpActiveProtocol,
} from 'werift';

const loopback = '127.0.0.1';

/** On a stream nothing is lost, and a slow machine answers late; the library, which browsers are not, would wait for 50 ms, and not ask again. */
const patienceMs = 10_000;
const { request } = TcpActiveProtocol.prototype;
TcpActiveProtocol.prototype.request = function patiently(message, to, key, given, onRequestSent) {
  const options = typeof given === 'object' ? given : { retransmissions: 0, ...(onRequestSent && { onRequestSent }) };
  return request.call(this, message, to, key, { ...options, responseTimeout: patienceMs });
};

export class NearPeer {
  readonly received: RtpPacket[] = [];
  /** How often a whole picture was asked for. */
  picturesAsked = 0;
  readonly #peer: RTCPeerConnection;

  private constructor(peer: RTCPeerConnection) {
    this.#peer = peer;
  }

  /** Takes the gateway's offer; `answer` holds what to give back. */
  static async answering(offer: string): Promise<{ readonly peer: NearPeer; readonly answer: string }> {
    const codec = (mimeType: string, payloadType: number) =>
      new RTCRtpCodecParameters({ mimeType, clockRate: 8000, channels: 1, payloadType });
    const picture = (mimeType: string) =>
      new RTCRtpCodecParameters({
        mimeType,
        clockRate: 90_000,
        payloadType: 96,
        rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }],
      });
    const connection = new RTCPeerConnection({
      codecs: {
        audio: [
          codec('audio/PCMU', 0),
          codec('audio/PCMA', 8),
          codec('audio/G722', 9),
          codec('audio/telephone-event', 101),
        ],
        video: [picture('video/VP8'), picture('video/H264')],
      },
      iceServers: [],
      iceUseIpv4: false,
      iceUseIpv6: false,
      iceUseTcp: true,
      iceAdditionalHostAddresses: [loopback],
      iceInterfaceAddresses: { udp4: loopback },
    });
    await connection.setRemoteDescription({ type: 'offer', sdp: offer });
    for (const transceiver of connection.getTransceivers()) transceiver.setDirection('sendrecv');
    await connection.setLocalDescription(await connection.createAnswer());
    const peer = new NearPeer(connection);
    for (const transport of connection.dtlsTransports) {
      skipRepeats(transport.iceTransport.connection.onData);
      transport.onRtp.subscribe((packet) => peer.received.push(packet));
      transport.onRtcp.subscribe((packet) => {
        if (packet instanceof RtcpPayloadSpecificFeedback) peer.picturesAsked += 1;
      });
    }
    return { peer, answer: connection.localDescription?.sdp ?? '' };
  }

  /** Sends one packet as the browser would: SSRC and numbers of its own. */
  async send(fields: {
    payloadType: number;
    marker?: boolean;
    sequenceNumber: number;
    timestamp: number;
    payload: Buffer;
  }): Promise<void> {
    const { payload, ...header } = fields;
    for (const transport of this.#peer.dtlsTransports) {
      await transport.sendRtp(payload, new RtpHeader({ ...header, ssrc: 0x1234 }));
    }
  }

  /** Asks for a whole picture of the stream that comes. */
  async askForPicture(mediaSsrc: number): Promise<void> {
    const feedback = new PictureLossIndication({ senderSsrc: 0x1234, mediaSsrc });
    for (const transport of this.#peer.dtlsTransports) {
      await transport.sendRtcp([new RtcpPayloadSpecificFeedback({ feedback })]);
    }
  }

  /** Says that packets of the stream that comes are missing. */
  async misses(mediaSsrc: number, lost: number[]): Promise<void> {
    const feedback = new GenericNack({ senderSsrc: 0x1234, mediaSourceSsrc: mediaSsrc, lost });
    for (const transport of this.#peer.dtlsTransports) {
      await transport.sendRtcp([new RtcpTransportLayerFeedback({ feedback })]);
    }
  }

  /** Gives every datagram of voice to the listener as it arrives, encrypted, in place of reading it. */
  interceptVoice(listener: (datagram: Buffer) => void): void {
    for (const { iceTransport } of this.#peer.dtlsTransports) {
      const { onData } = iceTransport.connection;
      const execute = onData.execute.bind(onData);
      onData.execute = (datagram) => {
        const [first = 0, second = 0] = datagram;
        const isVoice = first >> 6 === 2 && (second < 192 || second > 223);
        if (isVoice) listener(datagram);
        else execute(datagram);
      };
    }
  }

  close(): Promise<void> {
    return this.#peer.close();
  }
}

/**
 * A slow machine answers so late that the other side repeats its part of DTLS, byte by byte; the library's client, which browsers are not, then begins it
 * anew half way, and fails. Nothing is lost on loopback, so that repeats can be dropped.
 */
function skipRepeats(onData: { execute: (datagram: Buffer) => void }): void {
  const seen = new Set<string>();
  const { execute } = onData;
  onData.execute = (datagram) => {
    const [first = 0] = datagram;
    // DTLS, by its first byte (RFC 7983).
    const isHandshake = first >= 20 && first <= 63;
    const bytes = isHandshake ? datagram.toString('latin1') : '';
    if (isHandshake && seen.has(bytes)) return;
    if (isHandshake) seen.add(bytes);
    execute(datagram);
  };
}
