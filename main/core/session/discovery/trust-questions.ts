import type { SessionEvent, TrustQuestion } from '../state.ts';

/**
 * While nobody answers the server is asked again, which may have answered strangely for a while: after this, and each time twice as long,
 * because discovery is many requests; in milliseconds.
 */
const [lookAgainMs, longestMs] = [60_000, 1_800_000];

export interface TrustQuestionsDeps {
  readonly pause: (ms: number) => Promise<void>;
  readonly emit: (event: SessionEvent) => void;
  /** The user vouched for a domain. */
  readonly onTrusted: (domain: string) => void;
}

/** What only the user can say: whether the servers of a domain are their organization's. One question is open at a time. */
export interface TrustQuestions {
  isOpen(): boolean;
  /**
   * Resolves with the answer. `looks`: nobody may be there to give it, so that after a while it is null, and the question stays open; how often
   * that was so before. Null: somebody waits for the sign-in.
   */
  ask(question: TrustQuestion, looks: number | null): Promise<boolean | null>;
  /** The user's answer; false where that was not asked. */
  answer(domain: string, trusted: boolean): boolean;
  /** There is nothing to ask any more. */
  withdraw(): void;
}

interface Open {
  readonly question: TrustQuestion;
  readonly answer: Promise<boolean>;
  readonly decide: (trusted: boolean) => void;
  /** It may come while the server is asked again. */
  decided: boolean;
}

export function createTrustQuestions({ pause, emit, onTrusted }: TrustQuestionsDeps): TrustQuestions {
  let open: Open | null = null;

  function answerTo(question: TrustQuestion): Promise<boolean> {
    if (open?.question.domain !== question.domain) {
      open = opened(question);
      emit({ type: 'trust-asked', question });
    }
    return open.answer;
  }

  return {
    isOpen: () => open !== null,
    ask(question, looks) {
      const answer = answerTo(question);
      if (looks === null) return answer;
      const waitMs = Math.min(lookAgainMs * 2 ** looks, longestMs);
      return Promise.race([answer, pause(waitMs).then(() => null)]);
    },
    answer(domain, trusted) {
      if (open === null || open.decided || open.question.domain !== domain) return false;
      const { decide } = open;
      open.decided = true;
      if (trusted) {
        open = null;
        onTrusted(domain);
        emit({ type: 'sign-in-stage', stage: 'discovering' });
      }
      decide(trusted);
      return true;
    },
    withdraw() {
      open?.decide(false);
      open = null;
    },
  };
}

function opened(question: TrustQuestion): Open {
  let decide: Open['decide'] = () => {};
  const answer = new Promise<boolean>((resolve) => {
    decide = resolve;
  });
  return { question, answer, decide, decided: false };
}
