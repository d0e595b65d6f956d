import assert from 'node:assert/strict';
import { test } from 'node:test';
import { obey } from '../../ucwa-server/control/orders.ts';
import { embedded, link } from './client.ts';
import { started } from './started.ts';

test('a meeting of one’s own is planned with what is eligible, and else is refused', async (t) => {
  const { server, client } = await started(t);
  const application = await client.signIn();
  const meetings = link(embedded(application, 'onlineMeetings'), 'myOnlineMeetings');
  const plan = (body: object) => client.post(meetings, body);
  const made = await plan({ subject: 'Board', accessLevel: 'Locked' });
  assert.equal(made.status, 201);
  assert.match(String(made.json.onlineMeetingUri), /^sip:.+;gruu;opaque=app:conf:focus:id:[A-F\d]+$/);
  server.meetings.own.accessLevels = ['Everyone'];
  for (const wrong of [
    { accessLevel: 'Locked' },
    { accessLevel: 'Anybody' },
    { subject: 'x'.repeat(251) },
    { about: 'x' },
  ]) {
    assert.equal((await plan(wrong)).status, 400, JSON.stringify(wrong));
  }
  server.meetings.own.policies.entryExitAnnouncement = 'Disabled';
  assert.equal((await plan({ entryExitAnnouncement: 'Enabled' })).status, 400, 'it is forbidden');
  server.meetings.own.most = 2;
  const many = await plan({});
  assert.deepEqual([many.status, many.json.subcode], [409, 'TooManyOnlineMeetings']);
});

test('a colleague records a meeting, and stops', async (t) => {
  const { server, client } = await started(t);
  await client.available();
  await obey(server, 'meeting', ['ask', 'priya']);
  const meeting = server.meetings.newest;
  await obey(server, 'meeting', ['record']);
  assert.equal(meeting?.recording, true);
  await obey(server, 'meeting', ['record']);
  assert.equal(meeting?.recording, false);
});
