import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import type { AppView, Command, OwnPresenceView } from '../../../preload/contract/index.ts';
import { servePhone } from '../../unit/core/fakes/served-phone.ts';

describe('the user’s own presence, with a server', () => {
  const served = servePhone();
  const send = (command: Command): void => assert.deepEqual(served.phone.command(command), { ok: true });
  const shows = (what: (own: OwnPresenceView) => boolean, name: string): Promise<AppView> =>
    served.shows(({ ownPresence }) => ownPresence.asked.length === 0 && what(ownPresence), name);
  const own = (): OwnPresenceView => served.phone.view().ownPresence;

  beforeEach(async () => {
    await served.signIn();
    await shows(({ presence }) => presence !== null && presence.text !== '', 'the presence');
  });

  test('is read once the user is available', () => {
    assert.deepEqual(own().presence, { dot: 'available', text: 'Available' });
    assert.deepEqual([own().chosen, own().note, own().location], ['available', '', '']);
    assert.deepEqual(own().about, [
      { kind: 'title', text: served.server.account.title },
      { kind: 'mail', text: served.server.account.address },
    ]);
  });

  test('is set, shown at once, and reset', async () => {
    send({ type: 'set-presence', presence: 'do-not-disturb' });
    assert.deepEqual(
      [own().chosen, own().presence?.dot, own().asked],
      ['do-not-disturb', 'do-not-disturb', ['presence']],
    );
    const view = await shows(({ chosen }) => chosen === 'do-not-disturb', 'do not disturb');
    assert.deepEqual(served.server.standing.presence, { availability: 'DoNotDisturb' });
    assert.deepEqual(
      [view.session.detail, view.health.answer],
      ['Do not disturb is on', 'Only a few. Do not disturb is on.'],
    );
    send({ type: 'set-presence', presence: 'off-work' });
    await shows(({ chosen }) => chosen === 'off-work', 'off work');
    assert.equal(own().presence?.text, 'Off work');
    send({ type: 'set-presence', presence: null });
    const after = await shows(({ chosen }) => chosen === 'available', 'what the calendar says');
    assert.equal(after.session.detail, 'Calls ring here');
  });

  test('is followed where another program sets it', async () => {
    served.server.standing.setPresence('Busy');
    await shows(({ chosen }) => chosen === 'busy', 'busy');
    served.server.standing.setNote('In Gothenburg\u202e until Friday');
    await shows(({ note }) => note === 'In Gothenburg until Friday', 'the note, without what turns text round');
    served.server.standing.setLocation('Gothenburg, 3B');
    await shows(({ location }) => location === 'Gothenburg, 3B', 'the place');
  });

  test('note and location are set and taken away', async () => {
    send({ type: 'set-note', text: ' In Gothenburg until Friday ' });
    send({ type: 'set-location', text: 'Gothenburg, 3B' });
    await shows(({ note, location }) => note !== '' && location !== '', 'both');
    assert.deepEqual(
      [served.server.standing.note.message, served.server.standing.location],
      ['In Gothenburg until Friday', 'Gothenburg, 3B'],
    );
    send({ type: 'set-note', text: '' });
    send({ type: 'set-location', text: '' });
    await shows(({ note, location }) => note === '' && location === '', 'neither');
    assert.deepEqual([served.server.standing.note.message, served.server.standing.location], ['', '']);
  });

  test('says where the note comes from the mailbox', async () => {
    served.server.standing.setOutOfOffice('Back on Thursday');
    await shows(({ note, outOfOffice }) => outOfOffice && note === 'Back on Thursday', 'out of office');
  });

  test('a change that the server does not take is said, and what was stays', async () => {
    served.server.faults.replyNext('POST presence', { status: 503 });
    send({ type: 'set-presence', presence: 'busy' });
    const { ownPresence, notes } = await shows(() => served.phone.view().notes.length > 0, 'that it was not taken');
    assert.equal(ownPresence.chosen, 'available');
    assert.deepEqual(
      notes.map(({ id, title, help }) => [id, title, help]),
      [['own-presence', 'The server did not take this.', 'Your presence is as before.']],
    );
    send({ type: 'set-presence', presence: 'busy' });
    const after = await shows(({ chosen }) => chosen === 'busy', 'busy');
    assert.deepEqual(after.notes, []);
  });

  test('nothing of it is left for whoever signs in next', async () => {
    served.server.standing.setNote('In Gothenburg until Friday');
    await shows(({ note }) => note !== '', 'the note');
    send({ type: 'sign-out' });
    assert.deepEqual([own().presence, own().note, own().location, own().about], [null, null, null, []]);
    assert.deepEqual(served.phone.command({ type: 'set-note', text: 'x' }), { ok: false, refusal: 'unavailable' });
  });
});
