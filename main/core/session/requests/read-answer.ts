import type { Clock, HttpResponse, Log, Urls, Xml } from '../../ports.ts';
import { failed, ok } from '../../result.ts';
import { readBody } from '../../ucwa/body.ts';
import { decodeOutOfStep } from '../../ucwa/events.ts';
import { decodeReason } from '../../ucwa/reason.ts';
import { retryAfterMs } from '../../ucwa/retry-after.ts';
import { codeOf } from '../failure.ts';
import type { Answer, ReadAnswer, UcwaResult } from './transport.ts';

interface ReadAnswerDeps {
  readonly urls: Urls;
  readonly xml: Xml;
  readonly clock: Clock;
  readonly log: Log;
}

export function createReadAnswer({ urls, xml, clock, log }: ReadAnswerDeps): ReadAnswer {
  function locationIn({ status, headers }: HttpResponse, url: string): string | null {
    const isTold = status === 201 || (status >= 300 && status < 400);
    const location = isTold ? headers.location?.[0] : undefined;
    return location === undefined ? null : (urls.parse(location, url)?.href ?? null);
  }

  function read({ response, url, host }: Answer): UcwaResult {
    const { status } = response;
    const body = readBody(response.headers['content-type']?.[0] ?? '', response.body, xml);
    const document = body.kind === 'document' ? body.value : undefined;
    if (status >= 200 && status < 300) {
      if (document === undefined && body.kind !== 'empty') return failed({ kind: 'malformed', host, status });
      const location = status === 201 ? response.headers.location?.[0] : undefined;
      const etag = opaqueIn(response.headers.etag?.[0]);
      const told = { ...(location !== undefined && { location }), ...(etag !== null && { etag }) };
      return ok({ status, body: document, url, ...told });
    }
    const reason = decodeReason(document);
    log.info('refused by the server', {
      url,
      answer: codeOf(status, reason),
      message: reason?.message,
      debugInfo: reason?.debugInfo,
    });
    return failed({
      kind: 'refused',
      host,
      status,
      reason,
      foreign: body.kind === 'foreign',
      location: locationIn(response, url),
      outOfStep: decodeOutOfStep(document),
      retryAfterMs: retryAfterMs(response.headers['retry-after']?.[0] ?? '', clock.wall()),
    });
  }

  /** A body that nobody thought of must not leave whoever waits for it without an answer. */
  return (answer) => {
    try {
      return read(answer);
    } catch (error) {
      log.error('an answer could not be read', { url: answer.url, error });
      return failed({ kind: 'malformed', host: answer.host, status: answer.response.status });
    }
  };
}

/** What stands between the quotation marks of an entity tag (RFC 9110 section 8.8.3); null where that is nothing. */
function opaqueIn(etag: string | undefined): string | null {
  const opaque = etag?.trim().replace(/^(?:W\/)?"(.*)"$/, '$1') ?? '';
  return opaque === '' ? null : opaque;
}
