import type { OutageCause } from '../session/state.ts';

const causes: Readonly<Record<OutageCause, true>> = {
  network: true,
  server: true,
  asleep: true,
  'taken-over': true,
  'signed-out': true,
};

/** Whether something that was kept is why calls did not ring. */
export function isCause(value: unknown): value is OutageCause {
  return typeof value === 'string' && Object.hasOwn(causes, value);
}
