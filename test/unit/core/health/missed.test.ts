import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addMissed } from '../../../../main/core/health/missed.ts';
import { decodeMissedCall, decodeMissedCount } from '../../../../main/core/ucwa/decode/past-calls.ts';
import { decodeResource, type Resource } from '../../../../main/core/ucwa/resource.ts';
import { onlinePhone } from '../fakes/calls.ts';
import { json } from '../fakes/http.ts';
import type { TestPhone } from '../fakes/phone.ts';
import { applicationBody, applicationUrl } from '../fakes/server.ts';
import { started } from '../fixtures/call.ts';

const home = ['contoso.com'];
const path = '/ucwa/oauth/v1/applications/101/communication';

function logBody(threadId: string, at: number, more: object = {}) {
  return {
    rel: 'conversationLog',
    creationTime: `/Date(${at})/`,
    direction: 'Incoming',
    modalities: ['Audio'],
    status: 'Missed',
    threadId,
    ...more,
    _embedded: {
      conversationLogRecipient: [
        { rel: 'conversationLogRecipient', displayName: 'Priya Raman', sipUri: 'sip:priya@contoso.com' },
      ],
    },
  };
}

const resource = (body: object): Resource => decodeResource(body) as Resource;

describe('the server’s log', () => {
  test('an incoming call with voice that was missed', () => {
    assert.deepEqual(decodeMissedCall(resource(logBody('t1', 1_700_000_000_000))), {
      id: 't1',
      at: 1_700_000_000_000,
      from: { name: 'Priya Raman', uri: 'sip:priya@contoso.com', phoneNumber: null },
    });
  });

  for (const [name, more] of [
    ['an answered one', { status: 'Archived' }],
    ['an outgoing one', { direction: 'Outgoing' }],
    ['a chat', { modalities: ['Messaging'] }],
    ['one without a date', { creationTime: 'yesterday' }],
  ] as const) {
    test(`${name} is none`, () => assert.equal(decodeMissedCall(resource(logBody('t1', 1, more))), null));
  }

  test('the count, in JSON and from XML', () => {
    const count = (value: unknown) => decodeMissedCount(resource({ missedConversationsCount: value }));
    assert.deepEqual([count(3), count('3'), count(-1), count('many'), count(undefined)], [3, 3, null, null, null]);
  });
});

/** A server whose log grows. */
async function phoneWithLog(options: { readonly listed: boolean } = { listed: true }) {
  const logs = new Map<string, number>([['old', 1_600_000_000_000]]);
  const phone = await onlinePhone();
  const { listed } = options;
  phone.http.on('GET', applicationUrl, () => {
    const body = applicationBody();
    const links = {
      missedItems: { href: `${path}/missedItems` },
      ...(listed && { conversationLogs: { href: `${path}/conversationLogs` } }),
    };
    const embedded = { ...body._embedded, communication: { rel: 'communication', _links: links } };
    return json(200, { ...body, _embedded: embedded });
  });
  phone.http.on('GET', /\/missedItems$/, () => json(200, { rel: 'missedItems', missedConversationsCount: logs.size }));
  phone.http.on('GET', /\/conversationLogs$/, () =>
    json(200, {
      rel: 'conversationLogs',
      _links: { conversationLog: [...logs.keys()].map((id) => ({ href: `${path}/conversationLogs/${id}` })) },
    }),
  );
  phone.http.on('GET', /\/conversationLogs\/\w+$/, ({ url }) => {
    const id = url.slice(url.lastIndexOf('/') + 1);
    return json(200, logBody(id, logs.get(id) ?? 0));
  });
  return { phone, logs };
}

/** The link breaks for some minutes. */
async function outage(phone: TestPhone, meanwhile: () => void): Promise<void> {
  await phone.server.down();
  await phone.clock.advance(60_000);
  assert.equal(phone.view().session.status, 'Reconnecting');
  meanwhile();
  await phone.clock.advance(60_000);
  phone.server.up();
  await phone.clock.advance(300_000);
  assert.equal(phone.view().session.status, 'Ready');
}

describe('after an outage', () => {
  test('what was missed meanwhile is in the history, with the reason, and told once', async () => {
    const { phone, logs } = await phoneWithLog();
    // The first look after this only learns what there is.
    await outage(phone, () => {});
    assert.deepEqual(phone.view().history, []);
    await outage(phone, () => {
      logs.set('t1', phone.clock.wall() - 5_000);
      logs.set('t2', phone.clock.wall() - 1_000);
    });
    const { history, missedUnseen, health } = phone.view();
    assert.deepEqual(
      history.map(({ party, outcome, seen, note }) => [party.label, outcome, seen, /^It came while /.test(note)]),
      [
        ['Priya Raman', 'missed', false, true],
        ['Priya Raman', 'missed', false, true],
      ],
    );
    assert.equal(missedUnseen, 2);
    assert.match(health.alerts[0]?.title ?? '', /^2 missed calls while /);
    assert.equal(health.outages[0]?.missed, '2 missed calls');
    await outage(phone, () => {});
    assert.equal(phone.view().history.length, 2);
    phone.send({ type: 'see-history' });
    assert.deepEqual(phone.view().health.alerts, []);
  });

  test('a server that only counts is believed', async () => {
    const { phone, logs } = await phoneWithLog({ listed: false });
    await outage(phone, () => {});
    await outage(phone, () => logs.set('t1', phone.clock.wall()));
    assert.match(phone.view().health.alerts[0]?.title ?? '', /^1 missed call while /);
    phone.send({ type: 'see-history' });
    assert.deepEqual(phone.view().health.alerts, []);
  });

  test('a call that the server lists before it is known here to be over is in the history once', async () => {
    const { phone, logs } = await phoneWithLog();
    await outage(phone, () => {});
    await outage(phone, () => logs.set('t1', phone.clock.wall()));
    assert.equal(phone.view().history.length, 1);
    const told = {
      ...started,
      _embedded: {
        audioVideoInvitation: {
          ...started._embedded.audioVideoInvitation,
          threadId: 't1',
        },
      },
    };
    await phone.server.push('communication', told);
    phone.send({ type: 'decline', callId: phone.call().id });
    assert.deepEqual(
      phone.view().history.map(({ outcome }) => outcome),
      ['declined'],
    );
  });

  test('a call that rang here is not in the history twice', async () => {
    const { phone } = await phoneWithLog();
    await phone.server.push('communication', started);
    const at = phone.clock.wall();
    phone.send({ type: 'decline', callId: phone.call().id });
    const { history } = phone.view();
    assert.equal(history.length, 1);
    const from = { name: 'Ana Lindqvist', uri: 'sip:ana@contoso.com', phoneNumber: null };
    assert.equal(addMissed(history, [{ id: 't', at: at + 20_000, from }], home), history);
    assert.equal(addMissed(history, [{ id: 't', at: at + 200_000, from }], home).length, 2);
    const hidden = { name: null, uri: 'sip:anonymous@anonymous.invalid', phoneNumber: null };
    const logged = ['t', 'u'].map((id) => ({ id, at, from: hidden }));
    assert.equal(addMissed(addMissed(history, logged.slice(1), home), logged, home).length, 3);
  });
});
