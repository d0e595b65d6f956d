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

/** To a far side that offers. */
export function createLegProtection(first: OfferedKey | null): LegProtection {
  return protectionFrom(first, first, newMasterKey());
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
    answered: (far) => protectionFrom(far, far && firstForm, master),
  };
}

function protectionFrom(first: OfferedKey | null, firstForm: Form | null, firstMaster: Buffer): LegProtection {
  let far = first;
  let form = firstForm;
  let master = firstMaster;
  let protection = madeOf(far, form, master);
  return {
    present: () => protection,
    line: () => form && writeCryptoLine(form, master),
    tag: () => form?.tag ?? null,
    renew(next) {
      const isSame = isSameKey(next, far);
      [far, form] = [next, next];
      if (isSame) return;
      master = newMasterKey();
      protection = goingOver(protection, madeOf(next, form, master));
    },
    accept(next) {
      if (isSameKey(next, far)) return;
      far = next;
      const { protectRtp, protectRtcp } = protection;
      protection = { ...goingOver(protection, madeOf(next, form, master)), protectRtp, protectRtcp };
    },
  };
}

/** Ours has the identifier that our line has, which in an answer is that of theirs. */
function madeOf(far: OfferedKey | null, form: Form | null, master: Buffer): Protection {
  return far === null || form === null ? inTheClear : protectedBy({ master, mki: form.mki }, far);
}

function isSameKey(one: OfferedKey | null, other: OfferedKey | null): boolean {
  if (one === null || other === null) return one === other;
  return one.master.equals(other.master) && one.mki.equals(other.mki);
}

function newMasterKey(): Buffer {
  return randomBytes(masterKeyBytes + masterSaltBytes);
}
