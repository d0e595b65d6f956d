import { randomBytes } from 'node:crypto';
import { type OfferedKey, writeCryptoLine } from '../sdp/crypto-line.ts';
import { masterKeyBytes, masterSaltBytes } from '../srtp/key-derivation.ts';
import { goingOver, inTheClear, type Protection, protectedBy } from '../srtp/protection.ts';

/** The protection of a call's voice over all of its offers. */
export interface LegProtection {
  present(): Protection;
  /** The value of our `a=crypto` in what is said next; null where nothing is encrypted. */
  line(): string | null;
  /** By which an answer to us names that line. */
  tag(): string | null;
  /**
   * Goes on by the key of another offer. The same key goes on as it is, counters too; with another one somebody else may listen, who does not know how
   * far the counters are, so that both ways begin anew (RFC 4568 section 7.1.4).
   */
  renew(offered: OfferedKey | null): void;
  /** Goes on by the key of an answer to our line. Ours was said, so that it stays, counters too. */
  accept(answered: OfferedKey | null): void;
}

/** The line that ours is written like: its tag and its identifier. */
type Form = Pick<OfferedKey, 'tag' | 'mki'>;

export function createLegProtection(first: OfferedKey | null): LegProtection {
  let far = first;
  let form: Form | null = first;
  let master = newMasterKey();
  let protection = madeOf(first, master);
  return {
    present: () => protection,
    line: () => form && writeCryptoLine(form, master),
    tag: () => form?.tag ?? null,
    renew(next) {
      const isSame = isSameKey(next, far);
      [far, form] = [next, next];
      if (isSame) return;
      master = newMasterKey();
      protection = goingOver(protection, madeOf(next, master));
    },
    accept(next) {
      if (isSameKey(next, far)) return;
      far = next;
      const { protectRtp, protectRtcp } = protection;
      protection = { ...goingOver(protection, madeOf(next, master)), protectRtp, protectRtcp };
    },
  };
}

/** Ours has the identifier of theirs: an answer names no other. */
function madeOf(offered: OfferedKey | null, master: Buffer): Protection {
  return offered === null ? inTheClear : protectedBy({ master, mki: offered.mki }, offered);
}

function isSameKey(one: OfferedKey | null, other: OfferedKey | null): boolean {
  if (one === null || other === null) return one === other;
  return one.master.equals(other.master) && one.mki.equals(other.mki);
}

function newMasterKey(): Buffer {
  return randomBytes(masterKeyBytes + masterSaltBytes);
}
