import type { Participant } from '../ucwa/decode/participant.ts';

/** Somebody with what is told of them later: what is known of a name or an address stays. The very same where nothing is new. */
export function withTold(before: Participant | null, told: Participant): Participant | null {
  const { name, uri, phoneNumber } = told;
  if (before === null) return name === null && uri === null && phoneNumber === null ? null : told;
  const isNews = (['name', 'uri', 'phoneNumber'] as const).some((part) => before[part] === null && told[part] !== null);
  if (!isNews) return before;
  return {
    ...{ ...told, ...before },
    ...{ name: before.name ?? name, uri: before.uri ?? uri, phoneNumber: before.phoneNumber ?? phoneNumber },
  };
}
