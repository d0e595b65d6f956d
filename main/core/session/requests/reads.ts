import type { ParsedUrl, Random, Xml } from '../../ports.ts';
import { decodeBatch, encodeBatch } from '../../ucwa/batch.ts';
import { get, type Operation } from '../../ucwa/request/operation.ts';
import type { OriginPolicy } from '../trust/origin-policy.ts';
import type { ReadAnswer, Transport, UcwaResult } from './transport.ts';

/**
 * Sends operations; reads that are asked for at the same time go to the server in one request (UCWA reference: batch), and those of the same
 * thing are one read.
 */
export interface Reads {
  send(operation: Operation): Promise<UcwaResult>;
}

export interface ReadsDeps {
  readonly transport: Transport;
  readonly policy: OriginPolicy;
  readonly readAnswer: ReadAnswer;
  readonly xml: Xml;
  readonly random: Random;
  /** What hrefs resolve against. */
  readonly base: string;
  /** Absolute; null where the server has none. */
  readonly batch: string | null;
}

/** With more outstanding requests of one user a server runs none of them, so other requests are left room. */
const mostTogether = 25;

interface Asked {
  readonly target: ParsedUrl;
  /** The longest that one of those who ask for it waits. */
  timeoutMs: number;
  readonly result: Promise<UcwaResult>;
  readonly resolve: (result: UcwaResult) => void;
}

/**
 * What a batch brings no plain answer to is asked alone: a batch saves time, and nothing hangs on it. A server whose batches fail is
 * sent no more of them.
 */
export function createReads(deps: ReadsDeps): Reads {
  const { transport, policy, readAnswer, xml, random, base } = deps;
  let batch = deps.batch === null ? null : policy.admit(deps.batch);
  let asked: Asked[] = [];

  async function alone({ target, timeoutMs, resolve }: Asked): Promise<void> {
    resolve(await transport.send({ ...get(target.href), timeoutMs }));
  }

  async function together(href: string, some: readonly Asked[]): Promise<void> {
    const answers = await exchange(href, some);
    if (answers === null) batch = null;
    for (const [index, one] of some.entries()) {
      const answer = answers?.[index] ?? null;
      if (answer === null) void alone(one);
      else one.resolve(answer);
    }
  }

  /** Null where this is no server for batches. */
  async function exchange(href: string, some: readonly Asked[]): Promise<readonly (UcwaResult | null)[] | null> {
    const headers = { accept: 'application/json' };
    const requests = some.map(({ target }) => ({ method: 'GET', url: target.href, headers }) as const);
    const encoded = encodeBatch(requests, `batch-${random.uuid()}`);
    if (encoded === null) return some.map(() => null);
    const result = await transport.exchange({
      method: 'POST',
      href,
      headers: { 'content-type': encoded.contentType, accept: 'multipart/batching' },
      body: encoded.body,
      timeoutMs: Math.max(...some.map(({ timeoutMs }) => timeoutMs)),
    });
    // A link that fails says nothing about batches.
    if (!result.ok) return result.failure.kind === 'transport' ? some.map(() => result) : null;
    const { response, host } = result.value;
    const type = response.headers['content-type']?.[0] ?? '';
    const answers = response.status === 200 ? decodeBatch(type, response.body, requests, xml) : undefined;
    if (answers === undefined) return null;
    return answers.map((answer, index) => {
      const url = requests[index]?.url;
      const counts = answer !== null && url !== undefined && (answer.status === 404 || answer.status < 300);
      return counts ? readAnswer({ response: answer, url, host }) : null;
    });
  }

  function flush(): void {
    const all = asked;
    asked = [];
    const fitting = batch === null ? [] : all.filter(({ target }) => target.origin === batch?.origin);
    const batched = new Set(fitting.length > 1 ? fitting : []);
    for (const one of all) if (!batched.has(one)) void alone(one);
    if (batch === null) return;
    for (let from = 0; from < batched.size; from += mostTogether) {
      void together(batch.href, fitting.slice(from, from + mostTogether));
    }
  }

  function read(target: ParsedUrl, timeoutMs: number): Promise<UcwaResult> {
    const same = asked.find((one) => one.target.href === target.href);
    if (same !== undefined) {
      same.timeoutMs = Math.max(same.timeoutMs, timeoutMs);
      return same.result;
    }
    if (asked.length === 0) void Promise.resolve().then(flush);
    let resolve: Asked['resolve'] = () => {};
    const result = new Promise<UcwaResult>((settle) => {
      resolve = settle;
    });
    asked.push({ target, timeoutMs, result, resolve });
    return result;
  }

  return {
    send(operation) {
      const { method, href, timeoutMs, ...more } = operation;
      // A read that has all the time there is goes alone: a batch is as slow as the slowest in it.
      const isBatched = method === 'GET' && timeoutMs !== undefined && Object.keys(more).length === 0;
      const target = isBatched ? policy.admit(href, base) : null;
      return isBatched && target !== null ? read(target, timeoutMs) : transport.send(operation, base);
    },
  };
}
