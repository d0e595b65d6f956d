import { type ChannelState, querySettings } from '../../ucwa/event-channel.ts';
import { get, type Operation } from '../../ucwa/request/operation.ts';

/** The request of the event channel, by its priority. */
export function pollOperation({ url, tellSettings }: ChannelState): (priority: number) => Operation {
  return (priority) =>
    get(
      withParameters(url, {
        ...(tellSettings ? querySettings : {}),
        ...(priority === 0 ? {} : { priority: String(priority) }),
      }),
    );
}

/** Adds parameters, and leaves the others as they were written: `ack` and `key` are the server's. */
function withParameters(url: string, parameters: Readonly<Record<string, string>>): string {
  const [path = '', query = ''] = url.split('?', 2);
  const kept = query.split('&').filter((pair) => pair !== '' && !((pair.split('=', 1)[0] ?? '') in parameters));
  const pairs = [...kept, ...Object.entries(parameters).map(([name, value]) => `${name}=${value}`)];
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}
