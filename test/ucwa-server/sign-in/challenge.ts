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
  readonly staleBody: 'html' | 'json';
  /** What `applications` answers where a token of that host is missing. */
  readonly applicationsStatus: 401 | 403 | 500;
  /** Where a browser signs in by OAuth; null where that is not offered. */
  readonly authorizationUri: string | null;
}

export const recordedGrants = ['urn:microsoft.rtc:windows', 'urn:microsoft.rtc:anonmeeting', 'password'];

export class Challenge {
  /** Origin of the token service where it is not the challenging host's own. */
  ticketOrigin: string | null = null;
  readonly #options: ChallengeOptions;

  constructor(options: ChallengeOptions) {
    this.#options = options;
  }

  /**
   * @param token whether the request carried none, one that no longer is good here, or one of another host
   * @param rel of the resource that was asked for
   */
  reply(origin: string, token: 'none' | 'stale' | 'foreign', rel: string | undefined): Reply {
    const { staleStatus, staleBody, applicationsStatus } = this.#options;
    if (rel === 'applications' && token !== 'stale') return { ...this.page(origin), status: applicationsStatus };
    if (token === 'none') return this.page(origin);
    if (staleBody === 'html') return { ...this.page(origin), status: staleStatus };
    const error = { code: 'Forbidden', subcode: 'InvalidToken', message: 'The token is not valid.' };
    return { ...this.page(origin), status: staleStatus, body: { kind: 'error', error } };
  }

  /** 401 with a page for people. */
  page(origin: string): Reply {
    const { form, quotedHref, grants, authorizationUri } = this.#options;
    const address = `${this.ticketOrigin ?? origin}/WebTicket/oauthtoken`;
    const href = quotedHref ? `"${address}"` : address;
    const oauth = authorizationUri === null ? '' : `, authorization_uri="${authorizationUri}"`;
    const bearer = `Bearer trusted_issuers="", client_id="00000004-0000-0ff1-ce00-000000000000"${oauth}`;
    const ticket = `MsRtcOAuth href=${href},grant_type="${grants.join(',')}"`;
    const diagnostics = `28020;source="${new URL(origin).hostname}";reason="No valid security token."`;
    return {
      status: 401,
      headers: {
        'WWW-Authenticate': form === 'folded' ? `${bearer}, ${ticket}` : [bearer, ticket],
        'X-Ms-diagnostics': diagnostics,
      },
      body: { kind: 'html', text: '<html><body><h2>401 - Unauthorized: Access is denied.</h2></body></html>' },
    };
  }
}
