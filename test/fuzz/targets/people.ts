import assert from 'node:assert/strict';
import fc from 'fast-check';
import { personOf } from '../../../main/core/people/person.ts';
import { projectDetails } from '../../../main/core/people/project.ts';
import { PeopleIndex } from '../../../main/core/people/search-index.ts';
import { unknownPeople } from '../../../main/core/people/state.ts';
import { decodeContact } from '../../../main/core/ucwa/decode/contact.ts';
import { decodeResource } from '../../../main/core/ucwa/resource.ts';
import { englishWords } from '../../unit/core/fakes/words.ts';
import { editedTexts, hostileText } from '../shapes/mutations.ts';
import { fuzzTarget } from '../target.ts';

const names = fc.constantFrom(
  'Ana Lindqvist',
  'Émile Sørensen',
  '田中 由紀',
  'Dr. Maria-Magdalena zu Öhringen II',
  '<b>x</b>',
);
const numbers = fc.constantFrom(
  'tel:+46855501234',
  'tel:4417;phone-context=contoso.com',
  'sip:+4685550@gw;user=phone',
  'tel:+1;ext=12',
);
const addresses = fc.constantFrom(
  'sip:ana@contoso.com',
  'SIP:Ana.B@Contoso.com',
  'tel:+46855501234',
  'ana@contoso.com',
);
const pieces = [' ', '-', '.', '@', ';', '\u202e', '\u0301', '\u200d', '+', '0', 'sip:', 'tel:', '%40'];

const text = (good: fc.Arbitrary<string>) => fc.oneof(editedTexts(good, pieces), hostileText);

interface Sent {
  readonly name: string;
  readonly uri: string;
  readonly number: string;
  readonly typed: string;
}

const longest = 256;
const shapeless = /[\p{Cc}\u200b\u202a-\u202e\u2066-\u2069]/u;

export default fuzzTarget<Sent>({
  about: 'contacts from a server, and what somebody types to find them',
  inputs: fc.record({ name: text(names), uri: text(addresses), number: text(numbers), typed: text(names) }),
  run({ name, uri, number, typed }) {
    const resource = decodeResource({
      rel: 'contact',
      name,
      uri,
      workPhoneNumber: number,
      title: name,
      emailAddresses: [uri],
    });
    const person = resource && personOf(decodeContact(resource));
    const index = new PeopleIndex();
    if (person !== null) {
      const {
        person: shown,
        title,
        mails,
      } = projectDetails(person, { people: unknownPeople, words: englishWords, wall: 0 });
      assert.ok(shown.id.length <= 200 && shown.id !== '');
      for (const said of [
        shown.label,
        shown.line,
        shown.address,
        title,
        ...mails,
        ...shown.numbers.map((one) => one.text),
      ]) {
        assert.ok(
          said === null || ([...said].length <= 2 * longest && !shapeless.test(said)),
          'what is shown is clean and short',
        );
      }
      for (const { uri: dialled } of shown.numbers) assert.match(dialled, /^tel:[\d+*#]+(?:;ext=\d{1,8})?$/);
      index.add(person);
    }
    const { places } = index.find(typed);
    assert.ok(places.every((place) => place === 0) && places.length <= 1);
  },
  growing: {
    'words typed': (size) => () => new PeopleIndex().find('ab '.repeat(size / 3)),
    'digits typed': (size) => () => new PeopleIndex().find('1 '.repeat(size / 2)),
    'signs typed': (size) => () => new PeopleIndex().find('-'.repeat(size)),
    marks: (size) => () => new PeopleIndex().find(`a${'\u0301'.repeat(size)}`),
  },
});
