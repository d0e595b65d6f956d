import type { Operation } from './operation.ts';

/** Accepts an invitation to messages or a meeting, which need no media: POST without a body, 204 (UCWA reference: accept). */
export function accept(href: string): Operation {
  return { method: 'POST', href };
}

/** Answers an audioVideoInvitation on the user's telephone, whose number `communication` has: POST without a body, 204 (acceptWithPhoneAudio). */
export function acceptWithPhoneAudio(href: string): Operation {
  return { method: 'POST', href };
}

/** Takes back an invitation that this user sent: POST without a body, 204 (cancel). */
export function cancel(href: string): Operation {
  return { method: 'POST', href };
}
