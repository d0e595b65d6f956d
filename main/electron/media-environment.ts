/** Names of variables that may hold a password or a token, such as the proxies' with their users. */
const secretNames = /proxy|token|secret|password|passwd|credential|api_?key|auth/i;

/** The environment without what the media process has no use for: it speaks to nobody who asks who it is. */
export function mediaEnvironment(environment: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !secretNames.test(name)));
}
