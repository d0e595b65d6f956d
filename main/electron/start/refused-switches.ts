/**
 * Switches by which another program could look into the app, weaken its sandbox, or stand between it and its server.
 * A release build does not start with any of them. `ELECTRON_RUN_AS_NODE`, `NODE_OPTIONS` and `--inspect` are besides
 * switched off by fuses, because they act before this code does.
 */
const refused: readonly RegExp[] = [
  /^(remote-debugging|inspect|remote-allow-origins)/,
  /^(js-flags|enable-automation|expose-internals|single-process|in-process-gpu)/,
  /^(no-sandbox|no-zygote|disable-.*sandbox|allow-sandbox|allow-third-party-modules)/,
  /^(renderer-cmd-prefix|renderer-process-limit|gpu-launcher|utility-cmd-prefix|browser-subprocess-path)/,
  /^(disable-web-security|disable-site-isolation|allow-file-access|allow-running-insecure|unsafely-|load-extension)/,
  /^(ignore-certificate-errors|ssl-key-log-file|allow-insecure|host-resolver-rules|host-rules|dns-)/,
  /^(proxy-|no-proxy|log-net-log|net-log|trace-startup|enable-tracing|crash-dumps)/,
  /^(use-fake-|auto-select-|auto-accept-|auth-server|auth-negotiate)/,
];

/**
 * The first argument that a release build refuses; null if it may start. Chromium takes one or two hyphens, on Windows a
 * slash too, and there any case.
 */
export function refusedSwitch(argv: readonly string[], platform: NodeJS.Platform): string | null {
  const windows = platform === 'win32';
  const prefix = windows ? /^(--?|\/)/ : /^--?/;
  for (const argument of argv.slice(1)) {
    if (!prefix.test(argument)) continue;
    const name = argument.replace(prefix, '').toLowerCase();
    if (refused.some((pattern) => pattern.test(name))) return argument.split('=')[0] ?? argument;
  }
  return null;
}
