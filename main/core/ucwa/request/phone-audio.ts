import { type Operation, postJson } from './operation.ts';

/** What a call by the user's own telephone is begun with (UCWA reference: startPhoneAudio, addPhoneAudio, replaceWithPhoneAudio). */
export interface PhoneAudioAsked {
  /** `sip:` or `tel:` URI, or what the user typed. */
  readonly to: string;
  /** By which the server's events name it; at most 50 characters. */
  readonly operationId: string;
  /** The user's telephone: digits, with `+` before an E.164 number; null leaves it to the server. */
  readonly phoneNumber: string | null;
}

/** What only a call in a new conversation has. */
export interface NewPhoneAudio extends PhoneAudioAsked {
  readonly threadId: string;
  /** `sip:` URI of the person for whom it is made; by startPhoneAudioOnBehalfOfDelegator alone. */
  readonly delegator: string | null;
  /** Up to 250 characters. */
  readonly subject: string | null;
}

/** Rings the user's telephone, then the target: POST, 201 with the invitation's Location. Never sent again: it may have worked. */
export function startPhoneAudio(href: string, { threadId, delegator, subject, ...asked }: NewPhoneAudio): Operation {
  return postJson(href, {
    ...bodyOf(asked),
    threadId,
    ...(delegator !== null && { delegator }),
    ...(subject !== null && { subject }),
  });
}

/** The same in a conversation that there is; by replaceWithPhoneAudio it takes the place of the voice there. */
export function addPhoneAudio(href: string, asked: PhoneAudioAsked): Operation {
  return postJson(href, bodyOf(asked));
}

/** Rings the user's telephone in place of an answer here: POST without a body, 204 (UCWA reference: acceptWithPhoneAudio). */
export function acceptWithPhoneAudio(href: string): Operation {
  return { method: 'POST', href };
}

/** holdPhoneAudio, resumePhoneAudio, stopPhoneAudio, and the cancel of an invitation: POST without a body, 204. */
export function postNothing(href: string): Operation {
  return { method: 'POST', href };
}

function bodyOf({ to, operationId, phoneNumber }: PhoneAudioAsked): object {
  return { to, operationId, ...(phoneNumber !== null && { phoneNumber }) };
}
