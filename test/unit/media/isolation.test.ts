import assert from 'node:assert/strict';
import { test } from 'node:test';
import { build } from 'esbuild';
import type { MediaChild } from '../../../main/media/held-child.ts';
import { createMediaProcess } from '../../../main/media/media-process.ts';
import { processBundles } from '../../../scripts/build.ts';
import { acceptUrl, declineUrl } from '../core/fakes/calls.ts';
import { json, noContent } from '../core/fakes/http.ts';
import { createFakeLog } from '../core/fakes/log-and-random.ts';
import { createFakeMedia, type FakeMedia } from '../core/fakes/media.ts';
import { createTestPhone } from '../core/fakes/phone.ts';
import { applicationBody, applicationUrl } from '../core/fakes/server.ts';
import { settle } from '../core/fakes/settle.ts';
import { audioVideoEvent, started } from '../core/fixtures/call.ts';
import { createFakeClock } from './fake-clock.ts';

test('the bundle of the media process holds nothing that speaks HTTP, reads files or knows a session', async () => {
  const [first] = processBundles('/nowhere', false);
  assert.ok(first);
  const media = { media: 'main/media/process.ts' };
  const { metafile } = await build({ ...first, entryPoints: media, write: false, metafile: true });
  const files = Object.keys(metafile.inputs);
  const ours = files.filter((file) => /^main\/(?!media\/)/.test(file));
  const allowed =
    /^main\/(system\/(clock|random)|core\/(media-means|re(dact|sult)|set-newest|(schema|redaction)\/.*)|net\/connect\/address\/.*)\.ts$/;
  assert.deepEqual(
    ours.filter((file) => !allowed.test(file)),
    [],
  );
  assert.ok(files.includes('main/media/gateway.ts'));
  const outside = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  assert.ok(outside.includes('node:dgram'));
  for (const forbidden of ['http', 'https', 'http2', 'fs', 'fs/promises', 'child_process', 'electron', 'keytar']) {
    assert.ok(!outside.includes(forbidden) && !outside.includes(`node:${forbidden}`), forbidden);
  }
});

/** What a phone tells its media, and what the media process is told of that. */
function overheard(posted: unknown[]): FakeMedia {
  const child: MediaChild = { postMessage: (message) => void posted.push(message), on: () => {}, kill: () => {} };
  // Whatever a fork is given besides comes from media-fork.ts, and never from here.
  const fork = (...given: readonly unknown[]) => {
    assert.deepEqual(given, []);
    return child;
  };
  const process = createMediaProcess({
    fork,
    openWay: async () => {},
    loopback: () => true,
    clock: createFakeClock(),
    log: createFakeLog(),
  });
  const fake = createFakeMedia();
  const both: Pick<FakeMedia, 'equip' | 'instruct'> = {
    equip(means) {
      process.equip(means);
      fake.equip(means);
    },
    instruct(instruction) {
      process.instruct(instruction);
      fake.instruct(instruction);
    },
  };
  return Object.assign(Object.create(fake), both);
}

test('in a whole call the media process hears the password of a relay, and no token or password of the user', async () => {
  const posted: unknown[] = [];
  const phone = createTestPhone({ media: overheard(posted) });
  const { http } = phone;
  const link = '/ucwa/oauth/v1/applications/101/communication/mediaRelayAccessToken';
  http.on('GET', applicationUrl, () => {
    const body = applicationBody();
    const communication = { rel: 'communication', _links: { mediaRelayAccessToken: { href: link } } };
    return json(200, { ...body, _embedded: { ...body._embedded, communication } });
  });
  http.on('GET', /\/mediaRelayAccessToken$/, () =>
    json(200, {
      ...{ rel: 'mediaRelayAccessToken', userName: 'relay-user', password: 'relay-password', duration: 100 },
      _embedded: { mediaRelay: { rel: 'mediaRelay', host: 'edge.contoso.com', udpPort: 3478, tcpPort: 443 } },
    }),
  );
  for (const url of [acceptUrl, declineUrl]) http.on('POST', url, noContent);
  phone.media.prepareAtOnce();
  await phone.signIn();
  await settle();
  await phone.server.push('communication', started);
  phone.send({ type: 'answer', callId: phone.call().id });
  await settle();
  await phone.server.push('conversation', audioVideoEvent('Connected'));
  phone.send({ type: 'hang-up', callId: phone.call().id });
  const said = posted.map((message) => JSON.stringify(message)).join('\n');
  for (const type of ['prepare', 'start', 'close']) assert.match(said, new RegExp(`"type":"${type}"`));
  assert.match(said, /relay-password/);
  const tokens = [...phone.server.tokens.values()];
  assert.ok(tokens.length > 0);
  for (const secret of [...tokens, 'cwt=', 'Bearer', 'authorization', '"secret"', 'dana@contoso.com']) {
    assert.ok(!said.includes(secret), secret);
  }
});
