/** The people of Northwind Traders: those who call are the user's contacts, in groups, and some more are in the directory. */
import { colleagues, type Person } from '../people.ts';
import { AddressBook } from './address-book.ts';

const domain = 'northwind.example';

function employee(name: string, more: Partial<Person> = {}): Person {
  const user = name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z ]/g, '')
    .replaceAll(' ', '.');
  const address = `${user}@${domain}`;
  return { id: user, name, uri: `sip:${address}`, emailAddresses: [address], company: 'Northwind Traders', ...more };
}

/** In the directory, and no contacts. */
const others: readonly Person[] = [
  employee('Anders Ling', {
    title: 'Logistics planner',
    department: 'Logistics',
    office: 'Gothenburg, 3B',
    workPhoneNumber: 'tel:+46315550172',
    mobilePhoneNumber: 'tel:+46705550114',
  }),
  employee('Catherine Lingard-Featherstonehaugh-Montgomery', {
    title: 'Counsel',
    department: 'Legal',
    office: 'London',
    workPhoneNumber: 'tel:+442079460133',
  }),
  employee('Karin Ling', {
    title: 'Shift leader',
    department: 'Factory',
    office: 'Kiruna',
    workPhoneNumber: 'tel:+4698055501',
  }),
  employee('Mats Lingvall', { title: 'Technician', department: 'Factory', workPhoneNumber: 'tel:+4698055502' }),
  employee('Wei Ling', { title: 'Controller', department: 'Finance', workPhoneNumber: 'tel:+6562045501' }),
];

const minute = 60_000;

/** A new one for each server, as tests change it. */
export function usualBook(): AddressBook {
  const contacts = colleagues.map(({ person }) => person).filter(({ name }) => name !== undefined);
  const book = new AddressBook(contacts, others, [
    { id: 'sales', name: 'Purchasing', rel: 'group', members: ['ana', 'yuki'] },
    { id: 'organization', name: 'My organization', rel: 'myOrganizationGroup', members: ['tomas', 'piotr'] },
    { id: 'delegates', name: 'Delegates', rel: 'delegatesGroup', members: ['noor'] },
    { id: 'delegators', name: 'Delegators', rel: 'delegatorsGroup', members: [] },
    { id: 'everyone', name: 'Northwind Lisbon', rel: 'distributionGroup', members: ['tomas', 'lena'] },
  ]);
  for (const id of ['ana', 'tomas']) book.join('pinned', id);
  book.setPresence('tomas', { availability: 'Busy', activity: 'on-the-phone', deviceType: 'PC' });
  book.setPresence('lena', { availability: 'Away', lastActive: Date.now() - 25 * minute });
  book.setPresence('piotr', { availability: 'Offline', lastActive: Date.now() - 3 * 1440 * minute });
  book.setPresence('noor', { availability: 'DoNotDisturb', activity: 'presenting' });
  book.setPresence('yuki', { availability: 'Online', deviceType: 'Mobile' });
  book.setNote('lena', 'Back on Thursday. For quality reports please write to Maria.', 'OutOfOffice');
  book.setLocation('ana', 'Malmö office');
  // Not everybody wants to be seen.
  book.hasPhoto = (id) => !['maria', 'piotr', 'mats.lingvall'].includes(id);
  return book;
}
