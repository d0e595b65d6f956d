import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Call, EndReason } from '../../../../main/core/calls/state.ts';
import { decodeHistory } from '../../../../main/core/history/decode.ts';
import type { History } from '../../../../main/core/history/state.ts';
import { addMissed, notDeleted, withEnded } from '../../../../main/core/missed/entries.ts';
import { decodeMissedItems } from '../../../../main/core/ucwa/decode/missed-items.ts';
import { decodeMissedCall, type PastCall } from '../../../../main/core/ucwa/decode/past-calls.ts';
import { decodeResource, type Resource } from '../../../../main/core/ucwa/resource.ts';
import { onlinePhone } from '../fakes/calls.ts';
import { json } from '../fakes/http.ts';
import type { TestPhone } from '../fakes/phone.ts';
import { applicationBody, applicationUrl } from '../fakes/server.ts';
import { call, started } from '../fixtures/call.ts';

const home = ['contoso.com'];
const missed = (history: History, calls: readonly PastCall[]) => addMissed(history, calls, home);
const ended = (history: History, of: Call) => withEnded(history, of, home);
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
      id: '1700000000000 t1',
      threadId: 't1',
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
    const count = (value: unknown) =>
      decodeMissedItems(resource({ missedConversationsCount: value })).missedConversations;
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

/** The server tells that the count changed. */
async function counted(phone: TestPhone): Promise<void> {
  await phone.server.push('communication', {
    type: 'updated',
    link: { rel: 'missedItems', href: `${path}/missedItems` },
  });
  await phone.clock.advance(5_000);
}

describe('while the app is there', () => {
  test('a call that did not ring here is in the history once the server counts it', async () => {
    const { phone, logs } = await phoneWithLog();
    await outage(phone, () => {});
    logs.set('t1', phone.clock.wall());
    await counted(phone);
    await counted(phone);
    assert.deepEqual(
      phone.past().map(({ party, outcome }) => [party.label, outcome]),
      [['Priya Raman', 'missed']],
    );
  });

  test('what is only counted may have rung here', async () => {
    const { phone, logs } = await phoneWithLog({ listed: false });
    await outage(phone, () => {});
    logs.set('t1', phone.clock.wall());
    await counted(phone);
    assert.deepEqual(phone.view().health.alerts, []);
  });

  test('a log that could not be read at first is not news as a whole', async () => {
    const { phone, logs } = await phoneWithLog();
    logs.set('older', 1_650_000_000_000);
    phone.http.once('GET', /\/conversationLogs$/, json(504, { code: 'Timeout', subcode: 'ExchangeTimeout' }));
    await outage(phone, () => {});
    logs.set('t1', phone.clock.wall());
    await counted(phone);
    assert.equal(phone.past().length, 1);
  });

  for (const path of [/\/conversationLogs$/, /\/conversationLogs\/t1$/]) {
    test(`a log that cannot be read when it grows is read again: ${path}`, async () => {
      const { phone, logs } = await phoneWithLog();
      await outage(phone, () => {});
      logs.set('t1', phone.clock.wall());
      phone.http.once('GET', path, json(503, { code: 'ServiceUnavailable' }));
      await counted(phone);
      assert.equal(phone.past().length, 0);
      await phone.clock.advance(200_000);
      assert.equal(phone.past().length, 1);
    });
  }

  test('communication may only be linked', async () => {
    const { phone, logs } = await phoneWithLog();
    phone.http.on('GET', `${applicationUrl}/communication`, () =>
      json(200, {
        rel: 'communication',
        _links: {
          missedItems: { href: `${path}/missedItems` },
          conversationLogs: { href: `${path}/conversationLogs` },
        },
      }),
    );
    phone.http.on('GET', applicationUrl, () => {
      const body = applicationBody();
      return json(200, { ...body, _links: { ...body._links, communication: { href: path } } });
    });
    await outage(phone, () => {});
    await outage(phone, () => logs.set('t1', phone.clock.wall()));
    assert.equal(phone.past().length, 1);
  });
});

describe('after an outage', () => {
  test('what was missed meanwhile is in the history, with the reason, and told once', async () => {
    const { phone, logs } = await phoneWithLog();
    // The first look after this only learns what there is.
    await outage(phone, () => {});
    assert.deepEqual(phone.past(), []);
    await outage(phone, () => {
      logs.set('t1', phone.clock.wall() - 5_000);
      logs.set('t2', phone.clock.wall() - 1_000);
    });
    const { missedUnseen, health } = phone.view();
    assert.deepEqual(
      phone.past().map(({ party, outcome, seen, note }) => [party.label, outcome, seen, /^It came while /.test(note)]),
      [
        ['Priya Raman', 'missed', false, true],
        ['Priya Raman', 'missed', false, true],
      ],
    );
    assert.equal(missedUnseen, 2);
    assert.match(health.alerts[0]?.title ?? '', /^2 missed calls while /);
    assert.equal(health.outages[0]?.missed, '2 missed calls');
    await outage(phone, () => {});
    assert.equal(phone.past().length, 2);
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

  test('a server that only counts is believed although it is slow, and tells of a change meanwhile', async () => {
    const { phone, logs } = await phoneWithLog({ listed: false });
    await outage(phone, () => {});
    await phone.server.down();
    await phone.clock.advance(120_000);
    logs.set('t1', phone.clock.wall());
    phone.http.hold('GET', /\/missedItems$/);
    phone.server.up();
    while (phone.http.openTo('GET', /\/missedItems$/) === undefined) await phone.clock.advance(500);
    await counted(phone);
    phone.http.openTo('GET', /\/missedItems$/)?.reply(json(200, { rel: 'missedItems', missedConversationsCount: 2 }));
    await phone.clock.advance(300_000);
    assert.match(phone.view().health.alerts[0]?.title ?? '', /^1 missed call while /);
  });

  test('what is only counted says nothing again once that look is over', async () => {
    const { phone, logs } = await phoneWithLog({ listed: false });
    await outage(phone, () => {});
    phone.http.once('GET', /\/missedItems$/, json(503, { code: 'ServiceUnavailable' }));
    await outage(phone, () => {});
    logs.set('t1', phone.clock.wall());
    await counted(phone);
    assert.deepEqual(phone.view().health.alerts, []);
  });

  test('a call that the server lists before it is known here to be over is in the history once', async () => {
    const { phone, logs } = await phoneWithLog();
    await outage(phone, () => {});
    await outage(phone, () => logs.set('t1', phone.clock.wall()));
    assert.equal(phone.past().length, 1);
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
      phone.past().map(({ outcome }) => outcome),
      ['declined'],
    );
  });

  test('a call that the user deleted before the log told of it does not come back', async () => {
    const { phone, logs } = await phoneWithLog();
    await outage(phone, () => {});
    const { audioVideoInvitation } = started._embedded;
    const told = { ...started, _embedded: { audioVideoInvitation: { ...audioVideoInvitation, threadId: 't9' } } };
    await phone.server.push('communication', told);
    const { id } = phone.call();
    phone.send({ type: 'decline', callId: id });
    assert.equal(phone.past().length, 1);
    assert.deepEqual(phone.send({ type: 'delete-row', callId: id, list: { filter: 'all', text: '' } }), { ok: true });
    await outage(phone, () => logs.set('t9', phone.clock.wall()));
    assert.equal(phone.past().length, 0);
    await outage(phone, () => logs.set('another', phone.clock.wall()));
    assert.equal(phone.past().length, 1);
  });

  test('a call that rang here is not in the history twice', async () => {
    const { phone } = await phoneWithLog();
    await phone.server.push('communication', started);
    const at = phone.clock.wall();
    phone.send({ type: 'decline', callId: phone.call().id });
    const history = decodeHistory(phone.records.read('history'));
    assert.equal(history.length, 1);
    const from = { name: 'Ana Lindqvist', uri: 'sip:ana@contoso.com', phoneNumber: null };
    const past = (apartMs: number) => ({ id: 't', threadId: null, at: at + apartMs, from });
    assert.equal(missed(history, [past(20_000)]).length, 1);
    assert.equal(missed(history, [past(200_000)]).length, 2);
    const hidden = { name: null, uri: 'sip:anonymous@anonymous.invalid', phoneNumber: null };
    const logged = ['t', 'u'].map((id) => ({ id, threadId: null, at, from: hidden }));
    assert.equal(missed(missed(history, logged.slice(1)), logged).length, 3);
  });
});

describe('a call that rang here and stands in the server’s log', () => {
  const at = 1_700_000_000_000;
  const minuteMs = 60_000;
  const from = { name: 'Ana Lindqvist', uri: 'sip:ana@contoso.com', phoneNumber: null };
  const past = (threadId: string | null, ofAt: number, more: object = {}) => ({
    id: `${ofAt} ${threadId}`,
    threadId,
    at: ofAt,
    from,
    ...more,
  });
  const rang = (id: string, threadId: string | null, ofAt = at, reason: EndReason = 'cancelled-there') =>
    call({ id, threadId, startedAt: ofAt, state: 'ended', ending: { reason, by: null, code: '' } });
  const labels = (history: History) => history.map(({ id, at: ofAt }) => [id, ofAt]);

  for (const apart of [2, -2, 10, 61, 24 * 60, -5_256_000]) {
    test(`is listed once, with clocks ${apart} minutes apart`, () => {
      const history = ended([], rang('a', 't'));
      assert.deepEqual(labels(missed(history, [past('t', at + apart * minuteMs)])), [['a', at]]);
    });
  }

  test('whatever it is called there', () => {
    const strange = { from: { name: 'Lindqvist, Ana (ext)', uri: null, phoneNumber: null } };
    assert.equal(missed(ended([], rang('a', 't')), [past('t', at, strange)]).length, 1);
  });

  test('another call of the same caller in the same minute is another call', () => {
    assert.equal(missed(ended([], rang('a', 't')), [past('u', at + 20_000)]).length, 2);
  });

  test('another call in the same thread is another call', () => {
    const history = ended([], rang('a', 't'));
    const logged = missed(history, [past('t', at + 90 * minuteMs), past('t', at + 2 * minuteMs)]);
    assert.deepEqual(
      labels(logged).map(([, ofAt]) => ofAt),
      [at + 90 * minuteMs, at],
    );
    const later = missed(missed(history, [past('t', at)]), [past('t', at + 90 * minuteMs)]);
    assert.equal(later.length, 2, 'also where the server tells of it later');
  });

  test('one that was answered here is not the one that was missed', () => {
    const talked = { ...rang('a', 't', at, 'hung-up-there'), connectedAt: 1, microphone: 'opened' as const };
    assert.equal(missed(ended([], talked), [past('t', at + 20_000)]).length, 2);
  });

  test('without a thread time and caller tell', () => {
    assert.equal(missed(ended([], rang('a', null)), [past('t', at + 20_000)]).length, 1);
    assert.equal(missed(ended([], rang('a', 't')), [past(null, at + 20_000)]).length, 1);
    assert.equal(missed(ended([], rang('a', null)), [past('t', at + 2 * minuteMs)]).length, 2);
  });

  test('stays away once it was deleted, and another call of the thread does not', () => {
    const deleted = ended([], rang('a', 't'));
    const left = (calls: readonly PastCall[]) => notDeleted(calls, deleted, home).map(({ at: ofAt }) => ofAt - at);
    assert.deepEqual(left([past('t', at + 2 * minuteMs), past('u', at + 3 * minuteMs)]), [3 * minuteMs]);
    assert.deepEqual(left([past('t', at + 90 * minuteMs)]), [90 * minuteMs]);
    assert.deepEqual(notDeleted([past('t', at)], [], home).length, 1);
  });

  test('is listed once where the log comes first', () => {
    const logged = missed([], [past('t', at + 2 * minuteMs)]);
    assert.deepEqual(labels(ended(logged, rang('a', 't'))), [['a', at]]);
    assert.equal(ended(ended(logged, rang('a', 't')), rang('a', 't')).length, 1);
    assert.equal(ended(logged, rang('a', 't', at + 120 * minuteMs)).length, 2, 'not one of hours before');
  });

  test('is told once, also after a restart', () => {
    const history = missed(ended([], rang('a', 't')), [past('t', at + 2 * minuteMs)]);
    assert.equal(missed(decodeHistory(JSON.parse(JSON.stringify(history))), [past('t', at + 5 * minuteMs)]).length, 2);
  });
});
