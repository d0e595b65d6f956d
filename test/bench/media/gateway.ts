import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import type { MediaEvent, MediaInstruction } from '../../../main/core/ports.ts';
import { createSrtpSender } from '../../../main/media/srtp/srtp.ts';
import { until } from '../../desktop/until.ts';
import { DatagramPair } from '../../peers/datagram-pair.ts';
import { answeredTarget, plainOffer } from '../../peers/gateway-call.ts';
import { NearPeer } from '../../unit/media/near-peer.ts';
import { type Forwarder, voicePacket } from './forwarder.ts';

/** A gateway with calls that are up: a far side at a port pair, and a WebRTC connection in place of the window. */
export interface CallingGateway {
  readonly child: ChildProcess;
  call(callId: string, security: 'none' | 'sdes'): Promise<GatewayCall>;
  close(): Promise<void>;
}

export interface GatewayCall extends Omit<Forwarder, 'pid' | 'close'> {
  readonly near: NearPeer;
}

export async function startGateway(): Promise<CallingGateway> {
  const child = fork(join(import.meta.dirname, 'gateway-process.ts'));
  const events: MediaEvent[] = [];
  const open: { close(): Promise<unknown> }[] = [];
  child.on('message', (event) => events.push(event as MediaEvent));
  const tell = (instruction: MediaInstruction): void => void child.send(instruction);
  const told = <Type extends MediaEvent['type']>(callId: string, type: Type) =>
    until(`${type} of ${callId}`, () =>
      events.find(
        (event): event is Extract<MediaEvent, { readonly type: Type }> =>
          event.type === type && event.callId === callId,
      ),
    );
  return {
    child,
    async call(callId, security) {
      const far = await DatagramPair.bind('127.0.0.1');
      const key = randomBytes(30);
      const secured = security === 'sdes' ? { key: key.toString('base64') } : {};
      tell({ type: 'prepare', callId, offer: plainOffer({ ...far.local, ...secured }) });
      const { farAnswer, nearOffer } = await told(callId, 'prepared');
      const { peer, answer } = await NearPeer.answering(nearOffer);
      open.push(far, peer);
      tell({ type: 'near-answer', callId, sdp: answer });
      await told(callId, 'near-connected');
      tell({ type: 'start', callId });
      const target = answeredTarget(farAnswer);
      const protect = createSrtpSender({ master: key, mki: Buffer.alloc(0) });
      return {
        near: peer,
        make: (number) =>
          security === 'none' ? voicePacket(number) : (protect(voicePacket(number)) ?? Buffer.alloc(0)),
        send: (datagram) => far.send('rtp', datagram, target),
        onArrival: (listener) => peer.interceptVoice(listener),
      };
    },
    async close() {
      await Promise.all(open.map((each) => each.close()));
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}

/** The gateway with one call, from the far side to the window. */
export async function gatewayForwarder(security: 'none' | 'sdes'): Promise<Forwarder> {
  const gateway = await startGateway();
  const call = await gateway.call('call', security);
  return { ...call, pid: gateway.child.pid ?? 0, close: gateway.close };
}
