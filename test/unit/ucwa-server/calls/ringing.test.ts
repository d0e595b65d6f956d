import assert from 'node:assert/strict';
import { test } from 'node:test';
import { colleague } from '../../../ucwa-server/index.ts';
import { about, answerSdp, embedded, events, link, sdpType, told } from '../client.ts';
import { started } from '../started.ts';

const answerQuery = '?sessionContext=3b1f6a1e-5d2b-4f0e-9b57-0d2c7a5f4a10';

test('a ring has the shape of the reference page', async (t) => {
  const { server, client } = await started(t);
  const { next } = await client.available();
  const [polled, call] = await Promise.all([client.get(next), server.call({ media: 'none' })]);
  assert.deepEqual(told(polled.json), [
    'started audioVideoInvitation',
    'added conversation',
    'added localParticipant',
    'added participant',
  ]);
  const invitation = about(polled.json, 'audioVideoInvitation');
  const { direction, importance, state, subject, to } = invitation;
  assert.deepEqual(
    { direction, importance, state },
    { direction: 'Incoming', importance: 'Normal', state: 'Connecting' },
  );
  assert.deepEqual([subject, to], ['Order 48213, delivery to Malmö', 'sip:dana.whitfield@northwind.example']);
  assert.equal(invitation.operationId, undefined);
  const from = embedded(invitation, 'from');
  assert.deepEqual(
    [from.rel, from.name, from.uri],
    ['participant', 'Ana Lindqvist', 'sip:ana.lindqvist@northwind.example'],
  );
  assert.equal(about(polled.json, 'conversation').state, 'Incoming');
  assert.equal(about(polled.json, 'localParticipant').rel, 'participant');
  assert.equal((await client.get(link(invitation, 'forwardedBy'))).json.name, 'Team Support');
  await call.ringing;
  server.assertNoViolations();
});

test('everything a ring and a call advertise can be read', async (t) => {
  const { server, client } = await started(t);
  const { next } = await client.available();
  const [polled] = await Promise.all([client.get(next), server.call({ media: 'none' })]);
  const invitation = about(polled.json, 'audioVideoInvitation');
  const actions = ['mediaOffer', 'acceptWithAnswer', 'sendProvisionalAnswer', 'decline', 'reportMediaDiagnostics'];
  for (const rel of Object.keys(invitation._links ?? {}).filter((each) => !actions.includes(each))) {
    const { status, json } = await client.get(link(invitation, rel));
    assert.deepEqual([rel, status], [rel, 200]);
    assert.ok(json.rel);
  }
  await client.post(`${link(invitation, 'acceptWithAnswer')}${answerQuery}`, answerSdp(30_000), { headers: sdpType });
  const audioVideo = (await client.get(link(invitation, 'audioVideo'))).json;
  assert.equal(audioVideo.state, 'Connected');
  const readable = Object.keys(audioVideo._links ?? {}).filter((rel) => !/^(stop|report)/.test(rel));
  for (const rel of readable) assert.equal((await client.get(link(audioVideo, rel))).status, 200, rel);
  const report = await client.post(link(audioVideo, 'reportMediaDiagnostics'), {
    errorCode: 'LocalFailure',
    errorSubcode: 'None',
  });
  assert.equal(report.status, 204);
  server.assertNoViolations();
});

test('the offer is the gateway’s, in each of its three forms', async (t) => {
  const { server, client } = await started(t);
  let { next } = await client.available();
  for (const offerForm of ['base64', 'percent', 'multipart'] as const) {
    const [polled, call] = await Promise.all([client.get(next), server.call({ media: 'none', offerForm })]);
    next = link(polled.json, 'next');
    const href = link(about(polled.json, 'audioVideoInvitation'), 'mediaOffer');
    const [head = '', body = ''] = [href.slice(0, href.indexOf(',')), href.slice(href.indexOf(',') + 1)];
    const plain = head.endsWith(';base64')
      ? Buffer.from(body, 'base64').toString()
      : decodeURIComponent(body.replaceAll('+', ' '));
    assert.ok(plain.includes(`m=audio ${call.peer.local.rtpPort} RTP/AVP 0 13 101\r\n`), offerForm);
    assert.ok(plain.includes(`a=rtcp:${call.peer.local.rtpPort + 1} IN IP4 127.0.0.1\r\n`), offerForm);
    assert.equal(head.startsWith('data:multipart/alternative;charset=utf-8;boundary='), offerForm === 'multipart');
    if (offerForm !== 'base64') assert.doesNotMatch(body, /%[0-9A-F]*[A-F]|%20| /);
  }
});

test('accepting leads through the events of a call; either side ends it', async (t) => {
  const { server, client } = await started(t);
  let { next } = await client.available();
  for (const end of ['user', 'caller'] as const) {
    const [polled, call] = await Promise.all([
      client.get(next),
      server.call({ media: 'none', offerForm: 'multipart' }),
    ]);
    const id = encodeURIComponent(call.offer.contentId?.slice(1, -1) ?? '');
    const href = `${link(about(polled.json, 'audioVideoInvitation'), 'acceptWithAnswer')}${answerQuery}&processedOfferId=${id}`;
    assert.equal((await client.post(href, answerSdp(30_000, 30_009), { headers: sdpType })).status, 204);
    const { outcome } = await call.accepted;
    assert.deepEqual(outcome, {
      ok: true,
      target: { address: '127.0.0.1', rtpPort: 30_000, rtcpPort: 30_009 },
      formats: [0, 101],
    });
    const up = await client.get(link(polled.json, 'next'));
    const expected = [
      'updated audioVideo',
      'updated conversation',
      'added audioVideoSession',
      'completed audioVideoInvitation',
    ];
    assert.deepEqual(told(up.json), expected);
    assert.equal(events(up.json).at(-1)?.status, 'Success');
    const audioVideo = about(up.json, 'audioVideo');
    if (end === 'user') assert.equal((await client.post(link(audioVideo, 'stopAudioVideo'))).status, 204);
    else await call.hangUp();
    assert.equal((await call.ended).kind, `${end}-hung-up`);
    const over = await client.get(link(up.json, 'next'));
    assert.equal(about(over.json, 'audioVideo').state, 'Disconnected');
    assert.deepEqual(told(over.json).slice(-2), ['updated conversation', 'deleted conversation']);
    assert.equal((await client.post(link(audioVideo, 'stopAudio'))).status, 404);
    next = link(over.json, 'next');
  }
  server.assertNoViolations();
});

test('a ring ends by decline, cancel, or an answer elsewhere, each with its own words', async (t) => {
  const { server, client } = await started(t);
  let { next } = await client.available();
  const ends = { decline: 'Declined', cancel: 'Canceled', elsewhere: 'ConnectedElsewhere' } as const;
  for (const [end, subcode] of Object.entries(ends)) {
    const [polled, call] = await Promise.all([client.get(next), server.call({ media: 'none' })]);
    const decline = link(about(polled.json, 'audioVideoInvitation'), 'decline');
    if (end === 'decline') assert.equal((await client.post(decline, { reason: 'Global' })).status, 204);
    else if (end === 'cancel') await call.cancel();
    else await call.answerElsewhere(colleague('tomas')?.person);
    const { json } = await client.get(link(polled.json, 'next'));
    const completed = events(json).find((event) => String(event.type) === 'completed');
    assert.deepEqual([completed?.status, completed?.reason?.subcode], ['Failure', subcode]);
    assert.equal(told(json).includes('updated missedItems'), end === 'cancel');
    if (end === 'elsewhere') {
      const by = link(about(json, 'audioVideoInvitation'), 'acceptedByContact');
      assert.equal((await client.get(by)).json.name, 'Tomás Oliveira');
    } else if (end === 'cancel') {
      assert.equal((await client.post(decline, { reason: 'Local' })).status, 404);
    } else assert.deepEqual(await call.ended, { kind: 'declined', reason: 'Global' });
    next = link(json, 'next');
  }
  server.assertNoViolations();
});

test('without embedded bodies everything can be fetched; a hidden caller has no name', async (t) => {
  const { server, client } = await started(t);
  const { next } = await client.available();
  const [polled] = await Promise.all([client.get(next), server.call({ media: 'none', from: 'hidden', embed: false })]);
  const [event] = events(polled.json);
  assert.equal(event?._embedded, undefined);
  const invitation = (await client.get(String(event?.link?.href))).json;
  assert.equal(invitation.privateLine, true);
  const from = embedded(invitation, 'from');
  assert.deepEqual([from.name, from.anonymous], [undefined, true]);
});

test('a held accept meets a cancel; a lost reply leaves a call that is up', async (t) => {
  const { server, client } = await started(t);
  let { next } = await client.available();
  const gate = server.faults.holdNext('acceptWithAnswer');
  const [polled, call] = await Promise.all([client.get(next), server.call({ media: 'none' })]);
  const accept = (batch: typeof polled) => {
    const href = `${link(about(batch.json, 'audioVideoInvitation'), 'acceptWithAnswer')}${answerQuery}`;
    return client.post(href, answerSdp(30_000), { headers: sdpType });
  };
  const accepting = accept(polled);
  await gate.reached;
  await call.cancel();
  gate.release();
  assert.equal((await accepting).status, 404);
  next = link((await client.get(link(polled.json, 'next'))).json, 'next');
  server.faults.dropNext('acceptWithAnswer', 'reply');
  const [again, second] = await Promise.all([client.get(next), server.call({ media: 'none' })]);
  await assert.rejects(accept(again), { code: 'ECONNRESET' });
  assert.equal(second.state, 'talking');
  server.assertNoViolations();
});

test('nobody is rung who is not available', async (t) => {
  const { server, client } = await started(t);
  await assert.rejects(server.call(), /not reachable/);
  await client.signIn();
  await assert.rejects(server.call(), /not reachable/);
});
