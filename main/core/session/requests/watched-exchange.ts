import type { Exchange } from '../../ports.ts';
import type { UcwaExchange, UcwaResult } from './transport.ts';
import type { ExchangeWatch } from './with-token.ts';

/** Follows one operation on its way: when it went out, when it was challenged, and when it went out again. */
export function watchedExchange(send: (watch: ExchangeWatch) => Promise<UcwaResult>): UcwaExchange {
  const [sent, challenged, resent] = [toldOnce(), toldOnce(), toldOnce()];
  let present: Exchange | null = null;
  let ended = false;
  const result = send({
    onBegun(exchange) {
      const tell = present === null ? sent.tell : resent.tell;
      present = exchange;
      if (ended) exchange.cancel();
      void exchange.sent.then(tell);
    },
    onChallenged: () => challenged.tell(true),
  });
  void result.then(() => {
    for (const { tell } of [sent, challenged, resent]) tell(false);
  });
  return {
    result,
    sent: sent.told,
    challenged: challenged.told,
    resent: resent.told,
    cancel() {
      ended = true;
      present?.cancel();
    },
  };
}

/** What is told once; what is told later does not count. */
function toldOnce(): { readonly told: Promise<boolean>; readonly tell: (is: boolean) => void } {
  let tell = (_is: boolean): void => {};
  const told = new Promise<boolean>((resolve) => {
    tell = resolve;
  });
  return { told, tell: (is) => tell(is) };
}
