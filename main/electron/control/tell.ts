import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Order, OrderAnswer } from './order.ts';

/** An app that hangs is waited for so long, in milliseconds. */
const patienceMs = 5000;

/** Tells the app that listens at one of the places; null where none does, or where it gives no answer. */
export async function tellRunning(places: readonly string[], order: Order): Promise<OrderAnswer | null> {
  for (const place of places) {
    const answer = await tell(place, order).catch(() => null);
    if (answer !== null) return answer;
  }
  return null;
}

async function tell(place: string, order: Order): Promise<OrderAnswer> {
  const socket = connect(place);
  socket.setTimeout(patienceMs, () => socket.destroy(new Error('no answer')));
  socket.write(`${JSON.stringify(order)}\n`);
  const { done, text: said } = JSON.parse(await text(socket)) as Partial<OrderAnswer>;
  return { done: done === true, text: String(said) };
}
