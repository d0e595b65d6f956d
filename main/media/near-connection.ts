import {
  GenericNack,
  PictureLossIndication,
  type RTCDtlsTransport,
  RTCPeerConnection,
  type RTCRtpCodecParameters,
  type RtcpPacket,
  RtcpPayloadSpecificFeedback,
  RtcpTransportLayerFeedback,
  RtpHeader,
} from 'werift';
import { failed, ok, type Result } from '../core/result.ts';
import { type NearPath, openNearPath } from './near-path.ts';
import { joinListener, withConnecting, withListener } from './near-tcp/library-way.ts';
import type { NearListener } from './near-tcp/near-listener.ts';
import type { RtpPacket } from './rtp/packet.ts';
import { sdpExcess } from './sdp/limits.ts';
import { useKeyObjects } from './srtp/key-objects.ts';

/** A connection to a window: WebRTC over TCP on the loopback interface, with us as the offerer, to whom the window connects. */
export interface NearLeg {
  readonly offer: string;
  /** The same offer again, for a connection that stays: that payload type is wanted most from now on. */
  offerAgain(first: number, lines: readonly string[]): string;
  /** The SSRC that packets to the window must carry. */
  readonly ssrc: number;
  /** Takes the window's answer and begins ICE and DTLS. Fails with words where it cannot be used. */
  accept(answer: string): Promise<Result<null, string>>;
  /** Dropped while the connection is not up. */
  send(packet: RtpPacket): void;
  /** The far side wants a whole picture of what the window sends. */
  askForPicture(): void;
  close(): Promise<void>;
}

export interface NearLegEvents {
  onConnected(): void;
  onFailed(message: string): void;
  onPacket(packet: RtpPacket): void;
  /** The window wants a whole picture of what it gets. */
  onPictureAsked(): void;
  /** The window misses packets, by the numbers that they would have had. */
  onMissing(sequenceNumbers: readonly number[]): void;
}

/** What is sent over a connection, both ways. */
export interface NearMedia {
  readonly kind: 'audio' | 'video';
  /** The one that the far side speaks first. */
  readonly codecs: readonly RTCRtpCodecParameters[];
  /** Lines of the offer behind all others. */
  readonly lines: readonly string[];
}

/** Makes an offer with one line, to connect to the listener. Fails with words where there is no port or key. */
export async function openNearConnection(
  media: NearMedia,
  listener: NearListener,
  events: NearLegEvents,
): Promise<Result<NearLeg, string>> {
  try {
    return ok(await connection(media, listener, events));
  } catch (error) {
    return failed(words(error));
  }
}

async function connection(
  { kind, codecs, lines }: NearMedia,
  listener: NearListener,
  events: NearLegEvents,
): Promise<NearLeg> {
  const peer = new RTCPeerConnection({
    codecs: { audio: [], video: [], [kind]: [...codecs] },
    iceServers: [],
    // Without either family no interface is listed: the library opens no socket of its own.
    iceUseIpv4: false,
    iceUseIpv6: false,
  });
  const { sender } = peer.addTransceiver(kind, { direction: 'sendrecv' });
  const offer = await peer.createOffer();
  // Only now: the transceiver's transport is made together with the offer.
  const transport = sender.dtlsTransport;
  await joinListener(transport, kind, listener);
  await peer.setLocalDescription(offer);
  /** Of what the window sends. */
  let source: number | null = null;
  const onPacket = (packet: RtpPacket) => {
    source = packet.ssrc;
    events.onPacket(packet);
  };
  /** Pictures come by way of the library: it counts them, and by its reports the window learns how much it may send. */
  const onVoice = kind === 'audio' ? onPacket : null;
  let path: NearPath | null = null;
  subscribe(peer, transport, {
    ...events,
    onPacket,
    onConnected() {
      useKeyObjects(transport);
      path ??= openNearPath(transport, onVoice);
      events.onConnected();
    },
  });
  const sdp = withListener(peer.localDescription?.sdp ?? '').trimEnd();
  let version = 0;
  return {
    offer: [sdp, ...lines, ''].join('\r\n'),
    offerAgain(first, more) {
      version += 1;
      return [withVersion(withFirst(sdp, first), version), ...more, ''].join('\r\n');
    },
    ssrc: sender.ssrc,
    accept: (answer) => acceptAnswer(peer, answer),
    send(packet) {
      if (transport.state !== 'connected') return;
      if (path === null) sendPacket(transport, packet);
      else path.send(packet);
    },
    askForPicture: () => {
      if (source !== null) askForPicture(transport, sender.ssrc, source);
    },
    close: () => peer.close(),
  };
}

/** With that payload type before all others: it is what Chromium speaks. */
function withFirst(sdp: string, payloadType: number): string {
  return sdp.replace(/^(m=\S+ \S+ \S+)((?: \d+)*)/m, (_line, start: string, types: string) => {
    const others = types.split(' ').filter((type) => type !== '' && type !== String(payloadType));
    return [start, payloadType, ...others].join(' ');
  });
}

/** The session's next versions (RFC 3264 section 8). */
function withVersion(sdp: string, later: number): string {
  return sdp.replace(
    /^(o=\S+ \S+ )(\d+)/m,
    (_line, start: string, version: string) => start + (Number(version) + later),
  );
}

function subscribe(peer: RTCPeerConnection, transport: RTCDtlsTransport, events: NearLegEvents): void {
  peer.connectionStateChange.subscribe((state) => {
    if (state === 'connected') events.onConnected();
    if (state === 'failed') events.onFailed('the WebRTC connection to the window failed');
  });
  transport.onRtp.subscribe(({ header, payload }) => {
    const { payloadType, marker, sequenceNumber, timestamp, ssrc } = header;
    events.onPacket({ payloadType, marker, sequenceNumber, timestamp, ssrc, payload });
  });
  transport.onRtcp.subscribe((packet) => {
    if (isPictureRequest(packet)) events.onPictureAsked();
    const missing = missingOf(packet);
    if (missing.length > 0) events.onMissing(missing);
  });
}

/** Picture Loss Indication and Full Intra Request, by their formats (RFC 4585 section 6.3, RFC 5104 section 4.3.1). */
const pictureRequests = [1, 4];

function isPictureRequest(packet: RtcpPacket): boolean {
  return packet instanceof RtcpPayloadSpecificFeedback && pictureRequests.includes(packet.feedback.count);
}

/** Of a generic NACK (RFC 4585 section 6.2.1). */
function missingOf(packet: RtcpPacket): readonly number[] {
  if (!(packet instanceof RtcpTransportLayerFeedback)) return [];
  return packet.feedback instanceof GenericNack ? packet.feedback.lost : [];
}

function askForPicture(transport: RTCDtlsTransport, senderSsrc: number, mediaSsrc: number): void {
  if (transport.state !== 'connected') return;
  const feedback = new PictureLossIndication({ senderSsrc, mediaSsrc });
  void transport.sendRtcp([new RtcpPayloadSpecificFeedback({ feedback })]);
}

async function acceptAnswer(peer: RTCPeerConnection, answer: string): Promise<Result<null, string>> {
  const excess = sdpExcess(answer);
  if (excess !== null) return failed(excess);
  try {
    await peer.setRemoteDescription({ type: 'answer', sdp: withConnecting(answer) });
    return ok(null);
  } catch (error) {
    return failed(words(error));
  }
}

function sendPacket(transport: RTCDtlsTransport, packet: RtpPacket): void {
  const { payload, ...fields } = packet;
  // The library's sender would overwrite the payload type with that of the first codec. It never rejects.
  void transport.sendRtp(payload, new RtpHeader(fields));
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
