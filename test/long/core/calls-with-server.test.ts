import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { UcwaServer } from '../../ucwa-server/index.ts';
import { servePhone } from '../../unit/core/fakes/served-phone.ts';

type Refuse = (server: UcwaServer, rel: string) => void;

/** Whatever may come between a request and the server's work. */
const refusals: Readonly<Record<string, Refuse>> = {
  '429 with Retry-After in seconds': ({ faults }, rel) =>
    faults.failNext(rel, 429, { code: 'TooManyRequests' }, { 'Retry-After': '1' }),
  '503 with Retry-After as a date': ({ faults }, rel) =>
    faults.failNext(rel, 503, 'Busy', { 'Retry-After': new Date(Date.now() + 1_000).toUTCString() }),
  '500': ({ faults }, rel) => faults.failNext(rel, 500, { code: 'ServiceFailure' }),
  '502': ({ faults }, rel) => faults.failNext(rel, 502),
  '504': ({ faults }, rel) => faults.failNext(rel, 504),
  'a page of HTML with 200': ({ faults }, rel) => faults.failNext(rel, 200, '<html>Sign in to this network</html>'),
  'a connection that is reset': ({ faults }, rel) => faults.dropNext(rel),
};

describe('what ends here, against a server that refuses it once', () => {
  const rig = servePhone();
  const { signIn, ring, talk, callShows } = rig;

  for (const [name, refuse] of Object.entries(refusals)) {
    test(`decline: ${name}`, async () => {
      await signIn();
      const { call, id } = await ring();
      refuse(rig.server, 'decline');
      rig.phone.command({ type: 'decline', callId: id });
      assert.deepEqual(await call.ended, { kind: 'declined', reason: 'Global' });
      assert.equal(rig.past()[0]?.outcome, 'declined');
    });

    test(`hang-up: ${name}`, async () => {
      await signIn();
      const { call, id } = await talk();
      refuse(rig.server, 'stopAudioVideo');
      rig.phone.command({ type: 'hang-up', callId: id });
      assert.deepEqual(await call.ended, { kind: 'user-hung-up', reason: 'UserInitiatedAction' });
    });

    // An answer that nobody refused goes out again by itself.
    if (name === 'a connection that is reset') continue;
    test(`answer: ${name}: it rings on, and is answered when it is pressed again`, async () => {
      await signIn();
      const { call, id } = await ring();
      refuse(rig.server, 'acceptWithAnswer');
      rig.phone.command({ type: 'answer', callId: id });
      const view = await callShows(({ notes }) => notes.some((note) => note.id === 'answer'), 'that it rings on');
      assert.deepEqual([view.id, view.state], [id, 'ringing']);
      rig.phone.command({ type: 'answer', callId: id });
      await call.accepted;
      await callShows(({ state }) => state === 'connected', 'connected');
    });
  }

  test('answer: a connection that is reset: it goes out again, and is taken', async () => {
    await signIn();
    const { call, id } = await ring();
    rig.server.faults.dropNext('acceptWithAnswer');
    rig.phone.command({ type: 'answer', callId: id });
    await call.accepted;
    await callShows(({ state }) => state === 'connected', 'connected');
  });

  test('a decline that is refused for good: the conversation is left', async () => {
    await signIn();
    const { call, id } = await ring();
    rig.server.faults.failNext('decline', 403, { code: 'Forbidden' });
    rig.phone.command({ type: 'decline', callId: id });
    assert.deepEqual(await call.ended, { kind: 'declined', reason: 'left' });
  });

  test('quitting right after a refused hang-up still ends the call as one that was hung up', async () => {
    await signIn();
    const { call, id } = await talk();
    rig.server.faults.failNext('stopAudioVideo', 500, { code: 'ServiceFailure' });
    rig.phone.command({ type: 'hang-up', callId: id });
    await rig.phone.stop();
    assert.equal((await call.ended).kind, 'user-hung-up');
  });

  test('so does quitting in the call, where the first word is refused', async () => {
    await signIn();
    const { call } = await talk();
    rig.server.faults.failNext('stopAudioVideo', 503, 'Busy');
    await rig.phone.stop();
    assert.equal((await call.ended).kind, 'user-hung-up');
  });

  test('the application is lost while a decline waits: it is declined in the next one', async () => {
    await signIn();
    const { call, id } = await ring();
    rig.server.calls.ringOn = true;
    rig.server.faults.failNext('decline', 503, 'Busy', { 'Retry-After': '60' });
    rig.phone.command({ type: 'decline', callId: id });
    await rig.server.waitFor(({ kind, rel }) => kind === 'response' && rel === 'decline');
    rig.server.endApplications();
    assert.deepEqual(await call.ended, { kind: 'declined', reason: 'Global' });
  });
});

describe('calls that are taken over', () => {
  const rig = servePhone();
  const { signIn, ring, talk, callShows, shows } = rig;

  test('a transfer takes the place of the call that is up', async () => {
    await signIn();
    const { call: before } = await talk({ from: 'ana' });
    const after = await rig.server.call({ from: 'tomas', media: 'none', replaces: before });
    await after.accepted;
    assert.equal((await before.ended).kind, 'replaced');
    await callShows(({ state }) => state === 'connected', 'connected');
    await shows(({ calls }) => calls.length === 1, 'one call');
    assert.equal(rig.phone.view().calls[0]?.party.label, 'Tomás Oliveira');
    assert.deepEqual(rig.past(), []);
  });

  test('and of the one that rings', async () => {
    await signIn();
    const { call: before } = await ring({ from: 'ana' });
    const after = await rig.server.call({ from: 'tomas', media: 'none', replaces: before });
    const { id } = await callShows(({ party }) => party.label === 'Tomás Oliveira', 'the other');
    assert.equal(rig.phone.view().calls.length, 1);
    rig.phone.command({ type: 'answer', callId: id });
    await after.accepted;
    await callShows(({ state }) => state === 'connected', 'connected');
    assert.deepEqual(rig.past(), []);
  });

  for (const subcode of ['Forwarded', 'RepliedWithOtherModality', 'SessionSwitched']) {
    test(`${subcode} is nothing to be seen`, async () => {
      await signIn();
      const { call } = await ring();
      await call.fail({ code: 'Informational', subcode });
      await shows(({ history }) => history.calls === 1, 'a row');
      assert.equal(rig.phone.view().missedUnseen, 0);
    });
  }
});
