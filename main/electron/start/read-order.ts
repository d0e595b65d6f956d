import { failed, ok, type Result } from '../../core/result.ts';
import { type Order, plainOrders } from '../control/order.ts';
import { type Argument, readArguments } from './arguments.ts';

/** The order on a command line; null where its first argument is none, as in a plain start. A failure is a sentence for the terminal. */
export function readOrder(
  argv: readonly string[],
  platform: NodeJS.Platform = process.platform,
): Result<Order | null, string> {
  const { before, behind } = readArguments(argv, platform);
  const words = [...before, ...behind].flatMap((argument) => (argument.kind === 'loose' ? [argument.value] : []));
  const json = before.some(isJson);
  const [type, to, ...more] = words;
  if (type === 'status') return to === undefined ? ok({ type, json }) : failed('status takes no argument.');
  if (json) return failed('--json belongs to status.');
  if (type === 'dial') {
    return to === undefined || more.length > 0
      ? failed('dial needs a number or an address, in one argument.')
      : ok({ type, to });
  }
  const plain = plainOrders.find((one) => one === type);
  if (plain === undefined) return ok(null);
  return to === undefined ? ok({ type: plain }) : failed(`${plain} takes no argument.`);
}

function isJson(argument: Argument): boolean {
  return argument.kind === 'switch' && argument.name === 'json';
}
