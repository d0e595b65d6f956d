import fc, { type Arbitrary } from 'fast-check';
import { hostileText } from './mutations.ts';

/** A resource, an event and an answer of the event channel, in the shape that they have in JSON. */
export interface ResourceValue {
  readonly rel: string;
  readonly _links: Readonly<Record<string, LinkValue | readonly LinkValue[]>>;
  readonly _embedded?: Readonly<Record<string, ResourceValue | readonly ResourceValue[]>>;
  readonly [property: string]: unknown;
}

export interface LinkValue {
  readonly href: string;
  readonly title?: string;
}

const hrefs: Arbitrary<string> = fc.oneof(
  fc.nat().map((id) => `/ucwa/v1/applications/192/communication/audioVideoInvitations/${id}`),
  fc.constantFrom(
    ...[
      'https://fe1.contoso.com:443/ucwa/v1/applications/192',
      'data:application/sdp;base64,dj0wDQo=',
      '//evil.example/x',
    ],
    ...['javascript:alert(1)', 'file:///etc/passwd', 'http://169.254.169.254/latest', '../../x?y=1#z', ''],
  ),
);

const rels: Arbitrary<string> = fc.constantFrom(
  ...[
    'audioVideoInvitation',
    'phoneAudioInvitation',
    'audioVideoNegotiation',
    'audioVideo',
    'conversation',
    'participant',
  ],
  ...['presence', 'me', 'communication', 'missedItems', 'somethingNew'],
);

const linkNames = [
  ...[
    'self',
    'from',
    'acceptWithAnswer',
    'decline',
    'cancel',
    'conversation',
    'audioVideo',
    'mediaOffer',
    'mediaAnswer',
  ],
  ...['acceptedByContact', 'stopAudioVideo', 'sendProvisionalAnswer', 'to', 'accept', 'phoneAudio'],
];
const links = fc.dictionary(fc.constantFrom(...linkNames), oneOrMore(fc.record({ href: hrefs })), { maxKeys: 5 });

const properties = fc.record(
  {
    state: fc.constantFrom('Connecting', 'Connected', 'Disconnected', 'Cancelled', 'Weird'),
    direction: fc.constantFrom('Incoming', 'Outgoing', ''),
    importance: fc.constantFrom('Normal', 'Urgent', 'Emergency'),
    subject: hostileText,
    name: hostileText,
    uri: fc.constantFrom('sip:john@contoso.com', 'tel:+14251111111', ''),
    sessionContext: hostileText,
    joinAudioMuted: fc.boolean(),
    etag: fc.nat(),
    supportedModalities: fc.array(fc.constantFrom('Audio', 'Video'), { maxLength: 3 }),
  },
  { requiredKeys: [] },
);

const leaf: ResourceValue = { rel: 'participant', name: 'Joe Smith', _links: { self: { href: '/p/1' } } };

export const resources: Arbitrary<ResourceValue> = fc.letrec<{ resource: ResourceValue }>((tie) => ({
  resource: fc
    .record({
      rel: rels,
      links,
      properties,
      embedded: fc.dictionary(
        fc.constantFrom('from', 'acceptedByParticipant', 'me', 'x'),
        oneOrMore(fc.oneof({ depthSize: 'small', maxDepth: 3 }, fc.constant(leaf), tie('resource'))),
        { maxKeys: 2 },
      ),
    })
    .map(({ rel, links: _links, properties: of, embedded: _embedded }) => ({ rel, ...of, _links, _embedded })),
})).resource;

const reasons = fc.record(
  {
    code: fc.constantFrom('RemoteFailure', 'LocalFailure', 'Gone'),
    subcode: fc.constantFrom('Declined', 'Canceled', 'Missed', 'ConnectedElsewhere'),
    message: hostileText,
    parameters: fc.array(fc.record({ name: hostileText, reason: hostileText }), { maxLength: 2 }),
    debugInfo: fc.dictionary(fc.constantFrom('errorReportId', 'a'), hostileText, { maxKeys: 2 }),
  },
  { requiredKeys: ['code'] },
);

export interface EventValue {
  readonly type: string;
  readonly link: { readonly rel: string; readonly href: string };
  readonly in?: { readonly rel: string; readonly href: string };
  readonly status?: string;
  readonly reason?: Readonly<Record<string, unknown>>;
  readonly _embedded?: Readonly<Record<string, ResourceValue>>;
}

export const events: Arbitrary<EventValue> = fc
  .record(
    {
      type: fc.constantFrom('added', 'updated', 'deleted', 'started', 'completed', 'vanished'),
      link: fc.record({ rel: rels, href: hrefs }),
      in: fc.record({ rel: rels, href: hrefs }),
      status: fc.constantFrom('Success', 'Failure', 'Maybe'),
      reason: reasons,
      resource: resources,
    },
    { requiredKeys: ['type', 'link'] },
  )
  .map(({ resource, ...event }) =>
    resource === undefined ? event : { ...event, _embedded: { [event.link.rel]: resource } },
  );

export interface SenderValue {
  readonly rel: string;
  readonly href: string;
  readonly events: readonly EventValue[];
}

export interface BatchValue {
  readonly _links: Readonly<Record<string, LinkValue>>;
  readonly sender?: readonly SenderValue[];
}

export const batches: Arbitrary<BatchValue> = fc.record(
  {
    _links: fc.oneof(
      { weight: 5, arbitrary: fc.constant({ next: { href: '/ucwa/v1/applications/192/events?ack=2' } }) },
      fc.dictionary(fc.constantFrom('self', 'next', 'resync', 'resume'), fc.record({ href: hrefs }), { maxKeys: 3 }),
    ),
    sender: fc.array(
      fc.record({
        rel: fc.constantFrom('communication', 'conversation', 'me', 'people'),
        href: hrefs,
        events: fc.array(events, { maxLength: 4 }),
      }),
      { maxLength: 3 },
    ),
  },
  { requiredKeys: ['_links'] },
);

/** A link or an embedded resource may stand alone or in an array. */
function oneOrMore<Value>(values: Arbitrary<Value>): Arbitrary<Value | readonly Value[]> {
  return fc.oneof({ weight: 3, arbitrary: values }, fc.array(values, { minLength: 1, maxLength: 3 }));
}
