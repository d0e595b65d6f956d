import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CallView } from '../../../preload/contract/index.ts';
import type { Manner } from '../../ucwa-server/calls/dialled/manner.ts';
import { busy, declines, doNotDisturb, noAnswer, unknownNumber } from '../../ucwa-server/calls/dialled/manner.ts';
import type { SimulatedCall } from '../../ucwa-server/index.ts';
import { servePhone } from '../../unit/core/fakes/served-phone.ts';

const rig = servePhone();

/** Dials, and waits for the call to be there on the server. */
async function dial(to = '+46 8 555 012 34', manner: Manner = { kind: 'rings' }): Promise<SimulatedCall> {
  const { server, phone, media } = rig;
  server.calls.manner = manner;
  media.callOutAtOnce();
  await rig.shows(({ calling }) => calling.audio, 'that calls can be made');
  const dialled = server.calls.nextDialled();
  assert.deepEqual(phone.command({ type: 'call', to }), { ok: true });
  return dialled;
}

/** Ends with that title, and its tone goes with it out of sight. */
async function endsAs(title: string): Promise<void> {
  const { id } = await rig.ended(title);
  rig.phone.command({ type: 'dismiss', callId: id });
}

const inState = (wanted: CallView['state']) => rig.callShows(({ state }) => state === wanted, wanted);

describe('a call out on the simulated server', () => {
  test('rings, is answered, and ends when they hang up', async () => {
    await rig.signIn();
    const call = await dial();
    const { party } = await inState('alerting');
    await rig.callShows(({ party: { label } }) => label === 'Ana Lindqvist', `the name, not ${party.label}`);
    await call.pickUp();
    await inState('connected');
    await call.hangUp();
    await endsAs('Call ended');
    assert.equal(rig.past()[0]?.outcome, 'answered');
  });

  test('is held and resumed as any other', async () => {
    await rig.signIn();
    rig.media.renegotiateAtOnce();
    const call = await dial();
    await inState('alerting');
    await call.pickUp();
    const { id } = await rig.callShows(({ actions }) => actions.includes('hold'), 'Hold');
    rig.phone.command({ type: 'hold', callId: id });
    await rig.callShows(({ actions }) => actions.includes('resume'), 'Resume');
    rig.phone.command({ type: 'hang-up', callId: id });
    assert.deepEqual(await call.ended, { kind: 'user-hung-up', reason: 'UserInitiatedAction' });
  });

  test('is taken back while it rings', async () => {
    await rig.signIn();
    const call = await dial();
    const { id } = await inState('alerting');
    rig.phone.command({ type: 'hang-up', callId: id });
    assert.deepEqual(await call.ended, { kind: 'user-cancelled' });
    await endsAs('Call ended');
  });

  test('crosses the answer: the call is ended at the server', async () => {
    await rig.signIn();
    const call = await dial();
    const { id } = await inState('alerting');
    const up = call.pickUp();
    rig.phone.command({ type: 'hang-up', callId: id });
    await up;
    const { kind } = await call.ended;
    assert.equal(kind, 'user-hung-up');
  });

  for (const [manner, title] of [
    [busy, 'Busy'],
    [doNotDisturb, 'Do not disturb'],
    [unknownNumber, 'Number not found'],
    [declines(0), 'Declined'],
    [noAnswer(100), 'No answer'],
  ] as const) {
    test(`ends as ${title}`, async () => {
      await rig.signIn();
      await dial('+46855501234', manner);
      await endsAs(title);
    });
  }

  test('a number that the dial plan does not know, and an address that nobody has', async () => {
    await rig.signIn();
    rig.media.callOutAtOnce();
    await rig.shows(({ calling }) => calling.audio, 'that calls can be made');
    rig.phone.command({ type: 'call', to: '12345' });
    await endsAs('Number not found');
    rig.phone.command({ type: 'call', to: 'nobody@northwind.example' });
    await endsAs('Number not found');
  });

  test('is forwarded, and says to whom and who answered', async () => {
    await rig.signIn();
    await dial('ana.lindqvist@northwind.example', { kind: 'forwards', to: 'tomas', afterMs: 300 });
    const { out } = await rig.callShows((call) => call.out?.forwardedTo != null, 'the forward');
    assert.equal(out?.progress, 'forwarded');
    assert.match(out?.forwardedTo?.label ?? '', /tomas.oliveira/);
    const up = await inState('connected');
    assert.equal(up.out?.answeredBy?.label, 'Tomás Oliveira');
  });

  test('goes on where the network breaks while it rings', async () => {
    await rig.signIn();
    const call = await dial();
    await inState('alerting');
    rig.server.faults.dropConnections();
    await call.pickUp();
    await inState('connected');
  });

  test('ends where the server forgets the application, and nothing is left there', async () => {
    await rig.signIn();
    const call = await dial();
    await inState('alerting');
    rig.server.endApplications();
    assert.deepEqual(await call.ended, { kind: 'application-ended' });
    await endsAs('The server ended the call.');
  });

  test('events without bodies tell the same', async () => {
    await rig.signIn();
    rig.server.calls.embedsDialled = false;
    const call = await dial();
    await inState('alerting');
    await call.answerEarly();
    await call.pickUp();
    await inState('connected');
  });

  test('an emergency call goes out by its own link', async () => {
    rig.server.calling.links = ['startAudio', 'startEmergencyCall'];
    rig.server.calling.lisLocation = 'Building 4, Redmond';
    await rig.signIn();
    rig.media.callOutAtOnce();
    await rig.shows(({ calling }) => calling.emergencyNumbers.length > 0, 'the emergency numbers');
    assert.deepEqual(rig.phone.command({ type: 'call', to: '112' }), { ok: false, refusal: 'emergency' });
    assert.deepEqual(rig.phone.command({ type: 'call-emergency', to: '112' }), { ok: true });
    const { id, out } = await inState('alerting');
    assert.equal(out?.emergency, true);
    rig.phone.command({ type: 'hang-up', callId: id });
    await endsAs('Call ended');
  });
});
