import { redactDetails } from '../core/redact.ts';

/**
 * Where a rejection that nobody awaited came from, for a log. Its message is left out: whatever failed here has the addresses and the keys of a call in hand,
 * and may quote them.
 */
export function describeStray(reason: unknown): string {
  if (!(reason instanceof Error)) return JSON.stringify({ thrown: typeof reason });
  const { name, message, stack = '' } = reason;
  const at = stack.indexOf(message);
  const frames = at < 0 ? '' : stack.slice(at + message.length);
  const from = frames.split('\n').filter((line) => /^\s+at \S/.test(line));
  return JSON.stringify(redactDetails({ name: /^\w{1,40}$/.test(name) ? name : 'Error', from: from.slice(0, 6) }));
}
