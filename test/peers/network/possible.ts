import { spawnSync } from 'node:child_process';

/**
 * Why there can be no network of our own here; null where there can be one. It takes root, the programs of iproute2, nftables and
 * util-linux, and a kernel that lets us make a namespace of networks.
 */
export function networkProblem(): string | null {
  if (process.platform !== 'linux') return 'only Linux has namespaces of networks';
  if (process.getuid?.() !== 0) return 'only root may make namespaces of networks';
  const tried = spawnSync('unshare', [
    '--net',
    '--',
    'sh',
    '-c',
    'ip link add name a type veth peer name b && nft list ruleset',
  ]);
  return tried.status === 0
    ? null
    : `namespaces of networks do not work here: ${tried.stderr?.toString().trim() || tried.error?.message}`;
}
