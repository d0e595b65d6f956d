import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FarTransportDeps } from '../../../../main/media/far/far-transport.ts';
import { iceTransport } from '../../../../main/media/far/ice-transport.ts';
import type { SelectedPair } from '../../../../main/media/ice/agent/ice-agent.ts';
import type { IceSocket } from '../../../../main/media/ice/sockets/ice-socket.ts';
import { readRtp, writeRtp } from '../../../../main/media/rtp/packet.ts';
import { createFakeClock } from '../fake-clock.ts';
import { left, right, seededRandom } from '../ice/agents.ts';
import { createFakeNetwork } from '../ice/fake-network.ts';
import { answerAll, askWith } from '../ice/hand-made-peer.ts';

const packet = writeRtp({
  ...{ payloadType: 0, marker: false, sequenceNumber: 1, timestamp: 160, ssrc: 99 },
  payload: Buffer.from('voice'),
});

/** A call out to a peer that is at one place when it answers, and may turn up at others. */
function calledOut() {
  const clock = createFakeClock();
  const network = createFakeNetwork(clock);
  const socketAt = (host: string) => network.host(host).socket(1);
  const [own, first, second] = [socketAt('10.2.0.1'), socketAt('10.1.0.1'), socketAt('10.1.0.2')] as const;
  const chosen: SelectedPair[] = [];
  const told: FarTransportDeps = {
    read: { rtp: readRtp, rtcp: (datagram) => datagram },
    onRtp: () => {},
    onRtcp: () => {},
    onOpen: () => {},
    onFailed: (message) => assert.fail(message),
    onChosen: (pair) => chosen.push(pair),
    onRelaysAsked: () => {},
  };
  const agent = { ...left, lite: false, candidates: [first.base] };
  const transport = iceTransport(
    {
      ...told,
      ice: { agent, dialect: 'rfc5245', chosen: [] },
      mux: true,
      reach: { loopback: false },
      means: null as never,
      clock,
      random: seededRandom('ours'),
    },
    {
      sockets: [own],
      candidates: () => [own.base],
      connecting: () => [],
      onLost: () => {},
      close: async () => {},
    },
    { credentials: right, role: 'controlling', usualHost: null, forked: false, unknown: false },
  );
  for (const socket of [first, second]) answerAll(socket, left);
  transport.start();
  clock.advance(1000);
  askWith(second, own, { controlling: false, priority: 1_000_000 });
  clock.advance(1000);
  const hosts = () => chosen.map(({ remote }) => remote.host);
  let alone: string | null = null;
  network.watch((sent) => alone === null || [sent.from, sent.to].some(({ host }) => host === alone));
  /** From there alone, for so many seconds. */
  const speak = (from: IceSocket, seconds: number) => {
    alone = from.base.host;
    for (let second = 0; second < seconds; second += 1) {
      from.send(packet, own.base.host, own.base.port);
      clock.advance(1000);
    }
  };
  return { hosts, speak, first, second };
}

test('a far side that is followed to another place is to be told so, and again where it goes back', () => {
  const { hosts, speak, first, second } = calledOut();
  speak(first, 10);
  assert.deepEqual(hosts(), ['10.1.0.1']);
  speak(second, 60);
  assert.deepEqual(hosts(), ['10.1.0.1', '10.1.0.2']);
  speak(first, 60);
  assert.deepEqual(hosts(), ['10.1.0.1', '10.1.0.2', '10.1.0.1']);
});
