import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { TrustView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Sentence } from '../../components/notes/sentence.tsx';
import { useWords } from '../../wording/words-context.ts';

export interface TrustQuestionProps {
  readonly trust: TrustView;
  /** Of the user who signs in. */
  readonly address: string;
  readonly act: Act;
}

/** Asks whether a domain is the organization's before anything is sent there; focus starts on the answer that sends nothing. */
export function TrustQuestion({ trust, address, act }: TrustQuestionProps): JSX.Element {
  const { say, sentence } = useWords();
  const { host, domain } = trust;
  const no = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => no.current?.focus(), []);
  const answer = (trusted: boolean) => () => act({ type: 'trust-domain', domain, trusted });
  return (
    <section class="trust" role="alertdialog" aria-labelledby="trust-title" aria-describedby="trust-help">
      <h2 class="section" id="trust-title">
        {say('trust.title', { domain })}
      </h2>
      <div class="trust-words" id="trust-help">
        <p>
          <Sentence
            pieces={sentence('trust.leads', {
              organization: address.slice(address.lastIndexOf('@') + 1),
              host: { name: host },
            })}
            named={(name) => <strong dir="ltr">{name}</strong>}
          />
        </p>
        <p>{say('trust.nothing-sent')}</p>
      </div>
      <div class="trust-answers">
        <Button label={say('trust.no')} kind="standard" size="wide" elementRef={no} onPress={answer(false)} />
        <Button label={say('trust.yes', { domain })} kind="standard" size="wide" onPress={answer(true)} />
      </div>
    </section>
  );
}
