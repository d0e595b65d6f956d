/** What the app is held against: two bare RTCPeerConnections of one page, with the same codec over a link that does the same harm. */
import type { Page } from '@playwright/test';
import { until } from '../../../desktop/until.ts';
import { type Harm, LossyLink } from '../../../peers/lossy-link.ts';
import type { Heard } from './app-path.ts';
import { type RecorderGlobals, startRecording, stopRecording } from './page-recorder.ts';

interface BareGlobals extends RecorderGlobals {
  pair: readonly [RTCPeerConnection, RTCPeerConnection];
}

/** The microphone's way to the other connection, for so long. */
export async function throughBarePair(page: Page, url: string, harm: Harm, seconds: number): Promise<Heard> {
  await page.goto(url);
  const link = await LossyLink.open(harm);
  const places = await page.evaluate(connectPair, { one: link.forOne.port, other: link.forOther.port });
  link.join({ address: '127.0.0.1', port: places.one }, { address: '127.0.0.1', port: places.other });
  await until('both connections', () => page.evaluate(areConnected), { withinMs: 120_000 });
  await Promise.all(['far', 'microphone'].map((name) => startRecording(page, name)));
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const [reference, heard] = [await stopRecording(page, 'microphone'), await stopRecording(page, 'far')];
  await link.close();
  return { reference, heard };
}

/** Runs in the page. */
function areConnected(): boolean {
  return (globalThis as unknown as BareGlobals).pair.every(({ connectionState }) => connectionState === 'connected');
}

/** Runs in the page. Each is told that the other is at the link; says where they really are. */
async function connectPair(ports: { one: number; other: number }): Promise<{ one: number; other: number }> {
  const globals = globalThis as unknown as BareGlobals;
  const pair = [new RTCPeerConnection(), new RTCPeerConnection()] as const;
  globals.pair = pair;
  const [one, other] = pair;
  const loopback = /^a=candidate:\S+ 1 udp \S+ 127\.0\.0\.1 (\d+) typ host.*$/im;
  const all = /^a=candidate:.*\r\n/gm;
  const moved = (sdp: string, port: number): { sdp: string; port: number } => {
    const [line = '', real = '0'] = loopback.exec(sdp) ?? [];
    const kept = sdp
      .replace(all, '')
      .replace(/^(m=audio.*\r\n(?:c=.*\r\n)?)/m, `$1${line.replace(` ${real} typ`, ` ${port} typ`).trim()}\r\n`);
    return { sdp: kept, port: Number(real) };
  };
  const gathered = (connection: RTCPeerConnection): Promise<string> =>
    new Promise((resolve) => {
      const look = () => {
        if (connection.iceGatheringState === 'complete') resolve(connection.localDescription?.sdp ?? '');
      };
      connection.onicegatheringstatechange = look;
      look();
    });
  const microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
  const [track] = microphone.getAudioTracks();
  if (track === undefined) throw new Error('there is no microphone');
  const transceiver = one.addTransceiver(track, { direction: 'sendonly' });
  const { codecs = [] } = RTCRtpSender.getCapabilities('audio') ?? {};
  transceiver.setCodecPreferences(codecs.filter(({ mimeType }) => mimeType === 'audio/PCMU'));
  other.ontrack = ({ track: received }) => {
    // A track has sound while an element plays it.
    const element = new Audio();
    element.srcObject = new MediaStream([received]);
    void element.play();
    globals.tracks = { far: received, microphone: track };
  };
  await one.setLocalDescription(await one.createOffer());
  const offer = moved(await gathered(one), ports.other);
  await other.setRemoteDescription({ type: 'offer', sdp: offer.sdp });
  await other.setLocalDescription(await other.createAnswer());
  const answer = moved(await gathered(other), ports.one);
  await one.setRemoteDescription({ type: 'answer', sdp: answer.sdp });
  return { one: offer.port, other: answer.port };
}
