import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callingPhone } from '../fakes/calls-out.ts';
import { json } from '../fakes/http.ts';
import { applicationUrl, pool } from '../fakes/server.ts';
import { settle } from '../fakes/settle.ts';
import { communicationBody, communicationPath } from '../fixtures/call-out.ts';

test('that a conversation can be begun is known from the moment the server says it', async () => {
  const phone = await callingPhone();
  const begin = { type: 'open-thread', to: 'ana@contoso.com' } as const;
  assert.deepEqual([phone.send(begin), phone.view().messages.offered], [{ ok: true }, false]);
  phone.http.on('GET', `${pool}${communicationPath}`, json(200, communicationBody(['startAudio', 'startMessaging'])));
  const href = `${pool}${communicationPath}`;
  await phone.server.push('communication', { type: 'updated', link: { rel: 'communication', href } });
  assert.equal(phone.view().messages.offered, true);
  phone.http.on('GET', `${pool}${communicationPath}`, json(200, communicationBody(['startAudio'])));
  await phone.server.push('communication', { type: 'updated', link: { rel: 'communication', href } });
  assert.equal(phone.view().messages.offered, false);
});

const conversation = `${applicationUrl}/communication/conversations/7`;
const participant = `${conversation}/participants/ana@contoso.com`;

/** A message of a conversation of which nothing else was told. */
const stray = {
  _links: { self: { href: 'events?ack=1' }, next: { href: '/ucwa/oauth/v1/applications/101/events?ack=2&key=9' } },
  sender: [
    {
      rel: 'conversation',
      href: conversation,
      events: [
        {
          type: 'completed',
          status: 'Success',
          link: { rel: 'message', href: `${conversation}/messaging/messages/1` },
          _embedded: {
            message: {
              rel: 'message',
              direction: 'Incoming',
              _links: {
                participant: { href: participant, title: 'Ana' },
                plainMessage: { href: 'data:text/plain;charset=utf-8,Are+you+there%3f' },
              },
            },
          },
        },
      ],
    },
  ],
};

for (const [name, reply, label] of [
  [
    'the server says who they are',
    json(200, { rel: 'participant', name: 'Ana Ito', uri: 'sip:ana@contoso.com' }),
    'Ana Ito',
  ],
  ['nobody says who they are', json(404, { code: 'NotFound' }), 'Ana'],
] as const) {
  test(`a message of a conversation that was missed is shown with who wrote it, where ${name}`, async () => {
    const phone = await callingPhone({ links: ['startMessaging'] });
    phone.http.on('GET', participant, reply);
    await phone.server.answerPoll(json(200, stray));
    assert.equal(phone.view().messages.threads.length, 0, 'who takes part may be told yet');
    await phone.clock.advance(2_000);
    await settle();
    const [thread] = phone.view().messages.threads;
    assert.deepEqual([thread?.party.label, thread?.said, thread?.unread], [label, 'Are you there?', 1]);
  });
}
