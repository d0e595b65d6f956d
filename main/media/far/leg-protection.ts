import { randomBytes } from 'node:crypto';
import { type OfferedKey, writeCryptoLine } from '../sdp/crypto-line.ts';
import { masterKeyBytes, masterSaltBytes } from '../srtp/key-derivation.ts';
import {
  type FarOpening,
  goingOver,
  inTheClear,
  type KeyedSealing,
  openedBy,
  type Protection,
  type SentCounters,
  sealedBy,
} from '../srtp/protection.ts';

/** The protection of a call's voice over all of its offers. */
export interface LegProtection {
  present(): Protection;
  /** The value of our `a=crypto` in what is said next; null where nothing is encrypted. */
  line(): string | null;
  /** By which an answer to us names that line. */
  tag(): string | null;
  /**
   * Goes on by the key of another offer. The same key goes on as it is; to another one we say a new key of ours. At the same place its counters go on
   * (RFC 3711 section 3.3.1). At another place somebody else may listen, who does not know how far they are, and they begin anew (RFC 4568 section 7.1.4).
   */
  renew(offered: OfferedKey | null, isSamePlace: boolean): void;
  /** Goes on by the key of an answer to our line, or without one by an answer that has none. Ours was said, so that it stays, counters too. */
  accept(answered: OfferedKey | null): void;
}

/** The line that ours is written like: its tag and its identifier. */
type Form = Pick<OfferedKey, 'tag' | 'mki'>;

/** To a far side that offers. `carriedOn`: it may have sent under that key to a process before this one. */
export function createLegProtection(first: OfferedKey | null, carriedOn = false): LegProtection {
  return protectionFrom({ first, said: first, master: newMasterKey(), carriedOn });
}

/** Our key in a first offer, which any number may answer. */
export interface FirstKey {
  /** The value of our `a=crypto`. */
  readonly line: string;
  /** By which an answer names that line. */
  readonly tag: string;
  /** With one of those who answer it; null for one that does without. Each has counters of its own, so only one of them may be sent to. */
  answered(far: OfferedKey | null): LegProtection;
}

/** Without an identifier, as all far sides understand it. */
const firstForm: Form = { tag: '1', mki: Buffer.alloc(0) };

export function createFirstKey(): FirstKey {
  const master = newMasterKey();
  return {
    line: writeCryptoLine(firstForm, master),
    tag: firstForm.tag,
    answered: (first) => protectionFrom({ first, said: firstForm, master, carriedOn: false }),
  };
}

interface Beginning {
  /** The far side's. */
  readonly first: OfferedKey | null;
  /** The form of our line; null where we said none. */
  readonly said: Form | null;
  readonly master: Buffer;
  /** Streams under the first key may have begun before. */
  readonly carriedOn: boolean;
}

function protectionFrom({ first, said, master: firstMaster, carriedOn }: Beginning): LegProtection {
  let far = first;
  let form = said;
  let master = firstMaster;
  /** One for as long as our key is, whatever the far side agrees to meanwhile: its counters never begin anew under the same key. */
  let sealing: KeyedSealing | null = null;
  let opening: FarOpening = inTheClear;
  let protection: Protection = inTheClear;

  const goOn = (next: OfferedKey | null, counters?: SentCounters) => {
    far = next;
    if (next === null || form === null) {
      opening = goingOver(opening, inTheClear);
      protection = { ...inTheClear, ...opening };
      return;
    }
    // What is ours has the identifier that our line has, which in an answer is that of theirs.
    sealing ??= sealedBy({ master, mki: form.mki }, counters);
    opening = goingOver(opening, openedBy(next, opening.indexes(), carriedOn && next === first));
    protection = { ...sealing, ...opening };
  };
  goOn(first);

  return {
    present: () => protection,
    line: () => far && form && writeCryptoLine(form, master),
    tag: () => (far && form)?.tag ?? null,
    renew(next, isSamePlace) {
      const isSame = isSameKey(next, far);
      form = next;
      if (isSame) {
        far = next;
        return;
      }
      const counters = isSamePlace ? sealing?.counters() : undefined;
      [master, sealing] = [newMasterKey(), null];
      goOn(next, counters);
    },
    accept(next) {
      if (!isSameKey(next, far)) goOn(next);
    },
  };
}

function isSameKey(one: OfferedKey | null, other: OfferedKey | null): boolean {
  if (one === null || other === null) return one === other;
  return one.master.equals(other.master) && one.mki.equals(other.mki);
}

function newMasterKey(): Buffer {
  return randomBytes(masterKeyBytes + masterSaltBytes);
}
