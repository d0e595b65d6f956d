import { isRecord } from './resource.ts';

/**
 * The body of a UCWA error, and the `reason` of a failed event (UCWA reference: "Generic synchronous errors",
 * "reason"). Code and subcode are open lists.
 */
export interface Reason {
  readonly code: string;
  readonly subcode: string | null;
  /** Localised by the server; for the log and "Copy details", not for the user. */
  readonly message: string | null;
  readonly parameters: readonly { readonly name: string; readonly reason: string }[];
}

export function decodeReason(value: unknown): Reason | null {
  if (!isRecord(value) || typeof value.code !== 'string') return null;
  const parameters = Array.isArray(value.parameters) ? value.parameters : [];
  return {
    code: value.code,
    subcode: textIn(value, 'subcode'),
    message: textIn(value, 'message'),
    parameters: parameters.filter(isRecord).map((parameter) => ({
      name: textIn(parameter, 'name') ?? '',
      reason: textIn(parameter, 'reason') ?? '',
    })),
  };
}

function textIn(value: Record<string, unknown>, name: string): string | null {
  const text = value[name];
  return typeof text === 'string' && text !== '' ? text : null;
}
