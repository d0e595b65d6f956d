import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Tabs } from '../../components/tabs.tsx';
import { useWords } from '../../wording/words-context.ts';
import type { Block, Guide, Inline } from './guide.ts';
import { GuideView } from './guide-view.tsx';
import { trouble } from './guides/trouble.ts';
import { userGuide } from './guides/user-guide.ts';

const guides = { 'user-guide': userGuide, trouble } as const satisfies Readonly<Record<string, Guide>>;

type GuideName = keyof typeof guides;

/** What the documentation says to users, without a network. It is in English, whatever language the app speaks. */
export function HelpPage(): JSX.Element {
  const { say } = useWords();
  const [name, setName] = useState<GuideName>('user-guide');
  const guide: Guide = guides[name];
  return (
    <main class="help" aria-labelledby="help-title" data-pane>
      <h1 class="title" id="help-title">
        {say('help.title')}
      </h1>
      <Tabs
        name={say('help.pages')}
        tabs={[
          { id: 'user-guide', label: say('help.user-guide') },
          { id: 'trouble', label: say('help.trouble') },
        ]}
        chosen={name}
        panel="help-panel"
        onTab={setName}
      />
      <div class="help-panel" id="help-panel" role="tabpanel" aria-labelledby={`tab-${name}`}>
        <nav class="help-contents" aria-label={say('help.contents')}>
          {guide.filter(isSection).map(({ id, text }) => (
            <button key={id} type="button" class="help-entry" lang="en" dir="ltr" onClick={() => goTo(id)}>
              {wordsOf(text)}
            </button>
          ))}
        </nav>
        <article class="handbook" key={name} lang="en" dir="ltr">
          <GuideView guide={guide.filter((block) => !isTitle(block))} onLink={goTo} />
        </article>
      </div>
    </main>
  );
}

type Heading = Extract<Block, { readonly kind: 'heading' }>;

function isSection(block: Block): block is Heading {
  return block.kind === 'heading' && block.level === 2;
}

/** The tab says it. */
function isTitle(block: Block): boolean {
  return block.kind === 'heading' && block.level === 1;
}

/** To a heading, which a screen reader then reads on from. */
function goTo(id: string): void {
  const heading = document.querySelector<HTMLElement>(`.handbook #${CSS.escape(id)}`);
  heading?.focus();
  heading?.scrollIntoView({ block: 'start' });
}

function wordsOf(text: Inline): string {
  return text
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      return typeof piece.text === 'string' ? piece.text : wordsOf(piece.text);
    })
    .join('');
}
