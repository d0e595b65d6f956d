import type { HttpResponse } from '../../ports.ts';
import type { Result } from '../../result.ts';
import type { Operation } from '../../ucwa/request/operation.ts';
import type { UcwaFailure } from '../failure.ts';

export interface UcwaResponse {
  readonly status: number;
  /** The document in it, as JSON has it also where it came as XML; undefined for an empty body. */
  readonly body: unknown;
  /** The URL that served it: what its relative hrefs resolve against. */
  readonly url: string;
  /** Of what was made (201): where it is, as the server wrote it. */
  readonly location?: string;
  /** Which version of it the server gave (`ETag`), without quotation marks; absent where the header is. */
  readonly etag?: string;
}

export type UcwaResult = Result<UcwaResponse, UcwaFailure>;

/** Sends an operation in the present session. */
export type Perform = (operation: Operation) => Promise<UcwaResult>;

/** What came back, whatever it says. */
export interface Answer {
  readonly response: HttpResponse;
  /** The URL that was asked. */
  readonly url: string;
  readonly host: string;
}

/** What an answer means: a document, nothing, a refusal with its reason, or something that no UCWA server sends. */
export type ReadAnswer = (answer: Answer) => UcwaResult;

/** An operation under way. */
export interface UcwaExchange {
  readonly result: Promise<UcwaResult>;
  /** True once the request has gone out on a connection that is up; false where it ended before. */
  readonly sent: Promise<boolean>;
  /** True once the server asked for another token, so that nothing waits there; false where it never did. */
  readonly challenged: Promise<boolean>;
  /** True once it has gone out again with that token; false where it ended before. */
  readonly resent: Promise<boolean>;
  /** Ends it at once; the result is then a failure of kind `cancelled`. */
  cancel(): void;
}

/** Sends operations with the right token for each origin, and renews a token that the server does not take any more. */
export interface Transport {
  send(operation: Operation, base?: string): Promise<UcwaResult>;
  /** The same, before anything is made of the answer. */
  exchange(operation: Operation, base?: string): Promise<Result<Answer, UcwaFailure>>;
  /** The same, for whoever has to know more than the result. */
  begin(operation: Operation, base?: string): UcwaExchange;
  /** Has a connection ready for a request to that absolute URL, until the returned function is called. */
  prepare(url: string): () => void;
  /** Ends the connections that wait for their next request. */
  dropIdle(): void;
  /** Ends what is under way and every connection: after a sleep they are dead, whatever they say. */
  dropConnections(): void;
  /** A GET without credentials, whatever the answer: the first hop of a discovery that may begin over http. */
  look(url: string, timeoutMs: number): Promise<UcwaResult>;
  /** Renews the token of a URL's origin before it ends: asks for the challenge, then the issuer that it names. */
  renewToken(url: string): Promise<Result<string, UcwaFailure>>;
  /** Ends what is under way. */
  cancel(): void;
  /** Ends what is under way; nothing is sent any more. */
  close(): void;
}
