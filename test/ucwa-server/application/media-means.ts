/** `mediaRelayAccessToken` and `mediaPolicies`: what voice is offered, and what it is to keep to. */

import type { MsTurnServer } from '../../peers/ms-turn/server.ts';
import { type Incoming, refuseQuery } from '../http/incoming.ts';
import { forbidden, found, notFound, problem, type Reply } from '../http/reply.ts';
import type { Resource } from '../http/representation.ts';
import type { Ledger } from '../ledger.ts';
import type { Application } from './application.ts';

/** A relay that the server names; ports of null are told as -1. */
export interface OfferedRelay {
  readonly host: string;
  readonly udpPort: number | null;
  readonly tcpPort: number | null;
  readonly location?: 'All' | 'Internet' | 'Intranet';
}

/** What the server says of media; can be changed while it runs. */
export interface MediaMeans {
  /** Without relays there is no link. */
  relays: readonly OfferedRelay[];
  /** Given at the next request, and in how many minutes they end. */
  userName: string;
  password: string;
  minutes: number;
  /** Refused with 403 from now on. */
  refusesToken: boolean;
  audioVideoEncryption: 'Enforced' | 'Supported' | 'NotSupported';
  fipsCompliantMedia: 'Required' | 'NotRequired';
  /** Null: it is left to the client. */
  audioPorts: { readonly first: number; readonly last: number } | null;
}

export function usualMediaMeans(): MediaMeans {
  return {
    relays: [],
    userName: 'AgAAJM3dNXoBdP',
    password: 'cmVsYXktcGFzc3dvcmQ=',
    minutes: 480,
    refusesToken: false,
    audioVideoEncryption: 'Supported',
    fipsCompliantMedia: 'NotRequired',
    audioPorts: null,
  };
}

/** Those of a server whose relay that is. */
export function meansWith({ udp, tcp, options }: MsTurnServer): Partial<MediaMeans> {
  const { address, token } = options;
  const relays = [{ host: address, udpPort: udp?.port ?? null, tcpPort: tcp?.port ?? null }];
  return { relays, userName: token.username, password: token.password };
}

const tokenName = 'communication/mediaRelayAccessToken';
const policiesName = 'communication/mediaPolicies';

/** Makes both exist, and gives the links of `communication` to them. */
export function addMediaMeans(
  application: Application,
  means: MediaMeans,
  ledger: Ledger,
): () => { mediaPolicies: string; mediaRelayAccessToken?: string } {
  const answer = (make: () => Reply) => (incoming: Incoming) => refuseQuery(incoming, []) ?? make();
  application.add(policiesName, {
    rel: 'mediaPolicies',
    methods: { GET: answer(() => found(policies(application, means))) },
  });
  application.add(tokenName, {
    rel: 'mediaRelayAccessToken',
    methods: {
      GET: answer(() => {
        if (means.relays.length === 0) return forbidden('no link leads there', notFound('ResourceNotFound'));
        if (means.refusesToken) return problem(403, { code: 'Forbidden', message: 'No relay for this user.' });
        ledger.record({ kind: 'server', detail: 'relay token given' });
        return found(token(application, means));
      }),
    },
  });
  return () => ({
    mediaPolicies: application.path(policiesName),
    ...(means.relays.length === 0 ? {} : { mediaRelayAccessToken: application.path(tokenName) }),
  });
}

function token(application: Application, { relays, userName, password, minutes }: MediaMeans): Resource {
  return {
    rel: 'mediaRelayAccessToken',
    properties: {
      duration: minutes,
      // As the reference's sample spells it.
      Uri: application.account.address.replace(/^(?!sip:)/, 'sip:'),
      userName,
      password,
      validUntil: `/Date(${Date.now() + minutes * 60_000})/`,
    },
    links: { self: application.path(tokenName) },
    embedded: {
      mediaRelay: relays.map(({ host, udpPort, tcpPort, location = 'Internet' }) => ({
        rel: 'mediaRelay',
        properties: { host, location, tcpPort: tcpPort ?? -1, udpPort: udpPort ?? -1 },
      })),
    },
  };
}

function policies(application: Application, means: MediaMeans): Resource {
  const { audioVideoEncryption, fipsCompliantMedia, audioPorts } = means;
  return {
    rel: 'mediaPolicies',
    properties: {
      audioBitRate: '200',
      videoBitRate: '50000',
      applicationSharingBitRate: '50000',
      audioVideoEncryption,
      applicationSharingEncryption: 'Supported',
      fipsCompliantMedia,
      audioBypass: 'Disabled',
      bandwidthControl: 'Off',
      portRange: audioPorts === null ? 'Disabled' : 'Enabled',
      minimumAudioPort: audioPorts?.first ?? 0,
      maximumAudioPort: audioPorts?.last ?? 0,
      qualityOfService: 'Disabled',
      video: 'Enabled',
    },
    links: { self: application.path(policiesName) },
  };
}
