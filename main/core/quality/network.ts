/** What kind of network an interface leads to. */
export type NetworkKind = 'cable' | 'wifi' | 'vpn' | 'mobile' | 'this-computer' | 'other';

/** First match wins. Names are those of Linux (systemd's too), Windows and macOS. */
const kinds: readonly (readonly [RegExp, NetworkKind])[] = [
  [/^lo\d*$|loopback/i, 'this-computer'],
  [/^(?:tun|tap|wg|ppp|utun|ipsec|vpn|zt|tailscale|nordlynx|proton)|vpn|wireguard/i, 'vpn'],
  [/^(?:wl|wifi|wlan|ath)|wi-?fi|wireless|drahtlos/i, 'wifi'],
  [/^(?:ww|rmnet)|cellular|mobil/i, 'mobile'],
  [/^(?:en|eth|em\d|eno)|ethernet|lan/i, 'cable'],
];

/** On macOS Wi-Fi and cable are both called en0 and so on: there all of them are told as cable. */
export function networkKind(name: string | null): NetworkKind {
  if (name === null) return 'other';
  return kinds.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
}

export const networkKinds: readonly NetworkKind[] = ['cable', 'wifi', 'vpn', 'mobile', 'this-computer', 'other'];
