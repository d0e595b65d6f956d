import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { createSrtpSender } from '../../../main/media/srtp/srtp.ts';
import { DatagramPair } from '../../peers/datagram-pair.ts';
import { answeredTarget, plainOffer } from '../../peers/gateway-call.ts';
import { boundSocket, type Forwarder, voicePacket } from './forwarder.ts';

type Bencoded = string | readonly string[] | { readonly [key: string]: Bencoded };

function bencode(value: Bencoded): string {
  if (typeof value === 'string') return `${Buffer.byteLength(value)}:${value}`;
  if (Array.isArray(value)) return `l${value.map(bencode).join('')}e`;
  const fields = Object.entries(value).map(([key, field]) => `${bencode(key)}${bencode(field)}`);
  return `d${fields.join('')}e`;
}

/** Debian's rtpengine in user space: from plain RTP, or from SRTP, to SRTP under another key of the SDP. */
export async function rtpengineForwarder(security: 'none' | 'sdes'): Promise<Forwarder> {
  const control = await boundSocket();
  const free = await boundSocket();
  const controlPort = free.address().port;
  free.close();
  const flags = ['--foreground', '--interface=127.0.0.1', '--table=-1', '--log-level=1', '--num-threads=1'];
  const ports = ['--port-min=31000', '--port-max=32000', `--listen-ng=127.0.0.1:${controlPort}`];
  const child = spawn('rtpengine', [...flags, ...ports], { stdio: 'ignore' });
  const ask = async (request: { readonly [key: string]: Bencoded }): Promise<string> => {
    const cookie = randomUUID();
    for (let attempt = 0; attempt < 40; attempt += 1) {
      control.send(`${cookie} ${bencode(request)}`, controlPort, '127.0.0.1');
      const answer = await Promise.race([once(control, 'message'), delay(250)]);
      if (Array.isArray(answer)) return String(answer[0]);
    }
    throw new Error('rtpengine does not answer');
  };
  const [caller, callee] = [await DatagramPair.bind('127.0.0.1'), await DatagramPair.bind('127.0.0.1')];
  const [callerKey, calleeKey] = [randomBytes(30), randomBytes(30)];
  const call = { 'call-id': 'bench', 'from-tag': 'caller' };
  const secured = security === 'sdes' ? { key: callerKey.toString('base64') } : {};
  const offer = plainOffer({ ...caller.local, ...secured });
  const wanted = { 'transport-protocol': 'RTP/SAVP', ICE: 'remove', DTLS: 'off', command: 'offer' };
  const offered = sdpOf(await ask({ ...wanted, ...call, sdp: offer }));
  const tag = /^a=crypto:(\d+) AES_CM_128_HMAC_SHA1_80/m.exec(offered)?.[1] ?? '1';
  const answer = plainOffer({ ...callee.local, key: calleeKey.toString('base64') }).replace(
    'a=crypto:1 ',
    `a=crypto:${tag} `,
  );
  const answered = sdpOf(await ask({ ...call, command: 'answer', 'to-tag': 'callee', sdp: answer }));
  const target = answeredTarget(answered);
  const protect = createSrtpSender({ master: callerKey, mki: Buffer.alloc(0) });
  return {
    make: (number) => (security === 'none' ? voicePacket(number) : (protect(voicePacket(number)) ?? Buffer.alloc(0))),
    send: (datagram) => caller.send('rtp', datagram, target),
    onArrival: (listener) => callee.onDatagram((kind, datagram) => kind === 'rtp' && listener(datagram)),
    pid: child.pid ?? 0,
    async close() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      control.close();
      await Promise.all([caller.close(), callee.close()]);
    },
  };
}

function sdpOf(reply: string): string {
  const at = reply.indexOf('3:sdp');
  const [whole = '', length = '0'] = /^3:sdp(\d+):/.exec(reply.slice(at)) ?? [];
  if (at < 0) throw new Error(`rtpengine refused: ${reply}`);
  return reply.slice(at + whole.length, at + whole.length + Number(length));
}
