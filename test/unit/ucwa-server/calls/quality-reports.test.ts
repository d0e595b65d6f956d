import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { about, answerSdp, link, sdpType } from '../client.ts';
import { started } from '../started.ts';

const figures = '<VQReportEvent><VQSessionReport></VQSessionReport></VQReportEvent>';
const rating = '<VQReportEvent><Rating>4</Rating></VQReportEvent>';
const quality = (mediaQualityOfExperience: string) => ({ mediaEndpoint: 'Switchhook/1', mediaQualityOfExperience });

/** A call that is up, with the links of its modality and of its session. */
async function talking(t: TestContext, wantsFeedback: boolean) {
  const { server, client } = await started(t);
  const { next } = await client.available();
  const [polled, call] = await Promise.all([client.get(next), server.call({ media: 'none', wantsFeedback })]);
  const invitation = about(polled.json, 'audioVideoInvitation');
  const accept = `${link(invitation, 'acceptWithAnswer')}?sessionContext=a`;
  await client.post(accept, answerSdp(30_000), { headers: sdpType });
  const audioVideo = (await client.get(link(invitation, 'audioVideo'))).json;
  const session = (await client.get(link(audioVideo, 'audioVideoSession'))).json;
  return { server, client, call, audioVideo, session };
}

test('how a call sounded is taken once, and the user’s word once, also when it is over', async (t) => {
  const { server, client, call, session } = await talking(t, true);
  const href = link(session, 'publishCallQualityFeedback');
  assert.equal((await client.post(href, quality(figures))).status, 204);
  await call.hangUp();
  assert.equal((await client.post(href, quality(rating))).status, 204);
  assert.equal(call.reports.quality.length, 2);
  server.assertNoViolations();
  for (const again of [figures, rating]) assert.equal((await client.post(href, quality(again))).status, 409);
  assert.equal(server.violations.length, 2);
});

test('what is no report, or says whose call it was, is refused', async (t) => {
  const { client, call, session } = await talking(t, true);
  const href = link(session, 'publishCallQualityFeedback');
  const wrong = [
    {},
    { mediaEndpoint: 'x' },
    { ...quality(figures), more: 1 },
    ...['', 'none', '<VQReportEvent>', '<Other></Other>', '<VQReportEvent>sip:ana@x</VQReportEvent>'].map(quality),
    quality('<VQReportEvent>10.0.0.1</VQReportEvent>'),
  ];
  for (const body of wrong) assert.equal((await client.post(href, body)).status, 400, JSON.stringify(body));
  assert.equal(call.reports.quality.length, 0);
});

test('a server that does not want to know has no link', async (t) => {
  const { session } = await talking(t, false);
  assert.equal(session._links?.publishCallQualityFeedback, undefined);
});

test('diagnostics are taken once, in the words of the protocol', async (t) => {
  const { client, call, audioVideo } = await talking(t, false);
  const href = link(audioVideo, 'reportMediaDiagnostics');
  for (const body of [{ errorCode: 'Bad' }, { errorSubcode: 'Worse' }, { errorCode: 7 }, { reason: 'x' }])
    assert.equal((await client.post(href, body)).status, 400);
  const told = { errorCode: 'RemoteFailure', errorSubcode: 'MediaFailure' };
  assert.equal((await client.post(href, told)).status, 204);
  assert.equal((await client.post(href, told)).status, 409);
  assert.deepEqual(call.reports.diagnostics, [told]);
});
