import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { codeOf } from '../../../../main/core/session/failure.ts';
import { readBody } from '../../../../main/core/ucwa/body.ts';
import { decodeAudioVideoInvitation } from '../../../../main/core/ucwa/decode/audio-video-invitation.ts';
import { decodeAudioVideoNegotiation } from '../../../../main/core/ucwa/decode/audio-video-negotiation.ts';
import { decodeParticipant, decodeParticipantRole } from '../../../../main/core/ucwa/decode/participant.ts';
import { decodePhoneAudioInvitation } from '../../../../main/core/ucwa/decode/phone-audio-invitation.ts';
import { decodeEventBatch } from '../../../../main/core/ucwa/events.ts';
import { decodeReason } from '../../../../main/core/ucwa/reason.ts';
import { sendProvisionalAnswer } from '../../../../main/core/ucwa/request/answer.ts';
import { accept } from '../../../../main/core/ucwa/request/invitation.ts';
import { get, type Operation } from '../../../../main/core/ucwa/request/operation.ts';
import { decodeResource, embeddedOf, type Resource } from '../../../../main/core/ucwa/resource.ts';
import { createXml } from '../../../../main/parsing/xml.ts';
import { eventSamplesInXml, resourceSamples } from '../fixtures/seed-pages.ts';
import { errorTables, participantTable, resourceTables, sampleRequests } from '../fixtures/seed-tables.ts';

const xml = createXml();

function documentIn(type: string, text: string): unknown {
  const body = readBody(type, text, xml);
  assert.equal(body.kind, 'document');
  return body.kind === 'document' ? body.value : null;
}

function resourceIn(type: string, text: string): Resource {
  const resource = decodeResource(documentIn(type, text));
  assert.ok(resource !== null);
  return resource;
}

const decoders: Readonly<Record<string, (resource: Resource) => object>> = {
  audioVideoInvitation: decodeAudioVideoInvitation,
  phoneAudioInvitation: decodePhoneAudioInvitation,
  audioVideoNegotiation: decodeAudioVideoNegotiation,
};
const words = (text: string) => text.split(' ').filter((word) => word !== '');

describe('a sample says the same in JSON and in XML', () => {
  for (const { rel, json, xml: inXml } of resourceSamples) {
    test(rel, () => {
      const [fromJson, fromXml] = [resourceIn('application/json', json), resourceIn('application/xml', inXml)];
      assert.deepEqual(fromXml, fromJson);
      assert.equal(fromXml.rel, rel);
      assert.deepEqual(decoders[rel]?.(fromXml), decoders[rel]?.(fromJson));
    });
  }

  for (const { name, body, xml: inXml } of eventSamplesInXml) {
    test(`event: ${name}`, () => {
      const batch = decodeEventBatch(documentIn('application/vnd.microsoft.com.ucwa+xml', inXml));
      assert.deepEqual(batch, decodeEventBatch(body));
      assert.equal(batch?.events.length, 1);
      assert.equal(batch.unknown.size, 0);
    });
  }
});

/** What the two properties that are chosen from a list are in the wire's words and in ours. */
const chosen: Readonly<Record<string, string>> = { direction: 'Outgoing', importance: 'Urgent' };

/** A resource of which everything in the page's tables is there, each under a value of its own. */
function filled(table: { readonly properties: string; readonly links: string }): Resource {
  const flags = /^(?:join.*Muted|privateLine|anonymous|inLobby|local|organizer)$/;
  const properties = words(table.properties).map(
    (name) => [name, flags.test(name) ? true : (chosen[name] ?? `property ${name}`)] as const,
  );
  const links = words(table.links).map((name) => [name, { href: `/link/${name}` }] as const);
  const joe = { rel: 'participant', name: 'Joe' };
  const resource = decodeResource({
    ...Object.fromEntries(properties),
    _links: Object.fromEntries(links),
    _embedded: { from: joe, acceptedByParticipant: [joe] },
  });
  assert.ok(resource !== null);
  return resource;
}

/** Every text and flag in what a decoder gave, however deep. */
function leaves(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value];
}

describe('the decoder has every property, link and embedded resource of its page', () => {
  /** In the samples these are links to a data: URI. */
  const asLinks: Readonly<Record<string, string>> = { customContent: 'customContent' };
  for (const [rel, table] of Object.entries(resourceTables)) {
    const links = `${table.links} ${words(table.properties)
      .filter((name) => name in asLinks)
      .join(' ')}`;
    const decoded = decoders[rel]?.(filled({ ...table, links })) ?? {};
    const found = leaves(decoded);
    for (const name of words(table.properties)) {
      test(`${rel}, property ${name}`, () => {
        const value = (decoded as Readonly<Record<string, unknown>>)[name];
        const text = chosen[name]?.toLowerCase() ?? `property ${name}`;
        const expected = name in asLinks ? `/link/${name}` : value === true ? true : text;
        assert.ok(found.includes(expected), `${name} is not decoded`);
      });
    }
    for (const name of words(table.links)) {
      test(`${rel}, link ${name}`, () => assert.ok(found.includes(`/link/${name}`)));
    }
    for (const name of words(table.embedded)) {
      test(`${rel}, embedded ${name}`, () => {
        const value = (decoded as Readonly<Record<string, unknown>>)[name];
        assert.ok(leaves(value).includes('Joe'));
      });
    }
  }

  test('a property that is false, or "False" in XML, is told from one that is true', () => {
    for (const rel of ['audioVideoInvitation', 'phoneAudioInvitation'] as const) {
      const flags = words(resourceTables[rel].properties).filter((name) => /Muted$|^privateLine$/.test(name));
      assert.ok(flags.length >= 2);
      for (const [spelling, expected] of [
        ['True', true],
        ['False', false],
        [true, true],
        [false, false],
      ] as const) {
        const resource = decodeResource(Object.fromEntries(flags.map((name) => [name, spelling])));
        assert.ok(resource !== null);
        const decoded = decoders[rel]?.(resource) as Readonly<Record<string, unknown>>;
        for (const name of flags) assert.equal(decoded[name], expected, name);
      }
    }
  });

  test('the participant within the samples', () => {
    const sample = embeddedOf(resourceIn('application/json', resourceSamples[0]?.json ?? ''), 'from');
    assert.ok(sample !== null);
    assert.deepEqual([...sample.properties.keys()].sort(), words(participantTable.properties).sort());
    assert.deepEqual([...sample.links.keys()].sort(), words(participantTable.links).sort());
    const role = decodeParticipantRole(sample);
    assert.deepEqual(Object.keys(role.links).sort(), words(participantTable.links).sort());
    assert.ok(Object.values(role.links).every((href) => href !== null));
    assert.deepEqual(
      { ...decodeParticipant(sample), ...role, links: null },
      {
        name: 'Joe Smith',
        uri: 'sip:john@contoso.com',
        phoneNumber: 'tel:+14251111111',
        contact: '/ucwa/v1/applications/192/people/282',
        anonymous: true,
        inLobby: true,
        local: true,
        organizer: true,
        role: 'Attendee',
        sourceNetwork: 'SameEnterprise',
        links: null,
      },
    );
  });
});

describe('every error of the pages, in both forms', () => {
  for (const [page, errors] of Object.entries(errorTables)) {
    for (const [status, code, subcode] of errors) {
      test(`${page}: ${codeOf(status, { code, subcode, message: null, parameters: [], debugInfo: null })}`, () => {
        const inJson = {
          code,
          ...(subcode === null ? {} : { subcode }),
          message: 'Lokalisiert',
          parameters: [],
          debugInfo: {},
        };
        const inXml = `<reason><code>${code}</code>${subcode === null ? '' : `<subcode>${subcode}</subcode>`}<message>Lokalisiert</message><parameters/><debugInfo/></reason>`;
        const expected = { code, subcode, message: 'Lokalisiert', parameters: [], debugInfo: null };
        assert.deepEqual(decodeReason(documentIn('application/json', JSON.stringify(inJson))), expected);
        assert.deepEqual(decodeReason(documentIn('application/xml', inXml)), expected);
      });
    }
  }
});

describe('every request of the pages has a builder', () => {
  const answer = { sdp: 'v=0\r\n', sessionContext: 's', processedOfferId: null };
  const builders: Readonly<Record<string, (href: string) => Operation>> = {
    sendProvisionalAnswer: (href) => sendProvisionalAnswer(href, answer),
    accept,
  };
  for (const { page, method, url, accept: type, contentType } of sampleRequests) {
    test(`${page}, ${type ?? contentType ?? 'no body'}`, () => {
      const operation = (builders[page] ?? get)(url);
      assert.equal(operation.method, method);
      assert.equal(operation.href, url);
      assert.equal(operation.headers?.['content-type'] ?? null, contentType);
      assert.equal(operation.body ?? null, contentType === null ? null : answer.sdp);
    });
  }

  test('a provisional answer names its session, and the part that it answers where there were several', () => {
    assert.deepEqual(sendProvisionalAnswer('/p', answer).query, { sessionContext: 's' });
    assert.deepEqual(sendProvisionalAnswer('/p', { ...answer, processedOfferId: '<a@b>' }).query, {
      sessionContext: 's',
      processedOfferId: '<a@b>',
    });
  });
});
