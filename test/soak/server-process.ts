/** The server of a soak, in a process of its own, so that what it keeps is not taken for the core's. */
import { startUcwaServer } from '../ucwa-server/index.ts';
import type { SoakAnswer, SoakOrder } from './orders.ts';

const server = await startUcwaServer();
const callers = new Map<string, Awaited<ReturnType<typeof server.call>>>();

async function obey(order: SoakOrder): Promise<Omit<SoakAnswer, 'id'>> {
  switch (order.type) {
    case 'describe': {
      const { discoveryUrl, caFile, credentials } = server;
      return { described: { discoveryUrl, caFile, ...credentials } };
    }
    case 'batches':
      for (let left = order.count; left > 0; left -= 1) {
        const channel = await polled();
        server.flood(order.events);
        channel.answerNow();
      }
      return {};
    case 'call': {
      const { name } = order;
      const from = { id: name, name, uri: `sip:${name}@northwind.example` };
      callers.set(name, await server.call({ from, media: 'none', ...(order.embed && { embed: true }) }));
      return {};
    }
    case 'end': {
      const call = callers.get(order.name);
      callers.delete(order.name);
      if (call?.state === 'talking') await call.hangUp();
      else if (call?.state === 'ringing') await (order.elsewhere ? call.answerElsewhere() : call.cancel());
      server.forget();
      return {};
    }
    case 'drop':
      server.faults.dropConnections();
      return {};
    case 'finish': {
      const told = server.violations.map(({ method, path, detail }) => `${method} ${path}: ${detail}`);
      await server.stop();
      return { violations: told };
    }
  }
}

async function polled() {
  for (;;) {
    const channel = server.applications.find((application) => application.channel.polled)?.channel;
    if (channel !== undefined) return channel;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

process.on('message', (order: SoakOrder & { readonly id: number }) => {
  void obey(order).then(
    (answer) => process.send?.({ id: order.id, ...answer }),
    (error: unknown) => process.send?.({ id: order.id, error: String(error) }),
  );
});
process.on('disconnect', () => process.exit());
process.send?.({ id: 0 });
