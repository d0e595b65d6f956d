import type { MediaMeans } from '../../core/media-means.ts';
import type { Random } from '../../core/ports.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import type { NumberedCodec } from '../sdp/codec.ts';
import { type LocalSide, type SessionName, type TakenLines, writeFarAnswer } from '../sdp/far-answer.ts';
import type { FarOffer, OfferedAudio } from '../sdp/far-offer.ts';
import { firstCodecs, firstEncryption, firstTelephoneEvent } from '../sdp/first-offer.ts';
import type { OfferFailure } from '../sdp/offer-failure.ts';
import { offersMux, readOwnAnswer, type SentOffer } from '../sdp/own-answered.ts';
import { type Encryption, type OwnDirection, writeOwnOffer } from '../sdp/own-offer.ts';
import { answeredTypes, type TelephoneEvent } from '../sdp/payload-types.ts';
import { ownFamilies } from './own-families.ts';

export interface DescriptionsDeps {
  /** The far side's, or what stands for it in a call out. */
  readonly offer: FarOffer;
  /** What was said of the call last by a process before this one, as SDP; its session goes on. */
  readonly after: string | null;
  readonly means: MediaMeans;
  readonly random: Random;
}

/** An offer of ours that is not answered yet. */
interface OpenOffer extends SentOffer {
  readonly direction: OwnDirection;
  readonly version: number;
  /** What it named, and what came before it: the far side may go on with either. */
  readonly named: { readonly codecs: readonly NumberedCodec[]; readonly telephoneEvent: TelephoneEvent | null };
}

/** What both sides of a call say in SDP, one after the other, and what is agreed by it. */
export class Descriptions {
  readonly #means: MediaMeans;
  readonly #sessionId: number;
  #version: number;
  /** The far side's latest. */
  #offer: FarOffer;
  #own: OpenOffer | null = null;
  /** To the far side's latest offer; an offer has one answer (RFC 3261 section 13.2.1). */
  #answer: string | null = null;
  /** As agreed. */
  #direction: OwnDirection = 'sendrecv';

  constructor({ offer, after, means, random }: DescriptionsDeps) {
    this.#offer = offer;
    this.#means = means;
    const before = sessionIn(after);
    this.#sessionId = before?.id ?? Math.floor(random.fraction() * 2 ** 31);
    this.#version = before?.version ?? 1;
  }

  /** What the far side takes and sends, by its latest offer or answer. */
  get audio(): OfferedAudio {
    return this.#offer.audio;
  }

  get direction(): OwnDirection {
    return this.#direction;
  }

  get reach(): FarOffer['reach'] {
    return this.#offer.reach;
  }

  /** The m= lines that the session has so far, with those that offers of ours added. */
  get media(): FarOffer['media'] {
    return this.#offer.media;
  }

  /** The answer to the far side's latest offer, with what else is taken of it. Without that it is written once: it may be told already. */
  answer(side: LocalSide, taken?: TakenLines): string {
    if (taken !== undefined) return this.#written(side, taken);
    this.#answer ??= this.#written(side);
    return this.#answer;
  }

  #written(side: LocalSide, taken?: TakenLines): string {
    return writeFarAnswer(this.#offer, { ...side, holds: this.#direction === 'inactive' }, this.#session(), taken);
  }

  /** The first offer of a call out, with what else is offered from the start. */
  first(side: LocalSide, keyTag: string | null, taken: TakenLines = new Map()): string {
    const { media, times, audio } = this.#offer;
    const said = { direction: 'sendrecv', encryption: firstEncryption(this.#means) } as const;
    const lines = linesWith(media, taken);
    const of = { lines, index: audio.index, codecs: firstCodecs.map(({ codec }) => codec) };
    const types = { codecs: firstCodecs, telephoneEvent: firstTelephoneEvent };
    this.#own = { ...said, ...of, named: types, version: this.#version, keyTag, ice: 'offered', mux: offersMux(side) };
    const { packetMs, marks, index } = audio;
    return writeOwnOffer({ ...said, ...types, times, media, index, packetMs, marks, taken }, side, this.#session());
  }

  /** Another one in a call that is up, about what is agreed. */
  offer(direction: OwnDirection, side: LocalSide, keyTag: string | null, taken: TakenLines = new Map()): string {
    const { media, times, audio } = this.#offer;
    const { index, codec, payloadType, telephoneEvent, packetMs, marks, also = [] } = audio;
    const codecs = [{ codec, payloadType }];
    const encryption: Encryption = side.crypto === null ? 'none' : 'required';
    this.#version += 1;
    this.#own = {
      ...{ direction, encryption, keyTag, index, version: this.#version, codecs: codec },
      named: { codecs: [...codecs, ...also], telephoneEvent },
      lines: linesWith(media, taken),
      ice: audio.ice === null ? 'none' : 'agreed',
      mux: offersMux(side),
    };
    return writeOwnOffer(
      { times, media, index, codecs, telephoneEvent, packetMs, direction, encryption, marks, taken },
      side,
      this.#session(),
    );
  }

  /** Reads an answer to the open offer, which stays open. */
  read(answer: string): Result<OfferedAudio, OfferFailure> {
    const sent = this.#own;
    if (sent === null) return failed({ failure: 'invalid-offer', message: 'no offer is open' });
    const { reach } = this.#offer;
    const ours = ownFamilies(reach, this.#means);
    const read = readOwnAnswer(answer, sent, { ...reach, rules: this.#means, ours });
    if (!read.ok) return read;
    const answered = { ...answeredTypes(read.value, sent.named), index: sent.index };
    // Voice of the window comes in packets of one length for the whole call.
    return ok(sent.ice === 'offered' ? answered : { ...answered, packetMs: this.audio.packetMs });
  }

  /** The open offer is answered, with this. */
  agree(audio: OfferedAudio): void {
    const sent = this.#own;
    this.#direction = sent?.direction ?? this.#direction;
    this.#own = null;
    this.#offer = { ...this.#offer, audio, media: withAdded(this.#offer.media, sent?.lines ?? 0) };
  }

  /** Nothing comes of the open offer. `unseen`: the far side never got it. */
  withdraw(unseen: boolean): void {
    // Who did not see a version takes the next one for a step too far.
    if (unseen && this.#own?.version === this.#version) this.#version -= 1;
    this.#own = null;
  }

  /** The far side offered again, and that is met, in packets as long as before. */
  follow(next: FarOffer): void {
    this.#offer = { ...next, audio: { ...next.audio, packetMs: this.audio.packetMs } };
    this.#version += 1;
    this.#answer = null;
  }

  #session(): SessionName {
    return { id: this.#sessionId, version: this.#version };
  }
}

/** How many m= lines an offer has with those that are added. */
function linesWith(media: FarOffer['media'], taken: TakenLines): number {
  return Math.max(media.length, ...[...taken.keys()].map((place) => place + 1));
}

/** A line that we added is there for as long as the session is, and is refused again where nothing is wanted of it (RFC 3264 section 8). */
function withAdded(media: FarOffer['media'], lines: number): FarOffer['media'] {
  const added = { type: 'video', port: 0, protocol: 'RTP/AVP', formats: [] };
  return [...media, ...Array.from({ length: Math.max(lines - media.length, 0) }, () => added)];
}

/** The name of the session that an SDP of ours is of (RFC 8866 section 5.2). */
function sessionIn(sdp: string | null): SessionName | null {
  const [, id, version] = /^o=- (\d{1,10}) (\d{1,10}) /m.exec(sdp ?? '') ?? [];
  return id === undefined || version === undefined ? null : { id: Number(id), version: Number(version) };
}
