import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { servePhone } from '../../unit/core/fakes/served-phone.ts';

describe('a phone against a UCWA server', () => {
  const rig = servePhone();
  const { shows, callShows, ringing, ended, signIn, ring, talk } = rig;

  const accepts = (): number =>
    rig.server.ledger.entries.filter(({ kind, rel }) => kind === 'request' && rel === 'acceptWithAnswer').length;

  test('signs in, and says so', async () => {
    await signIn();
    const { session } = rig.phone.view();
    assert.deepEqual(session.user, { name: 'Dana Whitfield', address: rig.server.account.address });
    assert.equal(session.detail, 'Calls ring here');
    assert.equal(rig.secrets.items.size, 1);
  });

  test('a wrong password is said to be one, and the right one works then', async () => {
    const { address, userName, password } = rig.server.credentials;
    const request = { address, userName, password: 'wrong', keep: false, server: '' };
    rig.phone.command({ type: 'sign-in', request });
    const view = await shows(({ session }) => session.signIn?.problem !== null, 'a problem');
    assert.equal(view.session.signIn?.problem?.title, 'That user name or password did not work.');
    assert.equal(rig.secrets.items.size, 0);
    await signIn(password);
  });

  for (const offerForm of ['base64', 'percent', 'multipart'] as const) {
    test(`rings, is answered and hung up here (offer as ${offerForm})`, async () => {
      await signIn();
      const { call, id } = await talk({ offerForm });
      assert.deepEqual(rig.media.told(id), ['prepare', 'start']);
      assert.equal(rig.phone.mediaView().legs[0]?.microphone, 'open');
      rig.phone.command({ type: 'hang-up', callId: id });
      assert.deepEqual(rig.media.open, []);
      assert.equal(rig.phone.mayOpenMicrophone(), false);
      assert.deepEqual(await call.ended, { kind: 'user-hung-up', reason: 'UserInitiatedAction' });
      await ended('Call ended');
      assert.equal(rig.past()[0]?.outcome, 'answered');
    });
  }

  test('an event that carries only links is looked up', async () => {
    await signIn();
    const { id } = await talk({ embed: false });
    assert.equal(rig.phone.view().calls.find((call) => call.id === id)?.party.label, 'Ana Lindqvist');
  });

  test('after a resume all that rang is looked up in one batch, and is over', async () => {
    await signIn();
    await Promise.all([1, 2, 3].map(() => rig.server.call({ media: 'none' })));
    await shows(({ calls }) => calls.filter(({ state }) => state === 'ringing').length === 3, 'three rings');
    const since = rig.server.ledger.next;
    await rig.server.resume();
    await rig.server.ledger.waitFor(({ kind, rel }) => kind === 'request' && rel === 'batch', { since });
    await shows(({ calls }) => calls.every(({ state }) => state === 'ended'), 'no ring');
  });

  test('Answer from every surface at once leaves as one acceptWithAnswer', async () => {
    await signIn();
    const { call, id } = await ring();
    const results = Array.from({ length: 6 }, () => rig.phone.command({ type: 'answer', callId: id }));
    assert.deepEqual(results[0], { ok: true });
    for (const result of results.slice(1)) assert.deepEqual(result, { ok: false, refusal: 'repeated' });
    await call.accepted;
    await callShows(({ state }) => state === 'connected', 'connected');
    assert.equal(accepts(), 1);
  });

  test('the caller hangs up', async () => {
    await signIn();
    const { call } = await talk();
    await call.hangUp();
    await ended('Call ended');
    assert.equal(rig.past()[0]?.outcome, 'answered');
  });

  test('declined here', async () => {
    await signIn();
    const { call, id } = await ring();
    rig.phone.command({ type: 'decline', callId: id });
    await ended('Declined');
    assert.deepEqual(await call.ended, { kind: 'declined', reason: 'Global' });
    assert.equal(rig.past()[0]?.outcome, 'declined');
  });

  test('the caller gives up', async () => {
    await signIn();
    const { call } = await ring();
    await call.cancel();
    await ended('Missed');
    assert.equal(rig.phone.view().missedUnseen, 1);
  });

  test('answered elsewhere, by someone who is named', async () => {
    await signIn();
    const { call } = await ring();
    await call.answerElsewhere({ id: 'priya', name: 'Priya Raman' });
    await ended('Answered by Priya Raman');
    assert.equal(rig.past().length, 1);
    assert.equal(rig.past()[0]?.note, 'Answered by Priya Raman');
    assert.equal(rig.past()[0]?.outcome, 'elsewhere');
  });

  test('the network drops mid-ring; the call that still waits rings again when it is back', async () => {
    await signIn();
    const { call, id } = await ring();
    await rig.server.faults.refuse(true);
    await ended('The network dropped.');
    assert.deepEqual(rig.media.open, []);
    assert.equal(rig.phone.view().session.status, 'Reconnecting');
    await rig.server.faults.refuse(false);
    const again = await ringing();
    assert.notEqual(again.id, id);
    await shows(({ session }) => session.status === 'Ready', 'Ready');
    rig.phone.command({ type: 'answer', callId: again.id });
    await call.accepted;
    await callShows(({ state }) => state === 'connected', 'connected');
    assert.equal(rig.past().length, 0, 'a ring that went on was not missed');
  });

  test('the network drops mid-ring; a call that is gone meanwhile does not ring again', async () => {
    await signIn();
    const { call } = await ring();
    await rig.server.faults.refuse(true);
    await ended('The network dropped.');
    await call.cancel();
    await rig.server.faults.refuse(false);
    await shows(({ session }) => session.status === 'Ready', 'Ready');
    await rig.server.waitFor(
      ({ kind, rel, status }) => kind === 'response' && rel === 'audioVideoInvitation' && status === 200,
    );
    await rig.server.waitFor(
      ({ kind, rel, detail }) => kind === 'event' && rel === 'audioVideoInvitation' && detail === 'completed',
    );
    assert.deepEqual(
      rig.phone.view().calls.filter(({ state }) => state === 'ringing'),
      [],
    );
    assert.equal(rig.past().length, 1);
  });

  test('voice goes on while signalling is away', async () => {
    await signIn();
    const { call, id } = await talk();
    await rig.server.faults.refuse(true);
    await shows(({ session }) => session.status === 'Reconnecting', 'Reconnecting');
    assert.deepEqual(rig.media.open, [id]);
    await rig.server.faults.refuse(false);
    await shows(({ session }) => session.status === 'Ready', 'Ready');
    rig.phone.command({ type: 'hang-up', callId: id });
    assert.equal((await call.ended).kind, 'user-hung-up');
  });

  test('a token that is refused mid-session is renewed once, and the answer goes through', async () => {
    await signIn();
    const { call, id } = await ring();
    const since = rig.server.ledger.next;
    rig.server.expireTokens();
    rig.phone.command({ type: 'answer', callId: id });
    await call.accepted;
    await callShows(({ state }) => state === 'connected', 'connected');
    const renewals = rig.server.ledger.entries.filter(
      ({ seq, kind, rel }) => seq >= since && kind === 'request' && rel === 'oauthtoken',
    );
    assert.equal(renewals.length, 1);
    assert.equal(rig.phone.view().session.status, 'Ready');
  });

  test('a forgotten application is made anew, and calls ring again', async () => {
    await signIn();
    const { id } = await ring();
    const since = rig.server.ledger.next;
    rig.server.endApplications();
    await ended('The server ended the call.');
    await shows(({ session }) => session.status === 'Ready', 'Ready');
    await rig.server.reachable({ since });
    const next = await ring();
    assert.notEqual(next.id, id);
  });

  test('after a long silence the user is made available again', async () => {
    await signIn();
    const since = rig.server.ledger.next;
    await rig.server.resume();
    await rig.server.waitFor(({ kind, rel }) => kind === 'response' && rel === 'makeMeAvailable', { since });
    await ring();
  });

  test('the answer is lost on its way back: it is asked after, not sent again', async () => {
    await signIn();
    const { call, id } = await ring();
    rig.server.faults.dropNext('acceptWithAnswer', 'reply');
    rig.phone.command({ type: 'answer', callId: id });
    await call.accepted;
    await callShows(({ state }) => state === 'connected', 'connected');
    assert.equal(accepts(), 1);
  });

  test('hung up while the answer is under way: the far side is told once it is taken', async () => {
    await signIn();
    const { call, id } = await ring();
    const gate = rig.server.faults.holdNext('acceptWithAnswer');
    rig.phone.command({ type: 'answer', callId: id });
    await gate.reached;
    rig.phone.command({ type: 'hang-up', callId: id });
    assert.deepEqual(rig.media.open, []);
    gate.release();
    assert.equal((await call.ended).kind, 'user-hung-up');
    await ended('Call ended');
  });

  test('the microphone is missing while the answer is under way', async () => {
    await signIn();
    const { call, id } = await ring();
    const gate = rig.server.faults.holdNext('acceptWithAnswer');
    rig.phone.command({ type: 'answer', callId: id });
    await gate.reached;
    rig.phone.mediaReport({ type: 'microphone', callId: id, outcome: 'missing' });
    await ended('No microphone was found.');
    gate.release();
    assert.deepEqual(await call.ended, { kind: 'user-hung-up', reason: 'FailedStartAudioStream' });
  });

  test('signing out hangs up, ends the application and deletes the secret', async () => {
    await signIn();
    const { call } = await talk();
    rig.phone.command({ type: 'sign-out' });
    assert.equal(rig.phone.view().session.status, 'Signed out');
    await call.ended;
    await rig.server.waitFor(
      ({ kind, rel, detail }) =>
        kind === 'server' && rel === 'application' && detail === 'ended: deleted by the client',
    );
    await shows(() => rig.secrets.items.size === 0, 'no secret');
  });
});
