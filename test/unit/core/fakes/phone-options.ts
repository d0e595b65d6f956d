import type { PhoneOptions } from '../../../../main/core/phone.ts';
import { openPolicy } from '../../../../main/core/policy/policy.ts';
import { englishWords } from './words.ts';

/** A phone in English, of which an administrator wants nothing. */
export const phoneOptions: PhoneOptions = {
  discoveryUrl: null,
  server: null,
  userAgent: 'Switchhook',
  version: '0.1.0',
  culture: 'en-US',
  words: englishWords,
  english: englishWords,
  policy: openPolicy,
};
