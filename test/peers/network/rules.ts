/** What a router between the inside and the outside does, as rules for nftables. */

/**
 * `port-restricted`: a port inside has one port outside, whoever it sends to, and hears those alone that it sent to (RFC 4787: endpoint-independent
 * mapping, address-and-port-dependent filtering). `symmetric`: it has another port outside for each that it sends to.
 */
export type NatKind = 'port-restricted' | 'symmetric';

export interface Passage {
  readonly nat: NatKind;
  /** False: no UDP in either direction. */
  readonly udp: boolean;
  /** Ports outside that connections may go to; null: all. */
  readonly tcp: readonly number[] | null;
  /** How many of a hundred packets of UDP are lost on the way, each way. */
  readonly lossPercent: number;
}

/** The router's names for its two links. */
export const links = { inner: 'inner', outer: 'outer' } as const;

export function routerRules({ nat, udp, tcp, lossPercent }: Passage): string {
  // Without more it keeps the port, which is the same towards everybody then.
  const mapping = nat === 'symmetric' ? 'masquerade fully-random' : 'masquerade';
  const forward = [
    ...(udp ? [] : ['meta l4proto udp drop']),
    ...(lossPercent > 0 ? [`meta l4proto udp numgen random mod 1000 < ${Math.round(lossPercent * 10)} drop`] : []),
    'ct state established,related accept',
    `iifname "${links.outer}" drop`,
    ...(tcp === null
      ? []
      : [tcp.length > 0 ? `meta l4proto tcp tcp dport != { ${tcp.join(', ')} } drop` : 'meta l4proto tcp drop']),
  ];
  return `
table ip switchhook {
  chain leaving {
    type nat hook postrouting priority srcnat;
    oifname "${links.outer}" meta l4proto { tcp, udp } ${mapping}
    oifname "${links.outer}" masquerade
  }
  chain arriving {
    type filter hook input priority filter;
    # A connection remembered of a stranger would take the port away from an answer to him.
    iifname "${links.outer}" ct state != { established, related } drop
  }
  chain passing {
    type filter hook forward priority filter;
    ${forward.join('\n    ')}
  }
}
`;
}
