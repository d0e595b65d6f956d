import { failed, type Result } from '../../result.ts';
import { isPassing, type UcwaFailure } from '../failure.ts';
import type { Transport, UcwaResponse } from '../requests/transport.ts';
import { isLackOfWay } from '../sign-in-failure.ts';
import type { Candidate } from './candidates.ts';
import { followRoot, hopMs } from './follow-root.ts';
import { mostUseful } from './most-useful.ts';

/** What is to be made of a root resource: where it leads in the end, or why nowhere. `asked`: the address that was asked for it. */
export type Follow<End> = (root: UcwaResponse, asked: string) => Promise<Result<End, UcwaFailure>>;

/**
 * Asks all candidates at the same time, and follows each that answers with a root resource to its end, in the order in which they
 * answer: one that leads nowhere never hides another that is well. Where none is, and no certificate was refused, http is asked.
 */
export async function discover<End>(
  transport: Transport,
  candidates: readonly Candidate[],
  follow: Follow<End>,
): Promise<Result<End, UcwaFailure>> {
  const failures: UcwaFailure[] = [];
  const openly: string[] = [];
  let decided = false;

  /** Null where it leads nowhere. */
  async function end(root: Result<UcwaResponse, UcwaFailure>, asked: string): Promise<Result<End, UcwaFailure> | null> {
    const result = root.ok ? await follow(root.value, asked) : root;
    if (result.ok) return result;
    failures.push(result.failure);
    decided ||= isDecided(result.failure);
    return null;
  }

  const roots = candidates.map(async (candidate) => ({ candidate, root: await followRoot(transport, candidate.url) }));
  for await (const { candidate, root } of asTheyCome(roots)) {
    const found = await end(root, candidate.url);
    if (found !== null) return found;
    if (decided) break;
    if (candidate.open !== null && !root.ok && mayAnswerOpenly(root.failure)) openly.push(candidate.open);
  }
  if (!decided && !failures.some(isCertificate)) {
    const answers = openly.map(async (url) => ({ url, answer: await askOpenly(transport, url) }));
    for await (const { url, answer } of asTheyCome(answers)) {
      const found = answer === null ? null : await end(answer, url);
      if (found !== null) return found;
      if (decided) break;
    }
  }
  return failed(mostUseful(failures) ?? { kind: 'malformed', host: '', status: 0 });
}

/** Over http, for the first hop; null where nothing worth telling came of it, so that what https came to is told. */
async function askOpenly(transport: Transport, url: string): Promise<Result<UcwaResponse, UcwaFailure> | null> {
  const answer = await followRoot(transport, url, undefined, await transport.look(url, hopMs));
  if (answer.ok || answer.failure.kind === 'untrusted') return answer;
  const isPage = answer.failure.kind === 'malformed' && answer.failure.status < 300;
  const isSecured = answer.failure.kind === 'transport' && answer.failure.failure.kind === 'certificate';
  return isPage || isSecured ? answer : null;
}

/**
 * Where https brought no answer of a server. Not where it brought a wrong one: whoever shows a wrong certificate, or speaks something
 * else there, would have the next word too.
 */
function mayAnswerOpenly(failure: UcwaFailure): boolean {
  if (failure.kind === 'refused') return failure.status === 404;
  if (failure.kind !== 'transport') return false;
  return ['refused', 'timeout', 'network', 'tls-cut', 'unreachable', 'proxy'].includes(failure.failure.kind);
}

function isCertificate(failure: UcwaFailure): boolean {
  return failure.kind === 'transport' && failure.failure.kind === 'certificate';
}

/** Whether a server has spoken about the account, so that asking another one would ask the same again. */
function isDecided(failure: UcwaFailure): boolean {
  if (failure.kind === 'refused') return failure.reason !== null && [403, 410].includes(failure.status);
  return failure.kind === 'sign-in' && !isPassing(failure) && !isLackOfWay(failure.failure.kind);
}

/** Gives each as soon as it is there. None of them may reject. */
async function* asTheyCome<Value>(promises: readonly Promise<Value>[]): AsyncGenerator<Value> {
  const left = new Map(promises.map((promise, index) => [index, promise.then((value) => ({ index, value }))]));
  while (left.size > 0) {
    const { index, value } = await Promise.race(left.values());
    left.delete(index);
    yield value;
  }
}
