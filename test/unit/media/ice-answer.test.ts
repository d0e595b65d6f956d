import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { HeardGateway, plainOffer } from '../../peers/gateway-call.ts';

const callId = 'a call';
const far = { address: '127.0.0.1', rtpPort: 40_000, rtcpPort: 40_001 };
const candidates = [1, 2].map((number) => `a=candidate:1 ${number} UDP 2130706431 127.0.0.1 4000${number} typ host`);
const ice = { ufrag: 'abcd', pwd: 'password-of-22-letters', candidates };
const offer = plainOffer({ ...far, ice });
const inSession = (line: string) => offer.replace(/^m=/m, `${line}\r\nm=`);

let heard: HeardGateway;
afterEach(() => heard.gateway.close());

for (const [who, text] of [
  ['Microsoft’s dialect', offer],
  ['one of RFC 8445', inSession('a=ice-options:ice2')],
  ['one that trickles and is renominated', inSession('a=ice-options:trickle renomination')],
  ['options in the line of the audio', `${offer}a=ice-options:ice2\r\n`],
  ['one that is lite', inSession('a=ice-lite')],
] as const) {
  // We are no lite agent, and an option that is not said is not had (RFC 8839 section 5.6).
  test(`the answer to ${who} has ICE, and names neither ice-lite nor options`, async () => {
    heard = new HeardGateway();
    heard.gateway.handle({ type: 'prepare', callId, offer: text });
    const { farAnswer } = await heard.event(callId, 'prepared');
    assert.match(farAnswer, /^a=ice-ufrag:\S{4,}\r$/m);
    assert.match(farAnswer, /^a=candidate:\S+ 1 UDP /im);
    assert.doesNotMatch(farAnswer, /ice-lite|ice-options/);
  });
}
