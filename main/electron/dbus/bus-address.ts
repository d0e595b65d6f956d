/** Where to find the user's message bus: a path for `net.connect`, or null. */
export function busSocket(env: Readonly<Record<string, string | undefined>>): string | null {
  for (const address of (env.DBUS_SESSION_BUS_ADDRESS ?? '').split(';')) {
    const socket = unixSocket(address);
    if (socket !== null) return socket;
  }
  // Where systemd puts it, for sessions that do not say.
  return env.XDG_RUNTIME_DIR && !env.DBUS_SESSION_BUS_ADDRESS ? `${env.XDG_RUNTIME_DIR}/bus` : null;
}

/** The unix transport of an address (D-Bus specification, server addresses); null for other transports. */
function unixSocket(address: string): string | null {
  if (!address.startsWith('unix:')) return null;
  for (const pair of address.slice('unix:'.length).split(',')) {
    const [key, value = ''] = pair.split('=');
    if (key === 'path') return decoded(value);
    // Linux writes the name of an abstract socket behind a zero byte. Node connects to one from 20.4 on.
    if (key === 'abstract') return `\0${decoded(value)}`;
  }
  return null;
}

function decoded(value: string): string {
  return value.replace(/%([0-9a-f]{2})/gi, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
