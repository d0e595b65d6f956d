import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CallView } from '../../../preload/contract/index.ts';
import { servePhone } from '../../unit/core/fakes/served-phone.ts';

const isIn = ({ meeting, keypad }: CallView): boolean => meeting?.stage === 'in' && keypad.state !== 'not-yet';
const comesBack = ({ meeting }: CallView): boolean => meeting?.stage === 'joining';

describe('meetings where the application is lost, with a server', () => {
  const served = servePhone();

  test('go on again and again, each time with one call for the sound', async () => {
    served.media.callOutAtOnce();
    await served.signIn();
    served.phone.command({ type: 'start-meeting', about: 'Stand-up' });
    const { id: callId } = await served.callShows(isIn, 'the meeting');
    for (let times = 1; times <= 3; times += 1) {
      const before = served.server.meetings.newest;
      served.server.endApplications();
      await served.callShows(comesBack, 'the way back');
      const { id } = await served.callShows(isIn, 'the meeting again');
      assert.equal(id, callId);
      assert.notEqual(served.server.meetings.newest, before);
      assert.equal(served.phone.view().calls.length, 1);
      await served.shows(() => served.phone.mayOpenMicrophone(), 'the user heard');
    }
    served.phone.command({ type: 'hang-up', callId });
    await served.ended('You left the meeting');
    assert.equal(served.past().length, 1);
  });

  test('go on after the computer slept for longer than the server waits (410)', async () => {
    served.media.callOutAtOnce();
    await served.signIn();
    served.phone.command({ type: 'start-meeting', about: 'Stand-up' });
    const { id: callId } = await served.callShows(isIn, 'the meeting');
    served.surroundings.tell('suspend');
    served.server.endApplications('InactiveApplicationExpired');
    served.surroundings.tell('resume');
    await served.callShows(comesBack, 'the way back');
    await served.callShows(isIn, 'the meeting again');
    served.phone.command({ type: 'hang-up', callId });
    await served.ended('You left the meeting');
  });

  test('are left while they are sought', async () => {
    served.media.callOutAtOnce();
    await served.signIn();
    served.phone.command({ type: 'start-meeting', about: 'Stand-up' });
    const { id: callId } = await served.callShows(isIn, 'the meeting');
    served.server.endApplications();
    await served.callShows(comesBack, 'the way back');
    assert.deepEqual(served.phone.command({ type: 'hang-up', callId }), { ok: true });
    await served.ended('You left the meeting');
    await served.server.reachable();
    assert.equal(served.server.meetings.all.filter(({ isOver }) => !isOver).length, 0);
  });
});
