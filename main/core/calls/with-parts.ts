import type { Call } from './state.ts';

/** The call with these parts; the very call where they are what they were. */
export function withParts(call: Call, parts: Partial<Call>): Call {
  const isSame = Object.entries(parts).every(([name, part]) => call[name as keyof Call] === part);
  return isSame ? call : { ...call, ...parts };
}
