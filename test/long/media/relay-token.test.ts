import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { afterEach, test } from 'node:test';
import { setTimeout as pass } from 'node:timers/promises';
import { freeMeans } from '../../../main/core/media-means.ts';
import { until } from '../../desktop/until.ts';
import { Coturn } from '../../peers/coturn.ts';
import { bothAreHeard, callId, endAll, ends, libniceCall } from './libnice-call.ts';

afterEach(endAll);

/** Long enough for a call to begin. */
const lastsS = 12;

test('a call keeps its addresses at a relay when the token ends that they were got by', async () => {
  const authSecret = 'shared with the server';
  const coturn = await Coturn.start({ authSecret });
  ends.push(() => coturn.stop());
  const endsAt = Math.floor(Date.now() / 1000) + lastsS;
  const userName = `${endsAt}:ana`;
  const password = createHmac('sha1', authSecret).update(userName).digest('base64');
  const server = { host: coturn.address, addresses: [], udpPort: coturn.port, tcpPort: null };
  const means = { ...freeMeans, relays: { userName, password, servers: [server] }, relayOnly: true };
  const made = await libniceCall(means);
  await bothAreHeard(made);
  await pass(Math.max(endsAt * 1000 - Date.now(), 0) + 2000);
  // Whoever asks by it now gets none.
  const late = await libniceCall({ ...means, relayOnly: false });
  assert.equal((await late.heard.event(callId, 'relays-asked')).outcome, 'unauthorized');
  await bothAreHeard(made);
  assert.ok(!made.heard.events.some(({ type }) => type === 'failed'));
  // What the call itself still has to tell the relay is taken.
  made.heard.gateway.handle({ type: 'close', callId });
  await until('both addresses to be given back', () => coturn.count(/REFRESH processed, success/) >= 2);
});
