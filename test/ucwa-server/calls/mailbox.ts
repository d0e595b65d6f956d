/** The calls that nobody here took, as the user's mailbox keeps them: they outlive every application. */
import type { CallDetails, Person } from '../people.ts';

export interface MissedCall {
  readonly id: string;
  /** The conversation's, as its invitation had it. */
  readonly threadId: string;
  readonly from: Person;
  /** In ms since 1970. */
  readonly at: number;
  readonly subject: CallDetails['subject'];
  readonly importance: CallDetails['importance'];
}

export class Mailbox {
  #calls: readonly MissedCall[] = [];
  /** Voice messages: how many nobody has listened to, and all. */
  readonly voicemails = { fresh: 0, all: 0 };

  /** Newest first. */
  get calls(): readonly MissedCall[] {
    return this.#calls;
  }

  add(call: MissedCall): void {
    this.#calls = [call, ...this.#calls];
  }

  /** Somebody leaves a voice message. */
  leave(): void {
    this.voicemails.fresh += 1;
    this.voicemails.all += 1;
  }

  /** The user has listened to them. */
  hear(): void {
    this.voicemails.fresh = 0;
  }

  remove(id: string): void {
    this.#calls = this.#calls.filter((call) => call.id !== id);
  }
}
