/** What a request is answered with, and the ways to say it. */
import type { ErrorBody, EventBatch, Resource } from './representation.ts';

export type ReplyBody =
  | { readonly kind: 'resource'; readonly resource: Resource }
  | { readonly kind: 'error'; readonly error: ErrorBody }
  | { readonly kind: 'batch'; readonly batch: EventBatch }
  /** Outside UCWA proper: the web ticket service. */
  | { readonly kind: 'json'; readonly value: object }
  | { readonly kind: 'html'; readonly text: string }
  /** A picture. */
  | { readonly kind: 'bytes'; readonly bytes: Buffer; readonly type: string }
  /** Written as it is; not UCWA's own representation. */
  | { readonly kind: 'text'; readonly text: string; readonly type: string };

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: ReplyBody;
  /** What was wrong with the request, where the protocol does not allow it. */
  readonly violation?: string;
  /** Runs when the answer is handed to the socket. */
  readonly onSent?: () => void;
}

export const noContent: Reply = { status: 204 };

export function found(resource: Resource, status = 200): Reply {
  const etag = resource.properties?.etag;
  const headers = typeof etag === 'string' ? { ETag: `"${etag}"` } : {};
  return { status, headers, body: { kind: 'resource', resource } };
}

/** An error in UCWA's form; not the client's fault unless {@link forbidden} wraps it. */
export function problem(status: number, error: ErrorBody): Reply {
  return { status, body: { kind: 'error', error } };
}

/** The same reply, written to the ledger as a violation. */
export function forbidden(violation: string, reply: Reply): Reply {
  return { ...reply, violation };
}

/** 400 for parameters that are missing, unknown or out of range. */
export function badParameters(parameters: NonNullable<ErrorBody['parameters']>): Reply {
  const said = parameters.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
  const error = { code: 'BadRequest', subcode: 'ParameterValidationFailure', message: said, parameters };
  return forbidden(said, problem(400, error));
}

/** 400 for one parameter. */
export function badParameter(name: string, reason: string): Reply {
  return badParameters([{ name, reason }]);
}

export function notFound(subcode: string): Reply {
  return problem(404, { code: 'NotFound', subcode, message: 'The resource does not exist.' });
}

/** 404 for a call that is over: it may cross the event that says so. */
export const callNotFound: Reply = problem(404, { code: 'NotFound', message: 'Call not found.' });

export function conflict(subcode: string): Reply {
  return problem(409, { code: 'Conflict', subcode, message: 'The request is in conflict with the present state.' });
}
