import { randomBytes } from 'node:crypto';
import { type OfferedKey, writeCryptoLine } from '../sdp/crypto-line.ts';
import { masterKeyBytes, masterSaltBytes } from '../srtp/key-derivation.ts';
import { goingOver, inTheClear, type Protection, protectedBy } from '../srtp/protection.ts';

/** The protection of a call's voice over all of its offers. */
export interface LegProtection {
  present(): Protection;
  /** The value of `a=crypto` in the answer to the latest offer; null where nothing is encrypted. */
  answer(): string | null;
  /**
   * Goes on by the key of another offer. The same key goes on as it is, counters too; with another one somebody else may listen, who does not know how
   * far the counters are, so that both ways begin anew (RFC 4568 section 7.1.4).
   */
  renew(offered: OfferedKey | null): void;
}

export function createLegProtection(first: OfferedKey | null): LegProtection {
  let offered = first;
  let master = newMasterKey();
  let protection = madeOf(first, master);
  return {
    present: () => protection,
    answer: () => offered && writeCryptoLine(offered, master),
    renew(next) {
      const isSame = isSameKey(next, offered);
      offered = next;
      if (isSame) return;
      master = newMasterKey();
      protection = goingOver(protection, madeOf(next, master));
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
