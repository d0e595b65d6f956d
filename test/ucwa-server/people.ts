/** The people of Northwind Traders who call: names, numbers, what their calls are like and the tone that is their voice. */

import type { Transport } from '../peers/carrier.ts';
import { busy, declines, type Manner, noAnswer } from './calls/dialled/manner.ts';

/** Someone the directory knows, or a caller of whom only a part is known. */
export interface Person {
  /** What commands and pages call them. */
  readonly id: string;
  /** As people write it; absent where no name is sent. */
  readonly name?: string;
  /** `sip:` or `tel:` address; absent where it is withheld. */
  readonly uri?: string;
  /** `tel:` numbers. */
  readonly workPhoneNumber?: string;
  readonly mobilePhoneNumber?: string;
  readonly homePhoneNumber?: string;
  readonly otherPhoneNumber?: string;
  readonly emailAddresses?: readonly string[];
  readonly title?: string;
  readonly department?: string;
  readonly company?: string;
  readonly office?: string;
  readonly sourceNetwork?: 'SameEnterprise' | 'Federated' | 'PublicCloud' | 'Everyone';
  readonly type?: 'User' | 'Phone' | 'Bot';
  /** In place of the picture that is drawn for everybody. */
  readonly photo?: Buffer;
}

/** What an incoming call says about itself. */
export interface CallDetails {
  readonly subject?: string;
  readonly importance?: 'Normal' | 'Urgent' | 'Emergency';
  readonly forwardedBy?: Person;
  readonly onBehalfOf?: Person;
  readonly transferredBy?: Person;
  /** For whom the caller speaks. */
  readonly delegator?: Person;
  /** Whom the caller wanted, where that is not the user. */
  readonly to?: Person;
  /** It rings at everybody of a team. */
  readonly team?: boolean;
  /** Whoever takes it starts muted. */
  readonly joinMuted?: boolean;
  readonly bandwidthControlId?: string;
  /** What the caller's program sends along, as JSON. */
  readonly customContent?: string;
  readonly privateLine?: boolean;
  /** The server wants to be told how the call sounded. */
  readonly wantsFeedback?: boolean;
  /** The invitation only links to the caller. */
  readonly callerByLink?: boolean;
  /** The caller would be seen too. */
  readonly video?: boolean;
  /** Where an emergency caller is. */
  readonly location?: Partial<Record<'address' | 'building' | 'city' | 'locationState' | 'zip' | 'country', string>>;
}

export interface Colleague extends CallDetails {
  readonly person: Person;
  /** One line for a page: what kind of call this is. */
  readonly kind: string;
  /** How their voice goes; in the clear and straight where nothing is said. */
  readonly voice?: { readonly security?: 'sdes' | 'none'; readonly transport?: Transport };
  readonly toneHz: number;
  /** How they take a call of the user; it rings until somebody presses something where nothing is said. */
  readonly whenCalled?: Manner;
}

function known(id: string, name: string, phone: string, more: Partial<Person> = {}): Person {
  const address = name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z ]/g, '')
    .trim()
    .replaceAll(' ', '.');
  return { id, name, uri: `sip:${address}@northwind.example`, workPhoneNumber: `tel:${phone}`, ...more };
}

const teamSupport = known('team-support', 'Team Support', '+4685550100');
const bao = known('bao', 'Bao Chen', '+14255550133');

const frontDesk = known('front-desk', 'Front desk', '+4685550101');

export const colleagues: readonly Colleague[] = [
  {
    person: known('ana', 'Ana Lindqvist', '+46855501234', { title: 'Purchasing', company: 'Northwind Traders' }),
    kind: 'Forwarded by Team Support',
    subject: 'Order 48213, delivery to Malmö',
    forwardedBy: teamSupport,
    whenCalled: { kind: 'answers', afterMs: 4_000 },
    toneHz: 1040,
  },
  {
    person: known('tomas', 'Tomás Oliveira', '+351215550147', { title: 'Field service', department: 'Lisbon' }),
    kind: 'Plain call',
    whenCalled: { kind: 'forwards', to: 'samuel', afterMs: 5_000 },
    toneHz: 760,
  },
  {
    person: { id: 'london', uri: 'tel:+442079460018', workPhoneNumber: 'tel:+442079460018' },
    kind: 'Number only',
    toneHz: 620,
  },
  {
    person: known('maria', 'Dr. Maria-Magdalena Schwarzenberger-Hohenlohe zu Öhringen II', '+4971315550199', {
      uri: 'sip:maria.schwarzenberger@northwind.example',
      title: 'Leitung Arbeitssicherheit und Gesundheitsschutz',
    }),
    kind: 'Urgent, long name',
    importance: 'Urgent',
    subject:
      'Forklift accident in hall 3, need the site manager and the first-aid contact on the line as soon as possible',
    whenCalled: { kind: 'answers', afterMs: 6_000, early: true },
    toneHz: 1240,
  },
  {
    person: { id: 'hidden' },
    kind: 'Hidden caller, private line',
    privateLine: true,
    toneHz: 900,
  },
  {
    person: known('noor', 'Noor Galal', '+14255550172', { title: 'Assistant to the director' }),
    kind: 'On behalf of Bao Chen',
    delegator: bao,
    whenCalled: busy,
    toneHz: 1420,
  },
  {
    person: known('samuel', 'Samuel Ferreira', '+14255550117', { title: 'Warehouse', department: 'ext. 4417' }),
    kind: 'Emergency, with location',
    importance: 'Emergency',
    location: {
      building: 'Building 4, floor 2, room 2.17',
      address: '4567 Harbor Way',
      city: 'Redmond',
      locationState: 'WA',
      zip: '98052',
    },
    toneHz: 540,
  },
  {
    person: known('lena', 'Lena Okafor', '+442079460142', { title: 'Quality', department: 'London' }),
    kind: 'Encrypted, by ICE',
    voice: { security: 'sdes', transport: 'ice' },
    whenCalled: { kind: 'answers', afterMs: 3_000 },
    toneHz: 1340,
  },
  {
    person: known('piotr', 'Piotr Zieliński', '+48225550164', { title: 'Accounts', department: 'at home' }),
    kind: 'Encrypted, over the relay',
    voice: { security: 'sdes', transport: 'relay' },
    whenCalled: declines(5_000),
    toneHz: 820,
  },
  {
    person: known('yuki', 'Yuki Tanaka', '+81355550121', { title: 'Design' }),
    kind: 'With video',
    voice: { security: 'sdes', transport: 'direct' },
    video: true,
    whenCalled: noAnswer(15_000),
    toneHz: 1120,
  },
  {
    person: known('priya', 'Priya Raman', '+14255550188', { title: 'Sales' }),
    kind: 'Team call for Front desk, with data',
    team: true,
    to: frontDesk,
    customContent: '{"ticket": 4711, "queue": "front desk"}',
    toneHz: 680,
  },
  {
    person: known('oskar', 'Oskar Berg', '+4685550177', { title: 'Legal' }),
    kind: 'For Bao Chen, whose calls you take; transferred',
    onBehalfOf: bao,
    transferredBy: teamSupport,
    toneHz: 1180,
  },
];

/** A colleague by id. */
export function colleague(id: string): Colleague | undefined {
  return colleagues.find(({ person }) => person.id === id);
}
