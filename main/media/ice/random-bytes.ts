import type { Random } from '../../core/ports.ts';

/** Up to twelve bytes: those of a UUID that are random from end to end, without its version and its variant. */
export function randomBytes(random: Random, count: number): Buffer {
  const [first = '', second = '', , , last = ''] = random.uuid().split('-');
  return Buffer.from(`${first}${second}${last}`, 'hex').subarray(0, count);
}
