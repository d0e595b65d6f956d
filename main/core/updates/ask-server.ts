import type { UpdateProblem } from '../../../preload/contract/index.ts';
import type { Clock, Http, Log, Records, TransportFailure, Urls } from '../ports.ts';
import { failed, ok, type Result } from '../result.ts';
import type { Update, Updater } from '../updater.ts';
import { judge } from './judge.ts';
import { readKept, record } from './state.ts';
import { listName } from './update-list.ts';

const patienceMs = 30_000;

export interface AskDeps {
  readonly http: Http;
  readonly urls: Urls;
  readonly clock: Clock;
  readonly records: Records;
  readonly log: Log;
  readonly updater: Updater;
  /** The administrator's; null: nobody is asked. */
  readonly server: string | null;
  /** By which its list has to be signed; null: nobody is asked. */
  readonly key: string | null;
}

/** Asks the server for something newer than what runs; null: there is nothing. What it says is remembered, so that nothing older is believed later. */
export type Ask = (running: string) => Promise<Result<Update | null, UpdateProblem>>;

export function createAsk({ http, urls, clock, records, log, updater, server, key }: AskDeps): Ask {
  const url = server === null ? null : urls.parse(listName, server.endsWith('/') ? server : `${server}/`);

  /** A server that redirects gave no list: the administrator named this one. */
  async function bodyFrom(href: string): Promise<Result<string, UpdateProblem>> {
    const headers = { accept: 'application/json', 'cache-control': 'no-cache' };
    const answer = await http.send({ method: 'GET', url: href, headers, timeoutMs: patienceMs }).response;
    if (!answer.ok) {
      log.warn('the server of updates could not be asked', { failure: answer.failure });
      return failed(problemOf(answer.failure));
    }
    const { status, body } = answer.value;
    if (status === 200) return ok(body);
    log.warn('the server of updates gave no list', { status });
    return failed('no-list');
  }

  return async (running) => {
    const { kind, architecture } = updater;
    if (kind === null) return failed('no-package-here');
    if (key === null || url === null) return failed('no-key');
    const body = await bodyFrom(url.href);
    if (!body.ok) return body;
    const kept = readKept(records);
    const standing = {
      ...{ url: url.href, running, kind, architecture, newestAt: kept.newestAt, wall: clock.wall() },
      verify: (text: string, signature: string) => updater.verify(text, signature, key),
    };
    const believed = judge(body.value, standing, urls);
    if (!believed.ok) {
      log.warn('the list of updates was not taken', { problem: believed.failure });
      return believed;
    }
    const { signedAt, update } = believed.value;
    records.write(record, { ...kept, newestAt: signedAt });
    return ok(update);
  };
}

/** What a failure of the network means for updates. */
function problemOf({ kind }: TransportFailure): UpdateProblem {
  if (kind === 'certificate') return kind;
  return kind === 'too-large' ? 'no-list' : 'unreachable';
}
