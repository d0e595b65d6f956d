import { isRecord } from '../schema/record.ts';

/**
 * The body of a UCWA error, and the `reason` of a failed event (UCWA reference: "Generic synchronous errors",
 * "reason"). Code and subcode are open lists.
 */
export interface Reason {
  readonly code: string;
  readonly subcode: string | null;
  /** Localised by the server; for the log and "Copy details", not for the user. */
  readonly message: string | null;
  /** Which parts of a request were wrong, and why; only of a 400. */
  readonly parameters: readonly { readonly name: string; readonly reason: string }[];
  /** What Microsoft's support asks for, as JSON, cut off after 2,048 characters; for the log alone. */
  readonly debugInfo: string | null;
}

/**
 * Whether a refusal is the server's own word that this account or this app gets no application, which waiting does not change (UCWA reference: 403 and 410). A page of a
 * proxy that has these numbers is nobody's word, and 410 CannotRedirect says no more than that a pool which is down has none in its place.
 */
export function isLastWord(status: number, reason: Reason | null): boolean {
  if (reason === null || reason.subcode === 'CannotRedirect') return false;
  return status === 403 || status === 410;
}

const mostParameters = 100;
const longestDebugInfo = 2_048;

export function decodeReason(value: unknown): Reason | null {
  if (!isRecord(value) || typeof value.code !== 'string') return null;
  const parameters = Array.isArray(value.parameters) ? value.parameters : [];
  return {
    code: value.code,
    subcode: textIn(value, 'subcode'),
    message: textIn(value, 'message'),
    parameters: parameters
      .slice(0, mostParameters)
      .filter(isRecord)
      .map((parameter) => ({
        name: textIn(parameter, 'name') ?? '',
        reason: textIn(parameter, 'reason') ?? '',
      })),
    debugInfo: debugInfoIn(value.debugInfo),
  };
}

/** Its entries that are plain; whatever else a server puts there is not worth following. */
function debugInfoIn(value: unknown): string | null {
  if (!isRecord(value)) return null;
  const entries = Object.entries(value).slice(0, mostParameters);
  const plain = entries.filter(([, entry]) => typeof entry === 'string' || typeof entry === 'number');
  return plain.length === 0 ? null : JSON.stringify(Object.fromEntries(plain)).slice(0, longestDebugInfo);
}

function textIn(value: Record<string, unknown>, name: string): string | null {
  const text = value[name];
  return typeof text === 'string' && text !== '' ? text : null;
}
