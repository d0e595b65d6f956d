import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { until } from '../../desktop/until.ts';
import { servePhone } from '../../unit/core/fakes/served-phone.ts';
import { wire } from '../../unit/core/quality/seconds.ts';

describe('how calls sounded, told to a server', () => {
  const rig = servePhone();
  const { signIn, talk, ended } = rig;

  /** Some seconds. */
  async function measured(callId: string): Promise<void> {
    for (let second = 0; second < 5; second += 1) rig.media.say({ type: 'figures', callId, figures: wire() });
    // The session tells where they are to be told; its event is on its way to this very process.
    await rig.server.ledger.waitFor(({ kind, rel }) => kind === 'event' && rel === 'audioVideoSession');
    await new Promise((resolve) => setTimeout(resolve, 500));
    for (let second = 0; second < 2; second += 1) rig.media.say({ type: 'figures', callId, figures: wire() });
  }

  for (const refused of [false, true]) {
    test(`once, at the end of a call${refused ? ', although it was busy' : ''}`, async () => {
      await signIn();
      const { call, id } = await talk({ wantsFeedback: true });
      await measured(id);
      if (refused) {
        for (const rel of ['publishCallQualityFeedback', 'reportMediaDiagnostics'])
          rig.server.faults.failNext(rel, 503, { code: 'ServiceUnavailable' });
      }
      rig.phone.command({ type: 'hang-up', callId: id });
      assert.deepEqual(await call.ended, { kind: 'user-hung-up', reason: 'UserInitiatedAction' });
      await ended('Call ended');
      await until('both reports', () => call.reports.quality.length === 1 && call.reports.diagnostics.length === 1);
      assert.deepEqual(call.reports.diagnostics, [{ errorCode: 'Informational', errorSubcode: 'CallTerminated' }]);
      assert.match(call.reports.quality[0]?.mediaQualityOfExperience ?? '', /<LossRate>0\.0000</);
    });
  }

  test('a server that never takes it keeps no call from its end', async () => {
    await signIn();
    const { call, id } = await talk({ wantsFeedback: true });
    await measured(id);
    for (let time = 0; time < 20; time += 1) {
      for (const rel of ['publishCallQualityFeedback', 'reportMediaDiagnostics'])
        rig.server.faults.failNext(rel, 500, { code: 'ServiceFailure' });
    }
    rig.phone.command({ type: 'hang-up', callId: id });
    await call.ended;
    await ended('Call ended');
    assert.deepEqual(call.reports.quality, []);
  });

  test('where media failed the server hears of what', async () => {
    await signIn();
    const { call, id } = await talk();
    rig.media.say({ type: 'failed', callId: id, failure: 'no-path', message: 'no way' });
    await call.ended;
    await until('the diagnostics', () => call.reports.diagnostics.length === 1);
    assert.deepEqual(call.reports.diagnostics, [{ errorCode: 'LocalFailure', errorSubcode: 'MediaFailure' }]);
    assert.deepEqual(call.reports.quality, []);
  });
});
