import type { RelayCredentials } from '../relay.ts';
import type { LongTermCredentials } from './seal.ts';

/** What goes over the wire is what the token's base64 stands for; a token that is none is taken as it is. */
export function longTermCredentials({ userName, password }: RelayCredentials): LongTermCredentials {
  return { username: bytesOf(userName), password: bytesOf(password) };
}

function bytesOf(token: string): Buffer {
  const decoded = Buffer.from(token, 'base64');
  return decoded.toString('base64') === token ? decoded : Buffer.from(token);
}
