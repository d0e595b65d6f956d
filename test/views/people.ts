import { makeList, type ReadGroup } from '../../main/core/people/contact-list.ts';
import { type Person, personOf } from '../../main/core/people/person.ts';
import type { Presence } from '../../main/core/people/presence.ts';
import { type PeopleModel, unknownPeople } from '../../main/core/people/state.ts';
import { decodeContact } from '../../main/core/ucwa/decode/contact.ts';
import { decodeResource } from '../../main/core/ucwa/resource.ts';

const domain = 'northwind.example';

/** Somebody of Northwind Traders, as the server tells of them. */
export function person(name: string, more: object = {}): Person {
  const user = name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z ]/g, '')
    .replaceAll(' ', '.');
  const resource = decodeResource({ rel: 'contact', name, uri: `sip:${user}@${domain}`, ...more });
  const made = resource && personOf(decodeContact(resource));
  if (made === null) throw new Error(`nobody is called ${name}`);
  return made;
}

export const idOf = (name: string): string => person(name).id;

/** A model with these groups. */
export async function bookOf(groups: readonly ReadGroup[], more: Partial<PeopleModel> = {}): Promise<PeopleModel> {
  const list = await makeList(groups, async () => {});
  return { ...unknownPeople, state: 'ready', list, revision: 1, mayChange: true, ...more };
}

const anders = person('Anders Ling', {
  title: 'Logistics planner',
  department: 'Logistics',
  company: 'Northwind Traders',
  office: 'Gothenburg, 3B',
  emailAddresses: [`anders.ling@${domain}`],
  workPhoneNumber: 'tel:+46315550172',
  mobilePhoneNumber: 'tel:+46705550114',
});
const ana = person('Ana Lingström-Okafor', { title: 'Head of purchasing', workPhoneNumber: 'tel:+46855501234' });
const wei = person('Wei Ling', { department: 'Finance', workPhoneNumber: 'tel:+6562045501' });
const tomas = person('Tomás Oliveira', {
  title: 'Field service',
  office: 'Lisbon',
  workPhoneNumber: 'tel:+351215550147',
});
const maria = person('Dr. Maria-Magdalena Schwarzenberger-Hohenlohe zu Öhringen II', {
  uri: `sip:maria.schwarzenberger@${domain}`,
  title: 'Leitung Arbeitssicherheit und Gesundheitsschutz',
});
const partner = person('Priya Raman', {
  uri: 'sip:priya.raman@fabrikam.example',
  company: 'Fabrikam',
  sourceNetwork: 'Federated',
});
const catherine = person('Catherine Lingard-Featherstonehaugh-Montgomery', { department: 'Legal', office: 'London' });
const karin = person('Karin Ling', { department: 'Factory', office: 'Kiruna', workPhoneNumber: 'tel:+4698055501' });
const mats = person('Mats Lingvall', { title: 'Technician', workPhoneNumber: 'tel:+4698055502' });

const minute = 60_000;
const noon = Date.parse('2026-03-10T12:00:00');
const is = (availability: string, activity: string | null = null, minutes: number | null = null): Presence => ({
  availability,
  activity,
  deviceType: null,
  lastActive: minutes === null ? null : noon - minutes * minute,
});

const presence: PeopleModel['presence'] = new Map<string, Presence | null>([
  [ana.id, is('Online')],
  [anders.id, is('Busy', 'on-the-phone')],
  [wei.id, is('DoNotDisturb')],
  [tomas.id, is('BeRightBack')],
  [maria.id, is('Offline', null, 3 * 1440)],
  [partner.id, null],
  [catherine.id, is('Away', null, 25)],
  [karin.id, is('Offline', null, 3 * 1440)],
  [mats.id, null],
]);

/** A usual contact list, by groups, with presence and some pictures. */
export const northwind: PeopleModel = await bookOf(
  [
    { id: 'pinned', name: '', kind: 'pinned', members: [ana, tomas] },
    { id: 'sales', name: 'Purchasing', kind: 'group', members: [ana, anders, maria] },
    { id: 'finance', name: 'Finance', kind: 'group', members: [wei, anders] },
    { id: 'other', name: '', kind: 'default', members: [tomas, partner] },
    { id: 'team', name: '', kind: 'organization', members: [wei, tomas] },
    { id: 'delegates', name: '', kind: 'delegates', members: [ana] },
    { id: 'delegators', name: '', kind: 'delegators', members: [maria] },
  ],
  {
    presence,
    photos: new Map([
      [ana.id, 'photo/1.jpg'],
      [wei.id, 'photo/2.jpg'],
      [karin.id, 'photo/3.jpg'],
    ]),
    details: new Map([
      [anders.id, { note: null, location: 'Warehouse 3' }],
      [
        ana.id,
        { note: { message: 'Back on Thursday. Orders: write to Tomás.', isOutOfOffice: true }, location: 'Malmö' },
      ],
    ]),
    directory: { state: 'idle', text: '', people: [], more: false },
  },
);

/** The same where the directory was asked for "ling". */
export const searched: PeopleModel = {
  ...northwind,
  directory: { state: 'found', text: 'ling', people: [anders, catherine, karin, mats], more: true },
};

/** Ten thousand people in one group. */
export function manyPeople(count: number): Promise<PeopleModel> {
  const members = Array.from({ length: count }, (_, index) =>
    person(`Person ${String(index).padStart(5, '0')}`, {
      uri: `sip:person${index}@${domain}`,
      title: `Place ${index}`,
    }),
  );
  return bookOf([{ id: 'other', name: 'All', kind: 'group', members }]);
}
