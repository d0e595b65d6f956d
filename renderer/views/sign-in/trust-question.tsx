import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { TrustView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';

export interface TrustQuestionProps {
  readonly trust: TrustView;
  /** Of the user who signs in. */
  readonly address: string;
  readonly act: Act;
}

/** Asks whether a domain is the organization's before anything is sent there; focus starts on the answer that sends nothing. */
export function TrustQuestion({ trust, address, act }: TrustQuestionProps): JSX.Element {
  const { host, domain } = trust;
  const no = useRef<HTMLButtonElement>(null);
  useEffect(() => no.current?.focus(), []);
  const answer = (trusted: boolean) => () => act({ type: 'trust-domain', domain, trusted });
  return (
    <section class="trust" role="alertdialog" aria-labelledby="trust-title" aria-describedby="trust-help">
      <h2 class="section" id="trust-title">
        Do you trust {domain}?
      </h2>
      <div class="trust-words" id="trust-help">
        <p>
          The server of {address.slice(address.lastIndexOf('@') + 1)} leads to <strong>{host}</strong>. Switchhook signs
          you in there only if you trust it.
        </p>
        <p>Nothing was sent there yet. If you do not know the name, ask your administrator.</p>
      </div>
      <div class="trust-answers">
        <Button label="Do not trust" kind="standard" size="wide" elementRef={no} onPress={answer(false)} />
        <Button label={`Trust ${domain}`} kind="standard" size="wide" onPress={answer(true)} />
      </div>
    </section>
  );
}
