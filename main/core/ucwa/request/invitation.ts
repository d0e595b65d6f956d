import type { Operation } from './operation.ts';

/** Accepts an invitation to messages or a meeting, which need no media: POST without a body, 204 (UCWA reference: accept). */
export function accept(href: string): Operation {
  return { method: 'POST', href };
}
