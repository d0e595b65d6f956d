import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readCallerAddress, writeAddress } from '../../../main/core/party/caller-address.ts';
import { editedTexts, hostileText } from '../shapes/mutations.ts';
import { fuzzTarget } from '../target.ts';

const addresses = fc.constantFrom(
  'sip:ana@contoso.com',
  '<sip:+46855501234@gw.contoso.com:5061;transport=tls;user=phone>;tag=1',
  'tel:4417;phone-context=contoso.com',
  'sip:+46855501234;ext=1234@contoso.com;user=phone',
  'sip:4417;phone-context=enterprise@contoso.com;user=phone',
  'sips:anonymous@anonymous.invalid',
  '+1 (425) 555-0133 x12',
);
const pieces = [
  'sip:',
  'tel:',
  '@',
  ';',
  '=',
  '<',
  '>',
  ' ',
  '\t',
  '%40',
  '%2B',
  ':',
  '?',
  '+',
  '[',
  ']',
  'user=phone',
  'ext=',
];

export default fuzzTarget({
  about: 'who calls, from the address that the far side gave itself',
  inputs: fc.oneof(editedTexts(addresses, pieces), hostileText),
  run(uri) {
    const address = readCallerAddress(uri);
    assert.deepEqual(readCallerAddress(` ${uri.trim()}\n`), address, 'blanks around it say nothing');
    if (address.kind === 'address') assert.equal(typeof writeAddress(address), 'string');
  },
  growing: {
    blanks: (size) => () => readCallerAddress(`sip:${' '.repeat(size)}a`),
    'blanks in a number': (size) => () => readCallerAddress(`tel:+1${' '.repeat(size)}a`),
    parameters: (size) => () => readCallerAddress(`sip:a;${'b=c;'.repeat(size / 4)}@contoso.com`),
    brackets: (size) => () => readCallerAddress('<'.repeat(size)),
  },
});
