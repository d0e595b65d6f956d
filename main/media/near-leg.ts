import { type RTCDtlsTransport, RTCPeerConnection, RTCRtpCodecParameters, RtpHeader } from 'werift';
import { failed, ok, type Result } from '../core/result.ts';
import type { RtpPacket } from './rtp/packet.ts';
import { codecClock, nearPayloadType, nearTelephoneEvent, type VoiceCodec } from './sdp/codec.ts';
import { sdpExcess } from './sdp/limits.ts';
import { useKeyObjects } from './srtp/key-objects.ts';

/** The half of a call that faces the renderer: WebRTC over the loopback interface, with us as the offerer. */
export interface NearLeg {
  readonly offer: string;
  /** The SSRC that packets to the renderer must carry. */
  readonly ssrc: number;
  /** Takes the renderer's answer and begins ICE and DTLS. Fails with words where it cannot be used. */
  accept(answer: string): Promise<Result<null, string>>;
  /** Dropped while the connection is not up. */
  send(packet: RtpPacket): void;
  close(): Promise<void>;
}

/** What the far side takes, so that the renderer speaks it. */
export interface NearVoice {
  readonly codec: VoiceCodec;
  /** The voice in one packet, in milliseconds. */
  readonly packetMs: number;
  /** What the encoder is asked, as an fmtp line. */
  readonly wishes: string;
}

export interface NearLegEvents {
  onConnected(): void;
  onFailed(message: string): void;
  onPacket(packet: RtpPacket): void;
}

const loopback = '127.0.0.1';

/**
 * Opens a socket on the loopback interface and makes the offer: one audio line with the one codec of the far side. Fails
 * with words where there is no socket or key.
 */
export async function openNearLeg(voice: NearVoice, events: NearLegEvents): Promise<Result<NearLeg, string>> {
  try {
    return ok(await offerNearLeg(voice, events));
  } catch (error) {
    return failed(words(error));
  }
}

async function offerNearLeg(voice: NearVoice, events: NearLegEvents): Promise<NearLeg> {
  const peer = new RTCPeerConnection({
    codecs: { audio: [voiceCodec(voice), telephoneEvent(voice)], video: [] },
    iceServers: [],
    // Without either family no interface is listed, so the added address is the only one: no socket faces the network.
    iceUseIpv4: false,
    iceUseIpv6: false,
    iceAdditionalHostAddresses: [loopback],
    iceInterfaceAddresses: { udp4: loopback },
  });
  const { sender } = peer.addTransceiver('audio', { direction: 'sendrecv' });
  await peer.setLocalDescription(await peer.createOffer());
  // Only now: the transceiver's transport is made together with the offer.
  const transport = sender.dtlsTransport;
  subscribe(peer, transport, events);
  return {
    // Chromium makes its packets as long as this says, 20 ms where nothing does.
    offer: `${(peer.localDescription?.sdp ?? '').trimEnd()}\r\na=ptime:${voice.packetMs}\r\n`,
    ssrc: sender.ssrc,
    accept: (answer) => acceptAnswer(peer, answer),
    send: (packet) => sendPacket(transport, packet),
    close: () => peer.close(),
  };
}

function voiceCodec({ codec, wishes }: NearVoice): RTCRtpCodecParameters {
  const named = { mimeType: `audio/${codec}`, ...codecClock(codec), payloadType: nearPayloadType(codec) };
  return new RTCRtpCodecParameters(wishes === '' ? named : { ...named, parameters: wishes });
}

function telephoneEvent({ codec }: NearVoice): RTCRtpCodecParameters {
  const { clockRate } = codecClock(codec);
  const named = { mimeType: 'audio/telephone-event', clockRate, channels: 1, payloadType: nearTelephoneEvent };
  return new RTCRtpCodecParameters({ ...named, parameters: '0-15' });
}

function subscribe(peer: RTCPeerConnection, transport: RTCDtlsTransport, events: NearLegEvents): void {
  peer.connectionStateChange.subscribe((state) => {
    if (state === 'connected') {
      useKeyObjects(transport);
      events.onConnected();
    }
    if (state === 'failed') events.onFailed('the WebRTC connection to the window failed');
  });
  transport.onRtp.subscribe(({ header, payload }) => {
    const { payloadType, marker, sequenceNumber, timestamp, ssrc } = header;
    events.onPacket({ payloadType, marker, sequenceNumber, timestamp, ssrc, payload });
  });
}

async function acceptAnswer(peer: RTCPeerConnection, answer: string): Promise<Result<null, string>> {
  const excess = sdpExcess(answer);
  if (excess !== null) return failed(excess);
  try {
    await peer.setRemoteDescription({ type: 'answer', sdp: withLocalCandidates(answer) });
    return ok(null);
  } catch (error) {
    return failed(words(error));
  }
}

/**
 * The answer with the window's loopback candidates only, so that nothing is sent to another interface. Where it has none,
 * all but those with an mDNS name stay: for such a name the library would ask the network.
 */
function withLocalCandidates(sdp: string): string {
  const lines = sdp.split(/\r\n|\r|\n/);
  const isCandidate = (line: string) => line.startsWith('a=candidate:');
  const isLoopback = (line: string) => line.split(' ')[4] === loopback;
  const kept = lines.some((line) => isCandidate(line) && isLoopback(line))
    ? isLoopback
    : (line: string) => !line.includes('.local ');
  return lines.filter((line) => !isCandidate(line) || kept(line)).join('\r\n');
}

function sendPacket(transport: RTCDtlsTransport, packet: RtpPacket): void {
  if (transport.state !== 'connected') return;
  const { payload, ...fields } = packet;
  // The library's sender would overwrite the payload type with that of the first codec. It never rejects.
  void transport.sendRtp(payload, new RtpHeader(fields));
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
