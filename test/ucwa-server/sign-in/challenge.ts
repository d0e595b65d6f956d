/** The answer to a request without a good token: HTML, and two challenges in one header line or in two. */
import type { Reply } from '../http/reply.ts';

export interface ChallengeOptions {
  /** One comma-joined header line, as recorded, or a line for each scheme. */
  readonly form: 'folded' | 'two-lines';
  /** False: the address of the token service stands without quotation marks. */
  readonly quotedHref: boolean;
  readonly grants: readonly string[];
  /** What a token that is no longer good is answered with. */
  readonly staleStatus: 401 | 403;
}

export const recordedGrants = ['urn:microsoft.rtc:windows', 'urn:microsoft.rtc:anonmeeting', 'password'];

export class Challenge {
  readonly #options: ChallengeOptions;

  constructor(options: ChallengeOptions) {
    this.#options = options;
  }

  /** @param hadToken whether the request carried an Authorization header */
  reply(origin: string, hadToken: boolean): Reply {
    const { form, quotedHref, grants, staleStatus } = this.#options;
    const address = `${origin}/WebTicket/oauthtoken`;
    const href = quotedHref ? `"${address}"` : address;
    const bearer = 'Bearer trusted_issuers="", client_id="00000004-0000-0ff1-ce00-000000000000"';
    const ticket = `MsRtcOAuth href=${href},grant_type="${grants.join(',')}"`;
    const diagnostics = `28020;source="${new URL(origin).hostname}";reason="No valid security token."`;
    return {
      status: hadToken ? staleStatus : 401,
      headers: {
        'WWW-Authenticate': form === 'folded' ? `${bearer}, ${ticket}` : [bearer, ticket],
        'X-Ms-diagnostics': diagnostics,
      },
      body: { kind: 'html', text: '<html><body><h2>401 - Unauthorized: Access is denied.</h2></body></html>' },
    };
  }
}
