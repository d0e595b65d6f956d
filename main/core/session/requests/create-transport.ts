import { get, type Operation } from '../../ucwa/request/operation.ts';
import type { TokenStore } from '../tokens/tokens.ts';
import type { OriginPolicy } from '../trust/origin-policy.ts';
import type { ReadAnswer, Transport, UcwaResult } from './transport.ts';
import { watchedExchange } from './watched-exchange.ts';
import { createWire, type WireDeps } from './wire.ts';
import { createWithToken, type ExchangeWatch } from './with-token.ts';

export interface TransportDeps extends WireDeps {
  readonly read: ReadAnswer;
  readonly policy: OriginPolicy;
  readonly tokens: TokenStore;
}

export function createTransport(deps: TransportDeps): Transport {
  const { http, urls, read, policy } = deps;
  const wire = createWire(deps);
  const withToken = createWithToken({ wire, urls, policy, tokens: deps.tokens });

  async function send(operation: Operation, base?: string, watch?: ExchangeWatch): Promise<UcwaResult> {
    const answer = await withToken.send(operation, base, watch);
    return answer.ok ? read(answer.value) : answer;
  }

  return {
    send: (operation, base) => send(operation, base),
    exchange: (operation, base) => withToken.send(operation, base),
    begin: (operation, base) => watchedExchange((watch) => send(operation, base, watch)),
    async look(url, timeoutMs) {
      const answer = await wire.send({ ...get(url), timeoutMs }, url, null);
      return answer.ok ? read({ response: answer.value, url, host: urls.parse(url)?.host ?? '' }) : answer;
    },
    renewToken: withToken.renew,
    prepare(url) {
      const target = wire.isClosed() ? null : policy.admit(url);
      return target === null ? () => {} : http.prepare(target.href);
    },
    dropIdle: http.dropIdle,
    dropConnections() {
      wire.cancel();
      http.dropIdle();
    },
    cancel: wire.cancel,
    close: wire.close,
  };
}
