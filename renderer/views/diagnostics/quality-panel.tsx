import type { JSX } from 'preact';
import type { QualityView } from '../../../preload/contract/index.ts';
import { Note } from '../../components/notes/note.tsx';
import { useWords } from '../../wording/words-context.ts';
import { MeasuredCalls } from './measured-calls.tsx';
import { QualityGroups } from './quality-groups.tsx';
import { TestCall } from './test-call.tsx';

/** How calls sounded: the last ones by themselves, all of a month by network and by device. */
export function QualityPanel({ quality }: { readonly quality: QualityView }): JSX.Element {
  const { say } = useWords();
  const { summary, calls, networks, devices, test } = quality;
  return (
    <>
      {test !== null && <TestCall test={test} />}
      {summary === '' ? (
        <div class="quality-none">
          <p>
            <strong>{say('quality.none')}</strong>
          </p>
          <p>{say('quality.none-help')}</p>
        </div>
      ) : (
        <Note kind="info" title={summary} />
      )}
      <MeasuredCalls calls={calls} />
      {networks.length > 0 && (
        <div class="quality-groups">
          <QualityGroups
            id="by-network"
            title={say('quality.by-network')}
            column={say('quality.network')}
            groups={networks}
          />
          <QualityGroups
            id="by-device"
            title={say('quality.by-device')}
            column={say('quality.device')}
            groups={devices}
          />
        </div>
      )}
    </>
  );
}
