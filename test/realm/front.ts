import type { ServerIdentity } from '../ucwa-server/http/certificates.ts';

/** A web server that lets in who proves who they are, in front of the simulated server. */
export interface FrontOptions {
  /** The DNS name under which it is reached. */
  readonly host: string;
  /** The loopback address of that name. */
  readonly address: string;
  readonly identity: ServerIdentity;
  /** Origin that requests go on to, with the user's name in `X-Remote-User`. */
  readonly behind: string;
  /** PEM of the authority that the server behind has its certificate from. */
  readonly behindAuthority: string;
  /** Shows the server behind that a request came through here. */
  readonly secret: string;
}
