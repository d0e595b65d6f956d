import { type Operation, postJson } from './operation.ts';

/**
 * Sets the number of a telephone of the user's, or takes it away: POST, 204 (UCWA reference: changeNumber). 400 NormalizationFailed: it is none; 409: the
 * administrator set it. `number`: up to 80 characters.
 */
export function changeNumber(href: string, number: string | null): Operation {
  return postJson(href, number === null ? {} : { number });
}
