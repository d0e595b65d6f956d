import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { answeringPhone, connectedPhone, ringingPhone } from '../fakes/calls.ts';
import { callingPhone, dialling } from '../fakes/calls-out.ts';
import type { TestPhone } from '../fakes/phone.ts';
import { audioVideoEvent, completed, conversationDeleted } from '../fixtures/call.ts';
import { sentBody, sentEvent } from '../fixtures/call-out.ts';

const because = (subcode: string) => ({ reason: { code: 'RemoteFailure', subcode } });
const ways = {
  'the conversation': (subcode: string) => ({ ...conversationDeleted, ...because(subcode) }),
  'the modality': (subcode: string) => ({ ...audioVideoEvent('Disconnected', {}), ...because(subcode) }),
};

const elsewhere = completed('Failure', 'Informational', 'ConnectedElsewhere');

async function calling(): Promise<TestPhone> {
  const phone = await callingPhone();
  const id = await dialling(phone);
  await phone.server.push('communication', sentEvent('updated', sentBody(id, 'Alerting')));
  return phone;
}

describe('why a call is over is told by its conversation, and by nothing else', () => {
  for (const [subcode, title, outcome] of [
    ['ConnectedElsewhere', 'Answered elsewhere', 'elsewhere'],
    ['Declined', 'Declined elsewhere', 'elsewhere'],
    ['Timeout', 'Missed', 'missed'],
    ['SomethingNew', 'Missed', 'missed'],
  ] as const) {
    test(`${subcode} of one that rings: ${title}`, async () => {
      const phone = await ringingPhone();
      await phone.server.push('communication', ways['the conversation'](subcode));
      assert.equal(phone.call().ending?.title, title);
      assert.equal(phone.past()[0]?.outcome, outcome);
    });
  }

  for (const [name, event] of Object.entries(ways)) {
    test(`of one that is being answered, by ${name}`, async () => {
      const phone = await answeringPhone();
      await phone.server.push('conversation', event('ConnectedElsewhere'));
      assert.equal(phone.call().ending?.title, 'Answered elsewhere');
    });

    test(`of one that the user makes, by ${name}`, async () => {
      const phone = await calling();
      await phone.server.push('conversation', event('Busy'));
      await phone.clock.advance(1_000);
      assert.equal(phone.call().ending?.title, 'Busy');
      assert.equal(phone.past()[0]?.outcome, 'busy');
    });

    test(`of one that was talked, by ${name}: it was hung up`, async () => {
      const phone = await connectedPhone();
      await phone.server.push('conversation', event('Declined'));
      assert.equal(phone.call().ending?.title, 'Call ended');
    });
  }

  for (const subcode of ['Canceled', 'Timeout', 'Declined', 'CallTerminated', 'Gone', 'SomethingNew']) {
    test(`its invitation says it better than ${subcode}, later or sooner`, async () => {
      const later = await ringingPhone();
      await later.server.push('communication', ways['the conversation'](subcode));
      await later.server.push('communication', elsewhere);
      const sooner = await ringingPhone();
      await sooner.server.push('communication', elsewhere);
      await sooner.server.push('communication', ways['the conversation'](subcode));
      for (const phone of [later, sooner]) {
        assert.equal(phone.call().ending?.title, 'Answered elsewhere');
        assert.deepEqual(
          phone.past().map(({ outcome }) => outcome),
          ['elsewhere'],
        );
      }
    });
  }

  test('and so it does by who answered', async () => {
    const phone = await ringingPhone();
    await phone.server.push('communication', ways['the conversation']('Timeout'));
    const contact = { acceptedByContact: { href: '/ucwa/oauth/v1/applications/101/people/eva' } };
    await phone.server.push('communication', completed('Failure', 'Informational', 'Timeout', { _links: contact }));
    assert.equal(phone.past()[0]?.outcome, 'elsewhere');
  });

  test('and of one that is being answered, and of one that the user makes', async () => {
    const answered = await answeringPhone();
    await answered.server.push('conversation', ways['the modality']('Timeout'));
    await answered.server.push('communication', elsewhere);
    assert.equal(answered.call().ending?.title, 'Answered elsewhere');
    const made = await callingPhone();
    const id = await dialling(made);
    await made.server.push('communication', sentEvent('updated', sentBody(id, 'Alerting')));
    await made.server.push('conversation', ways['the conversation']('Timeout'));
    await made.clock.advance(1_000);
    const reason = { code: 'RemoteFailure', subcode: 'Busy' };
    await made.server.push(
      'communication',
      sentEvent('completed', sentBody(id, 'Failed'), { status: 'Failure', reason }),
    );
    assert.deepEqual([made.call().ending?.title, made.past()[0]?.outcome], ['Busy', 'busy']);
  });

  test('what the invitation said itself is not mended by what comes again', async () => {
    const phone = await ringingPhone();
    await phone.server.push('communication', completed('Failure', 'Informational', 'Canceled'));
    await phone.server.push('communication', ways['the conversation']('Declined'));
    await phone.server.push('communication', elsewhere);
    assert.equal(phone.past()[0]?.outcome, 'missed');
  });
});
