/**
 * The gateway and the sound window's part in a call, as a program of its own, so that it can run in a network of its own. Driven by
 * lines of JSON: the offer and the means in, the answer and what is heard of the far side out. It ends with its input.
 */
import { createInterface } from 'node:readline';
import type { MediaMeans } from '../../../main/core/media-means.ts';
import { HeardGateway } from '../../peers/gateway-call.ts';
import { NearPeer } from '../../unit/media/near-peer.ts';

export interface HiddenOffer {
  readonly offer: string;
  readonly means: MediaMeans;
}

export type HiddenEvent = { readonly answer: string } | { readonly heard: string } | { readonly failed: string };

/** What it says, all the time. */
export const hiddenVoice = 'from the hidden side';
const voiceMs = 20;

const callId = 'a call';

function tell(event: HiddenEvent): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

async function call({ offer, means }: HiddenOffer): Promise<void> {
  const heard = new HeardGateway(undefined, false, means);
  void heard.event(callId, 'failed').then(
    ({ message }) => tell({ failed: message }),
    () => {},
  );
  heard.gateway.handle({ type: 'prepare', callId, offer });
  const { farAnswer, nearOffer } = await heard.event(callId, 'prepared');
  const { peer, answer } = await NearPeer.answering(nearOffer);
  heard.gateway.handle({ type: 'near-answer', callId, sdp: answer });
  await heard.event(callId, 'near-connected');
  heard.gateway.handle({ type: 'start', callId });
  tell({ answer: farAnswer });
  let [said, told] = [0, 0];
  setInterval(() => {
    said += 1;
    const fields = { payloadType: 0, sequenceNumber: said & 0xffff, timestamp: said * 160 };
    void peer.send({ ...fields, payload: Buffer.from(hiddenVoice) });
    for (const { payload } of peer.received.slice(told)) tell({ heard: payload.toString() });
    told = peer.received.length;
  }, voiceMs);
}

if (import.meta.main) {
  createInterface(process.stdin)
    .on('line', (line) => void call(JSON.parse(line)))
    .on('close', () => process.exit());
}
