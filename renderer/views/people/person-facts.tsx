import type { JSX } from 'preact';
import type { MessageId, PersonDetails } from '../../../preload/contract/index.ts';
import { useWords } from '../../wording/words-context.ts';

/** Title, company and so on, as far as they are known. */
export function PersonFacts({ details }: { readonly details: PersonDetails }): JSX.Element | null {
  const words = useWords();
  const { title, department, company, office, location, mails, groups } = details;
  const facts = (
    [
      ['people.fact.title', title],
      ['people.fact.department', department],
      ['people.fact.company', company],
      ['people.fact.office', office],
      ['people.fact.location', location],
      ['people.fact.mail', mails.join(', ')],
      ['people.fact.groups', words.list(groups)],
    ] as const satisfies readonly (readonly [MessageId, string | null])[]
  ).filter(([, text]) => text !== null && text !== '');
  if (facts.length === 0) return null;
  return (
    <dl class="facts">
      {facts.map(([id, text]) => (
        <>
          <dt>{words.say(id)}</dt>
          <dd>
            <bdi class="selectable">{text}</bdi>
          </dd>
        </>
      ))}
    </dl>
  );
}
