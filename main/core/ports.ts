import type { KeyTone, MediaReport } from '../../preload/contract/index.ts';
import type { MediaMeans, RelayOutcome } from './media-means.ts';
import type { Result } from './result.ts';
import type { Updater } from './updater.ts';

/** What the core needs from outside. Adapters live in the other folders of main; tests bring their own. */
export interface Ports {
  readonly http: Http;
  readonly urls: Urls;
  readonly secrets: SecretStore;
  readonly records: Records;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly media: Media;
  readonly xml: Xml;
  readonly surroundings: Surroundings;
  readonly signInPages: SignInPages;
  readonly proxyAccess: ProxyAccess;
  readonly updater: Updater;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Absolute. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Deadline for the whole exchange, in milliseconds. */
  readonly timeoutMs: number;
  /** Over a connection made for this request alone, which shows that one can be made now. */
  readonly ownConnection?: boolean;
  /** Over the connection that was prepared for it, where there is one. */
  readonly spareConnection?: boolean;
  /** The body of the answer is given in base64. */
  readonly binary?: boolean;
  /**
   * Where the body of an answer with status 200 goes, as it comes: what is there is overwritten. More than `mostBytes` of it are `too-large`, and a minute without a
   * byte is `timeout`; `code` is the system's where the file cannot be written, such as `ENOSPC`.
   */
  readonly into?: { readonly file: string; readonly mostBytes: number };
  /**
   * Sent through the platform's own stack. `integrated`: it signs in as the user of this computer where the server asks
   * for Negotiate or NTLM. `cookies`: with the cookies that a sign-in page left. What the user typed: as them, in answer to
   * Negotiate or NTLM of the very host and port in `url`, over https, once.
   */
  readonly credentials?: 'integrated' | 'cookies' | TypedCredentials;
}

/** As the user typed them; the name of a Windows account is `DOMAIN\name` or `name@domain`. */
export interface TypedCredentials {
  readonly userName: string;
  readonly password: string;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case; a header that came several times keeps each value. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** As UTF-8 has it; in base64 where the request wanted it so. Empty where it went into a file. */
  readonly body: string;
  /** Of a request with typed credentials: whether the server asked for them in a way that the platform can answer. */
  readonly tookCredentials?: boolean;
}

/** No response came. */
export interface TransportFailure {
  readonly kind: /** There is no way out of this computer. */
    | 'offline'
    /** The host's name is unknown. */
    | 'name'
    /** The name servers do not answer, or fail for now. */
    | 'name-server'
    /** The name has no address that may be used, such as 0.0.0.0, which is how filters of names refuse. */
    | 'filtered'
    /** This computer lets no connection out, such as a firewall on it. */
    | 'blocked'
    /** There is no way to the address. */
    | 'unreachable'
    /** The machine is there, and takes no connection. */
    | 'refused'
    | 'timeout'
    /** The connection broke after it was up. */
    | 'network'
    /** It broke before it was secure. */
    | 'tls-cut'
    /** The peer speaks no version of TLS that is safe. */
    | 'tls-version'
    /** The peer and this side find nothing in common otherwise. */
    | 'tls'
    /** What answers does not speak TLS. */
    | 'not-tls'
    /** The peer wants a certificate of this computer or its user. */
    | 'client-certificate'
    /** The TLS peer is not trusted. */
    | 'certificate'
    | 'too-large'
    | 'cancelled'
    /** The proxy cannot be reached, or makes no connection to the host. */
    | 'proxy'
    /** It wants a user name and a password, and nothing that is known satisfies it. */
    | 'proxy-auth'
    /** It wants to know who is there in a way that cannot be answered here. */
    | 'proxy-scheme'
    /** An administrator wants one, and nobody can say which. */
    | 'proxy-unknown';
  readonly message: string;
  /** As the network stack names it, for the details. */
  readonly code?: string;
  /** Of `certificate`: what is wrong with it. */
  readonly certificate?: CertificateFault;
  /** Of `proxy`, `proxy-auth` and `proxy-scheme`: which one, such as `proxy.example:3128`. */
  readonly proxy?: string;
  /** An answer came, and could not be read to its end: the link works. */
  readonly answered?: true;
}

/** Why a certificate is not trusted. */
export interface CertificateFault {
  readonly fault:
    | 'expired'
    | 'not-yet-valid'
    | 'self-signed'
    /** It is for another host. */
    | 'host'
    /** It comes from an authority that this computer does not know, or which cannot be traced. */
    | 'authority'
    | 'revoked'
    /** Its key or its signature is too weak. */
    | 'weak'
    | 'other';
  /** When it is valid, in ms since 1970, where that is known. */
  readonly from?: number;
  readonly until?: number;
}

/** An HTTP exchange under way. */
export interface Exchange {
  readonly response: Promise<Result<HttpResponse, TransportFailure>>;
  /** True once the request has gone out on a connection that is up, TLS included; false where it ended before. */
  readonly sent: Promise<boolean>;
  /** Ends it at once; the response then fails with `cancelled`. */
  cancel(): void;
}

/** Never follows a redirect and never throws: both are the core's to decide. */
export interface Http {
  send(request: HttpRequest): Exchange;
  /** Has a connection ready for a request to that URL, until the returned function is called. */
  prepare(url: string): () => void;
  /** Ends the connections that wait for their next request: after a sleep or on a lost link they may be dead. */
  dropIdle(): void;
}

/** Who the user is for the proxies on the way. */
export interface ProxyAccess {
  /**
   * From now on that proxy, as {@link TransportFailure} names it, is told this before what else is known. `keep`: in the keychain
   * too, once it was taken.
   */
  offer(proxy: string, credentials: TypedCredentials, keep: boolean): void;
}

export interface ParsedUrl {
  readonly href: string;
  /** Scheme, host and port, as in `https://pool.example`. */
  readonly origin: string;
  readonly protocol: string;
  /** Without the port. */
  readonly host: string;
  readonly hasUserInfo: boolean;
}

export interface Urls {
  /** Resolves a reference against a base; null where it is no URL. */
  parse(reference: string, base?: string): ParsedUrl | null;
  /** The URL with query parameters set, those it has already being kept. */
  withQuery(url: string, parameters: Readonly<Record<string, string>>): string;
}

/**
 * The keychain cannot be used. `absent`: there is none. `silent`: it does not answer in time. `failed`: it refused, or did not do
 * what it said it had done.
 */
export interface SecretsUnavailable {
  readonly kind: 'unavailable';
  readonly why: 'absent' | 'silent' | 'failed';
  readonly message: string;
}

/** What reading a secret came to; never a bare null. `corrupt`: there is an item, and it holds no text. */
export type SecretOutcome =
  | { readonly kind: 'found'; readonly secret: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'locked' }
  | SecretsUnavailable
  | { readonly kind: 'corrupt' };

export type SecretWriteOutcome = { readonly kind: 'done' } | { readonly kind: 'locked' } | SecretsUnavailable;

/** The operating system's keychain. No call throws, and each but `unlock` has a deadline and asks the user nothing where that can be avoided. */
export interface SecretStore {
  /** The longest secret that it takes, in bytes of UTF-8. */
  readonly longestBytes: number;
  read(account: string): Promise<SecretOutcome>;
  write(account: string, secret: string): Promise<SecretWriteOutcome>;
  /** `done` only once nothing is left to be found; also where nothing was. */
  remove(account: string): Promise<SecretWriteOutcome>;
  /** Writes, reads and removes something of no worth. */
  check(): Promise<SecretWriteOutcome>;
  /** Lets the system ask the user to unlock it. Ends with the user's answer: `locked` where they did not. */
  unlock(): Promise<SecretWriteOutcome>;
  /** Calls back when it may have been unlocked, or may have come up. */
  onChange(listener: () => void): void;
}

/** Small JSON documents in the user's data folder: settings and call history. Never secrets. */
export interface Records {
  /** The parsed document; undefined where there is none or it cannot be read. */
  read(name: string): unknown;
  /** Written whole or not at all; a failure is logged, not thrown. */
  write(name: string, document: unknown): void;
  /** The same, for what has to be there after a crash: true once it is on the disk, false where it could not be written. */
  keep(name: string, document: unknown): Promise<boolean>;
}

export interface Clock {
  /** Monotonic milliseconds; for every duration and deadline. */
  now(): number;
  /** Milliseconds since 1970; for what is shown as a date. */
  wall(): number;
  /** Runs once after a delay, unless the returned function is called first. */
  after(delayMs: number, run: () => void): () => void;
}

export interface Random {
  /** A version 4 UUID. */
  uuid(): string;
  /** From 0 to below 1. */
  fraction(): number;
}

export type LogDetails = Readonly<Record<string, unknown>>;

/** Everything passes one redaction before it is written. */
export interface Log {
  debug(message: string, details?: LogDetails): void;
  info(message: string, details?: LogDetails): void;
  warn(message: string, details?: LogDetails): void;
  error(message: string, details?: LogDetails): void;
}

/** To the media process, which ends the far side's media and offers it as WebRTC to the sound window. */
export type MediaInstruction =
  /**
   * Bind sockets for the far side's SDP offer, and make both the far answer and the near offer. Of many calls that ring only the
   * oldest few are prepared; the others wait their turn.
   */
  | {
      readonly type: 'prepare';
      readonly callId: string;
      readonly offer: string;
      /** What we said last of the call, as SDP, where another process carried it: its session goes on with the next version. */
      readonly after?: string;
    }
  /**
   * Bind sockets for a call of the user's, and make the first far offer and a near offer; answered by `called-out` or `failed`. Waits for
   * relays, a second and a half at most. `pictures`: the offer has those too, both ways, where ports can be had for them.
   */
  | { readonly type: 'call-out'; readonly callId: string; readonly offering: string; readonly pictures?: true }
  /**
   * An answer to that offer from before somebody accepts, by one of the places where the call rings; `fork` is whatever name tells them apart.
   * What is heard from there is played, and nothing is said: `early-media`. One that cannot be met is told by `provisional-refused`. A
   * fork's later answer takes the place of its earlier one.
   */
  | {
      readonly type: 'provisional-answer';
      readonly callId: string;
      readonly offering: string;
      readonly fork: string;
      readonly answer: string;
    }
  /** The same for a call to oneself: the far side is one of our own, on this computer, which says everything back a second later. */
  | { readonly type: 'test-call'; readonly callId: string }
  /** A call that is up leaves its ports for others: it is prepared anew by the far side's latest offer, and the far side has to be told. */
  | { readonly type: 'move'; readonly callId: string }
  /** The user answers: the call waits no longer for its turn. */
  | { readonly type: 'hurry'; readonly callId: string }
  /**
   * The far side has our answer while it still rings: the way to it may be looked for. Nothing but checks goes out. Ignored where there is
   * none to look for.
   */
  | { readonly type: 'look-early'; readonly callId: string }
  /** The renderer's answer to the near offer. */
  | { readonly type: 'near-answer'; readonly callId: string; readonly sdp: string }
  /** The call is answered: voice may flow to the far side from now on. */
  | { readonly type: 'start'; readonly callId: string }
  /** The far side wants to go on in another way, such as holding; answered by `renegotiated` or `renegotiation-failed`. */
  | { readonly type: 'renegotiate'; readonly callId: string; readonly renegotiation: string; readonly offer: string }
  /** We want to go on in another way, such as holding: make an offer; answered by `offered` or `offer-failed`. */
  | {
      readonly type: 'offer';
      readonly callId: string;
      readonly offering: string;
      readonly direction: 'sendrecv' | 'inactive';
    }
  /**
   * The far side's answer to that offer, or the final one to the first offer of a call out, whichever fork's it is; answered by `answer-taken` or
   * `offer-failed`.
   */
  | { readonly type: 'far-answer'; readonly callId: string; readonly offering: string; readonly answer: string }
  /** Nothing comes of that offer. `unseen`: the far side never got it. */
  | { readonly type: 'withdraw'; readonly callId: string; readonly offering: string; readonly unseen: boolean }
  /** What of pictures is wanted from now on; what was agreed changes by the next offer or answer. */
  | { readonly type: 'video'; readonly callId: string; readonly wish: VideoWish }
  /** The answer of the window of pictures to the near offer in `video`. */
  | { readonly type: 'picture-answer'; readonly callId: string; readonly sdp: string }
  /** Press keys, behind those that wait; each is told by `tone-sent`. Ignored where the far side takes none, or holds. */
  | { readonly type: 'send-tones'; readonly callId: string; readonly tones: readonly KeyTone[] }
  /** Close every socket of the call; answered by `closed`. Harmless for an unknown call. */
  | { readonly type: 'close'; readonly callId: string };

/** What the user wants of a call's pictures. `receive`: to see, and not to be seen. */
export type VideoWish = 'none' | 'receive' | 'both';

/** How it stands with the pictures of a call. */
export interface VideoStanding {
  /** What the far side's latest offer asks for. `unmet`: pictures that cannot be had here. */
  readonly offered: 'no' | 'unmet' | 'met';
  /** While it rings: the answer that takes the video too; null where none can be taken. */
  readonly farAnswer: string | null;
  /** Offer for the window of pictures; null while there are none. */
  readonly nearOffer: string | null;
  /** Both sides agreed on a video. */
  readonly agreed: boolean;
  /** The far side says that it sends a picture, or takes ours. */
  readonly sends: boolean;
  readonly takes: boolean;
  /** What it takes at most: bits a second, and blocks of 16 × 16 in a picture; null where it does not say. */
  readonly most: { readonly bitrate: number | null; readonly blocks: number | null };
}

export type MediaFailure =
  /** The offer cannot be read as SDP, or is past the limits. */
  | 'invalid-offer'
  /** It has no audio, or by a transport that we do not do. */
  | 'unsupported-media'
  /** It wants encryption that we do not do. */
  | 'encryption-mismatch'
  /** It is in the clear, which the server does not allow. */
  | 'encryption-missing'
  /** It has no codec that we speak. */
  | 'codec-mismatch'
  /** It names no address that voice would reach. */
  | 'no-path'
  /** It is reached by IPv6 alone, of which this computer has no address. */
  | 'no-ipv6'
  /** No address of this computer is in the networks that an administrator lets voice use. */
  | 'no-network'
  /** No socket, or the media process died. */
  | 'allocation'
  /** The WebRTC leg to the renderer did not come up. */
  | 'near-leg';

export type MediaEvent =
  /** Told again, with another near offer, where an offer was answered a second time: the renderer died and came back. */
  | {
      readonly type: 'prepared';
      readonly callId: string;
      readonly farAnswer: string;
      readonly nearOffer: string;
      /** The far side holds. */
      readonly held: boolean;
      /** The answer will be the same when the user gives it, and the way to the far side can be looked for before. */
      readonly looksEarly?: true;
    }
  | {
      readonly type: 'called-out';
      readonly callId: string;
      readonly offering: string;
      readonly farOffer: string;
      readonly nearOffer: string;
    }
  /**
   * Another near offer, in place of the one before: an answer or an offer of the far side settled the codec, and the window's connection stays; or the
   * window of a call out is another one.
   */
  | { readonly type: 'near-offered'; readonly callId: string; readonly nearOffer: string }
  /** Voice of a fork came before anybody accepted, and is what is heard from now on. */
  | { readonly type: 'early-media'; readonly callId: string; readonly fork: string }
  /** The call goes on, without what that fork would have had heard. */
  | {
      readonly type: 'provisional-refused';
      readonly callId: string;
      readonly fork: string;
      readonly failure: MediaFailure;
      readonly message: string;
    }
  /**
   * The way of a call out is chosen, and it is for us to say so: an `offer` with the direction that the call has should go to the far side now,
   * and again where another one takes its place ([MS-ICE2], RFC 8839 section 4.4.1.2.2).
   */
  | { readonly type: 'path-chosen'; readonly callId: string }
  | {
      readonly type: 'renegotiated';
      readonly callId: string;
      readonly renegotiation: string;
      readonly farAnswer: string;
      readonly held: boolean;
    }
  /** The call goes on as before. */
  | {
      readonly type: 'renegotiation-failed';
      readonly callId: string;
      readonly renegotiation: string;
      readonly failure: MediaFailure;
      readonly message: string;
    }
  | { readonly type: 'offered'; readonly callId: string; readonly offering: string; readonly farOffer: string }
  /** `held`: the far side holds. */
  | { readonly type: 'answer-taken'; readonly callId: string; readonly offering: string; readonly held: boolean }
  /** The call goes on as before. */
  | {
      readonly type: 'offer-failed';
      readonly callId: string;
      readonly offering: string;
      readonly failure: MediaFailure;
      readonly message: string;
    }
  /** How it stands with pictures, where that is another than before; at first there are none. */
  | { readonly type: 'video'; readonly callId: string; readonly video: VideoStanding }
  /** Pictures came to nothing, in words, for the log; the call goes on. */
  | { readonly type: 'video-failed'; readonly callId: string; readonly message: string }
  /** Whether the far side takes tones, where that is another than before; at first it takes none. */
  | { readonly type: 'tones'; readonly callId: string; readonly taken: boolean }
  /** A key that was pressed here begins to go out; `before` tells how many of the call did before it. */
  | { readonly type: 'tone-sent'; readonly callId: string; readonly tone: KeyTone; readonly before: number }
  /** The far side pressed a key, and so many before it. */
  | { readonly type: 'tone-heard'; readonly callId: string; readonly tone: KeyTone; readonly before: number }
  /** The relays were asked for an address for the call. `message`: in words, for the log. */
  | {
      readonly type: 'relays-asked';
      readonly callId: string;
      readonly outcome: RelayOutcome;
      readonly message: string;
    }
  | { readonly type: 'near-connected'; readonly callId: string }
  /** The first voice packet of the far side came. */
  | { readonly type: 'far-heard'; readonly callId: string }
  /** How the last second of a call went that is up. */
  | { readonly type: 'figures'; readonly callId: string; readonly figures: WireFigures }
  /** Nothing came for 30 s from a far side that does not hold. */
  | { readonly type: 'far-silent'; readonly callId: string }
  | { readonly type: 'failed'; readonly callId: string; readonly failure: MediaFailure; readonly message: string }
  /** The address of this computer is gone by which a call goes that is up, and it has another one: the call may `move`. */
  | { readonly type: 'uprooted'; readonly callId: string }
  /** The process died in a call that was up: it is prepared anew by the far side's latest offer, and the far side has to be told. */
  | { readonly type: 'lost'; readonly callId: string }
  | { readonly type: 'closed'; readonly callId: string };

/** What RTP and RTCP (RFC 3550) tell of one second between here and the far side. */
export interface WireFigures {
  /** The codec's name in SDP. */
  readonly codec: string;
  readonly encrypted: boolean;
  /** The far side holds, or says that it sends nothing: no voice is to be expected of it. */
  readonly quiet: boolean;
  /** The interface of this computer that voice goes by, as the system names it; null where that is not known. */
  readonly via: string | null;
  /** Packets of voice that came, and whose turn it was without their coming. */
  readonly received: number;
  readonly lost: number;
  readonly jitterMs: number;
  /** Packets of voice that went out. */
  readonly sent: number;
  /** How the far side says that it receives us; null where it says nothing. */
  readonly far: { readonly lostShare: number; readonly jitterMs: number } | null;
  /** Null before it is known. */
  readonly roundTripMs: number | null;
  /** Whether the far side says that it sends voice; null where it says nothing. */
  readonly farSends: boolean | null;
  /** So long the voice that came is held back here, because its pictures come later. */
  readonly heldMs: number;
}

/** What an offer asks for. */
export interface ReadOffer {
  /** Why its voice cannot be met, or null. */
  readonly refused: MediaFailure | null;
  readonly video: VideoStanding['offered'];
}

export interface Media {
  /** Reads an offer, as SDP, without taking anything for it. Takes milliseconds at most. */
  read(offer: string): ReadOffer;
  /** What calls that are prepared from now on have, and have to keep to. */
  equip(means: MediaMeans): void;
  instruct(instruction: MediaInstruction): void;
  /** What another process needs to carry the call on; null where none could. */
  carried(callId: string): CarriedMedia | null;
  onEvent(listener: (event: MediaEvent) => void): void;
}

/** The far side's latest offer, or what stands for it, and what we said last; as SDP, with keys. */
export interface CarriedMedia {
  readonly offer: string;
  readonly after: string;
}

export interface XmlElement {
  /** Without a namespace prefix. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The character data directly inside it, joined. */
  readonly text: string;
}

/** A strict XML reader that knows no document type and no entities but the five of XML itself. */
export interface Xml {
  /** The root element; null for what is not well-formed, has a DOCTYPE, a CDATA section or a comment, is nested deeper than 64 or past the adapter's limits. */
  parse(text: string): XmlElement | null;
}

/** `suspend`: this computer is about to sleep. `network-changed`: an address or a route came or went. */
export type SurroundingsEvent = 'suspend' | 'resume' | 'network-changed';

/** Where this computer is in a network. */
export interface LocalNetwork {
  /** Its own address there. */
  readonly ip: string;
  /** The first address of the part of the network that it is in; null where that is not known. */
  readonly subnet: string | null;
}

/** What this computer tells of itself. */
export interface Surroundings {
  /** The network by which others are reached; null where there is none. */
  network(): LocalNetwork | null;
  onEvent(listener: (event: SurroundingsEvent) => void): void;
}

/** Why a sign-in page led to nothing. `closed`: the user closed it or cancelled. */
export interface VisitFailure {
  readonly kind: 'closed' | 'refused' | 'timeout' | 'failed';
  readonly message: string;
}

/** A sign-in page that the user has before them. */
export interface Visit<Value> {
  readonly outcome: Promise<Result<Value, VisitFailure>>;
  /** Takes the page away; the outcome is then `closed`. */
  close(): void;
}

/** OAuth 2.0 authorization code with PKCE (RFC 6749 section 4.1, RFC 7636, RFC 8252). */
export interface AuthorizationRequest {
  readonly authorizationUri: string;
  readonly clientId: string;
  /** Scheme and host of the URL that challenged (ADAL's `resource`). */
  readonly resource: string;
  readonly loginHint: string;
}

export interface Authorization {
  readonly code: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
}

/** Sign-in by a page of the organization. */
export interface SignInPages {
  /** Shows a passive sign-in page (AD FS) in a locked-down window, until it left cookies for `origin`. */
  passive(url: string, origin: string): Visit<null>;
  /** Shows the page in the system's browser and waits for its redirect on loopback. */
  authorize(request: AuthorizationRequest): Visit<Authorization>;
  /** From here on nothing counts that pages left, so that the next user is asked who they are. */
  forget(): void;
}

export type { MediaReport };
