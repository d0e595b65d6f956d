import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import type { PhoneCall } from '../../ucwa-server/phone/phone-call.ts';
import { servePhone } from '../../unit/core/fakes/served-phone.ts';

const number = 'tel:+46855501299';

describe('calls on the user’s telephone, with a server', () => {
  const served = servePhone();

  beforeEach(async () => {
    served.server.phoneCalls.phone.number = number;
    await served.signIn();
  });

  function rung(): PhoneCall {
    const call = served.server.phoneCalls.live;
    assert.ok(call !== undefined, 'the telephone rings');
    return call;
  }

  const rings = () => served.callShows(({ state }) => state === 'calling', 'that the telephone rings');
  const talks = () => served.callShows(({ phone }) => phone?.step === 'talking', 'that it is talked there');
  const send = (command: Parameters<typeof served.phone.command>[0]): void =>
    assert.deepEqual(served.phone.command(command), { ok: true });

  async function answeredThere(): Promise<string> {
    const { id } = await served.ring();
    send({ type: 'answer-by-phone', callId: id });
    await rings();
    await served.server.waitFor(({ rel, status }) => rel === 'acceptWithPhoneAudio' && status === 204);
    rung().pickUp();
    return (await talks()).id;
  }

  test('an answer by telephone is one call on the screen and in the history', async () => {
    const callId = await answeredThere();
    assert.deepEqual(served.phone.view().calls.length, 1);
    assert.equal(served.phone.mayOpenMicrophone(), false);
    send({ type: 'hold', callId });
    await served.callShows(({ heldHereMs }) => heldHereMs !== null, 'the hold');
    send({ type: 'resume', callId });
    await served.callShows(({ heldHereMs }) => heldHereMs === null, 'the end of the hold');
    send({ type: 'hang-up', callId });
    await served.callShows(({ state }) => state === 'ended', 'its end');
    await served.shows(({ history }) => history.calls === 1, 'the history');
    assert.deepEqual(
      served.past().map(({ outcome, byPhone }) => [outcome, byPhone]),
      [['answered', true]],
    );
  });

  test('nobody picks up: it rings on here and can be answered', async () => {
    const { id, call } = await served.ring();
    send({ type: 'answer-by-phone', callId: id });
    await rings();
    await served.server.waitFor(({ rel, status }) => rel === 'acceptWithPhoneAudio' && status === 204);
    rung().noAnswer();
    const { notes } = await served.ringing();
    assert.deepEqual(
      notes.map(({ title }) => title),
      ['Your phone did not answer.'],
    );
    send({ type: 'answer', callId: id });
    await call.accepted;
  });

  test('it is given up before anybody picks up: the caller is declined', async () => {
    const { id, call } = await served.ring();
    send({ type: 'answer-by-phone', callId: id });
    const { id: callId } = await rings();
    await served.server.waitFor(({ rel, status }) => rel === 'acceptWithPhoneAudio' && status === 204);
    send({ type: 'hang-up', callId });
    await served.callShows(({ state }) => state === 'ended', 'its end');
    assert.notEqual((await call.ended).kind, 'cancelled');
    await served.server.waitFor(({ detail }) => detail?.startsWith('ended') === true);
  });

  test('a call of here goes on there', async () => {
    const { id } = await served.talk();
    await served.callShows(({ actions }) => actions.includes('go-on-by-phone'), 'the way to the telephone');
    send({ type: 'go-on-by-phone', callId: id });
    await served.server.waitFor(({ rel, status }) => rel === 'replaceWithPhoneAudio' && status === 201);
    assert.equal(served.phone.mayOpenMicrophone(), true, 'until then it is talked here');
    rung().pickUp();
    const { id: there } = await talks();
    assert.equal(served.phone.view().calls.length, 1);
    rung().hangUp();
    await served.shows(({ history }) => history.calls === 1, 'the history');
    assert.deepEqual(
      served.past().map(({ id: entry, byPhone }) => [entry, byPhone]),
      [[there, true]],
    );
  });

  test('a call of here stays here', async () => {
    const { id, call } = await served.talk();
    await served.callShows(({ actions }) => actions.includes('go-on-by-phone'), 'the way to the telephone');
    send({ type: 'go-on-by-phone', callId: id });
    await served.server.waitFor(({ rel, status }) => rel === 'replaceWithPhoneAudio' && status === 201);
    send({ type: 'stay-here', callId: id });
    await served.server.waitFor(({ rel, status }) => rel === 'cancel' && status === 204);
    assert.equal(call.state, 'talking');
    assert.equal(served.server.phoneCalls.live, undefined);
  });

  test('a call that rings there is shown, declined, or talked on', async () => {
    const declined = served.server.ringPhone('tomas');
    const { id } = await served.ringing();
    send({ type: 'decline', callId: id });
    await served.callShows(({ state }) => state === 'ended', 'its end');
    await served.server.waitFor(({ rel, status }) => rel === 'decline' && status === 204);
    assert.equal(declined.state, 'ended');
    const taken = served.server.ringPhone('ana');
    await served.ringing();
    taken.pickUp();
    await talks();
    taken.hangUp();
    await served.shows(({ history }) => history.calls === 2, 'the history');
    assert.deepEqual(
      served.past().map(({ outcome }) => outcome),
      ['answered', 'declined'],
    );
  });

  test('the telephone that the user chose is told to the server, and rings', async () => {
    served.server.phoneCalls.phone.others = [{ number: 'tel:+46700000001', type: 'mobile' }];
    served.phone.command({ type: 'sign-out' });
    await served.shows(({ session }) => session.status === 'Signed out', 'Signed out');
    await served.signIn();
    const view = await served.shows(({ ownPhones }) => ownPhones.phones.length === 2, 'the telephones');
    assert.deepEqual(
      view.ownPhones.phones.map(({ kind }) => kind),
      ['work', 'mobile'],
    );
    send({ type: 'choose-own-phone', phoneId: 'tel:+46700000001' });
    await served.server.waitFor(
      ({ rel, method, status }) => rel === 'communication' && method === 'PUT' && status === 200,
    );
    const { communication } = served.server.applications[0] ?? {};
    assert.equal(communication?.phoneNumber, 'tel:+46700000001');
    assert.deepEqual(
      communication?.modalities.includes('PhoneAudio') && communication.modalities.includes('Audio'),
      true,
    );
    const { id } = await served.ring();
    send({ type: 'answer-by-phone', callId: id });
    await served.server.waitFor(({ rel, status }) => rel === 'acceptWithPhoneAudio' && status === 204);
    assert.equal(rung().options.ownNumber, 'tel:+46700000001');
    rung().pickUp();
    await talks();
  });
});
