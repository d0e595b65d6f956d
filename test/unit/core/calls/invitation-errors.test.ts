import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { onlinePhone } from '../fakes/calls.ts';
import { json } from '../fakes/http.ts';
import { settle } from '../fakes/settle.ts';
import { invitationBody, invitationPath, invitationUrl } from '../fixtures/call.ts';
import { errorTables } from '../fixtures/seed-tables.ts';

const linked = { link: { rel: 'audioVideoInvitation', href: invitationPath }, type: 'started' };

/** An event that only links to the invitation, which cannot be read at first. */
describe('an invitation that the server does not show', () => {
  for (const [status, code, subcode] of errorTables.audioVideoInvitation ?? []) {
    const name = `${status} ${code} ${subcode ?? 'None'}`;
    const error = json(status, { code, ...(subcode === null ? {} : { subcode }) });

    if (status === 404) {
      test(`${name}: it is over, and rings nobody`, async () => {
        const phone = await onlinePhone();
        phone.http.on('GET', invitationUrl, error);
        await phone.server.push('communication', linked);
        await phone.clock.advance(60_000);
        assert.deepEqual(phone.view().calls, []);
        assert.equal(phone.http.sentTo('GET', invitationUrl).length, 1);
      });
    } else {
      test(`${name}: it is asked for again, and rings`, async () => {
        const phone = await onlinePhone();
        let asked = 0;
        phone.http.on('GET', invitationUrl, () => {
          asked += 1;
          return asked === 1 ? error : json(200, invitationBody());
        });
        await phone.server.push('communication', linked);
        await phone.clock.advance(30_000);
        await settle();
        assert.equal(phone.call().state, 'ringing');
      });
    }
  }
});
