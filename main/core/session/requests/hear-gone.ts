import { saysApplicationGone } from '../own-word.ts';
import type { ReadAnswer } from './transport.ts';

/** Reads answers, and tells of each that says of its `url` that the server knows no such application (UCWA reference: ApplicationNotFound). */
export function hearGone(read: ReadAnswer, onGone: (url: string) => void): ReadAnswer {
  return (answer) => {
    const result = read(answer);
    if (!result.ok && saysApplicationGone(result.failure)) onGone(answer.url);
    return result;
  };
}
