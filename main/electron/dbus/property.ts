import type { BusCall } from './connection.ts';

/** Of every object (D-Bus specification, standard interfaces). */
export const properties = 'org.freedesktop.DBus.Properties';

/** The call that reads a property, which `owner`, an interface of the object, has; it is answered with a variant. */
export function readingOf(
  { destination, path }: Pick<BusCall, 'destination' | 'path'>,
  owner: string,
  property: string,
): BusCall {
  return { destination, path, interface: properties, member: 'Get', signature: 'ss', body: [owner, property] };
}

/** Whether a variant is a boolean that is true; the library gives it as its parsed signature and a list with its value. */
export function isTrueVariant(value: unknown): boolean {
  return Array.isArray(value) && Array.isArray(value[1]) && value[1][0] === true;
}
