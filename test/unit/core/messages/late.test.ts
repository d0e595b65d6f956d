import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callingPhone } from '../fakes/calls-out.ts';
import { json } from '../fakes/http.ts';
import type { TestPhone } from '../fakes/phone.ts';
import { applicationBody, applicationUrl, pool } from '../fakes/server.ts';
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

const body = applicationBody();
/** An application that only links what the user can begin. */
const linkedApplication = {
  ...body,
  _links: { ...body._links, communication: { href: communicationPath } },
  _embedded: { ...body._embedded, communication: undefined },
};

function linkCommunication({ http, server }: TestPhone): void {
  http.on('POST', `${pool}/ucwa/oauth/v1/applications`, (request) =>
    server.accepts(request) ? json(201, linkedApplication) : undefined,
  );
}

test('what could not be read of what the server takes is read again, and what was written goes out then', async () => {
  const phone = await callingPhone({ links: ['startMessaging'] });
  const { http } = phone;
  http.on('GET', applicationUrl, json(200, linkedApplication));
  linkCommunication(phone);
  http.on('GET', `${pool}${communicationPath}`, json(503, { code: 'ServiceUnavailable' }));
  await phone.server.answerPoll(json(404, { code: 'NotFound', subcode: 'ApplicationNotFound' }));
  await phone.clock.advance(5_000);
  const started = () => http.sentTo('POST', /startMessaging$/).length;
  assert.deepEqual(phone.send({ type: 'open-thread', to: 'ana@contoso.com' }), { ok: true });
  const threadId = phone.view().messages.threads[0]?.id ?? '';
  assert.deepEqual(phone.send({ type: 'send-message', threadId, text: 'Hello' }), { ok: true });
  const asked = () => http.sentTo('GET', `${pool}${communicationPath}`).length;
  const before = asked();
  await phone.clock.advance(10_000);
  assert.ok(asked() > before);
  assert.equal(started(), 0);
  http.on('GET', `${pool}${communicationPath}`, json(200, communicationBody(['startMessaging'])));
  await phone.clock.advance(20_000);
  assert.equal(started(), 1);
  const known = asked();
  await phone.clock.advance(600_000);
  assert.ok(asked() - known <= 1, 'but once for what may have been missed');
});

test('a server that never says what it takes is asked ever more rarely, and no more once the user has left', async () => {
  const phone = await callingPhone({ links: ['startMessaging'] });
  const { http } = phone;
  http.on('GET', applicationUrl, json(503, { code: 'ServiceUnavailable' }));
  linkCommunication(phone);
  http.on('GET', `${pool}${communicationPath}`, json(503, { code: 'ServiceUnavailable' }));
  await phone.server.answerPoll(json(404, { code: 'NotFound', subcode: 'ApplicationNotFound' }));
  await phone.clock.advance(3_600_000);
  const asked = () => http.sentTo('GET', applicationUrl).length;
  const before = asked();
  await phone.clock.advance(3_600_000);
  assert.ok(asked() > before && asked() - before <= 60, `${asked() - before}`);
  phone.send({ type: 'sign-out' });
  await settle();
  const left = asked();
  await phone.clock.advance(3_600_000);
  assert.equal(asked(), left);
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
