import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { type AppView, isTestOn, type SettingsSection } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../wording/words-context.ts';
import { CheckRow } from './check-row.tsx';
import { type DiagnosticsTab, DiagnosticsTabs } from './diagnostics-tabs.tsx';
import { LastCalls, Outages } from './past-rings.tsx';
import { PolicyPanel } from './policy-panel.tsx';
import { QualityPanel } from './quality-panel.tsx';
import { RingTest } from './ring-test.tsx';
import { Verdict } from './verdict.tsx';

export interface DiagnosticsPageProps {
  readonly view: AppView;
  readonly act: Act;
  readonly onSettings: (section: SettingsSection) => void;
}

/** "Will I ring?": the answer, what it stands on, and how calls rang before; and how they sounded. */
export function DiagnosticsPage({ view, act, onSettings }: DiagnosticsPageProps): JSX.Element {
  const { say } = useWords();
  const { health, quality, calls } = view;
  const [tab, setTab] = useState<DiagnosticsTab>('ringing');
  const [copied, setCopied] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const testing = health.ringTest?.ringing === true;
  const talking = isTestOn(quality.test);
  const busy = !testing && calls.some(({ state }) => state !== 'ended');

  const copy = async (): Promise<void> => setCopied((await act({ type: 'copy-report' })).ok);
  const showHow = (): void => {
    const row = list.current?.querySelector<HTMLElement>('.check-failed, .check-warning');
    (row?.querySelector('button') ?? row)?.focus();
    row?.scrollIntoView({ block: 'center' });
  };
  return (
    <main class="diagnostics" aria-labelledby="will-i-ring" data-pane>
      <header class="diagnostics-head">
        <h1 class="title" id="will-i-ring">
          {say(tab === 'ringing' ? 'diagnostics.title' : 'quality.title')}
        </h1>
        <div class="diagnostics-actions">
          <Button
            label={say('diagnostics.export')}
            kind="standard"
            icon="export"
            onPress={() => void act({ type: 'export-diagnostics' })}
          />
          <Button
            label={say(copied ? 'diagnostics.copied' : 'diagnostics.copy')}
            kind="standard"
            icon={copied ? 'check' : 'copy'}
            onPress={() => void copy()}
          />
          {tab === 'ringing' ? (
            <Button
              label={say(testing ? 'diagnostics.ringing' : 'diagnostics.ring')}
              kind="primary"
              icon="bell"
              busy={testing}
              off={busy}
              {...(busy ? { describedBy: 'ring-busy' } : {})}
              onPress={() => void act({ type: 'ring-test' })}
            />
          ) : (
            <Button
              label={say(talking ? 'quality.test-stop' : 'quality.test')}
              kind="primary"
              icon="microphone"
              off={busy && !talking}
              {...(busy && !talking ? { describedBy: 'ring-busy' } : {})}
              onPress={() => void act({ type: talking ? 'stop-test-call' : 'test-call' })}
            />
          )}
          {busy && (
            <span class="unseen-text" id="ring-busy">
              {say('diagnostics.not-in-call')}
            </span>
          )}
        </div>
      </header>
      <DiagnosticsTabs tab={tab} onTab={setTab} />
      <div class="diagnostics-panel" id="diagnostics-panel" role="tabpanel" aria-labelledby={`diagnostics-${tab}`}>
        {tab === 'quality' ? (
          <QualityPanel quality={quality} />
        ) : (
          <>
            <Verdict health={health} onHow={showHow} />
            {health.ringTest && <RingTest test={health.ringTest} />}
            <ul class="card-list" aria-label={say('diagnostics.checks')} ref={list}>
              {health.checks.map((check) => (
                <CheckRow key={check.id} check={check} act={act} onSettings={onSettings} />
              ))}
            </ul>
            <Outages outages={health.outages} />
            <LastCalls calls={health.lastCalls} />
            <PolicyPanel policy={view.policy} />
          </>
        )}
      </div>
    </main>
  );
}
