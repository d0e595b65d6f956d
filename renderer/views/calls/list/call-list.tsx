import type { JSX, RefObject } from 'preact';
import type { HistoryRow, PartyView } from '../../../../preload/contract/index.ts';
import { ListBox } from '../../../components/list/list-box.tsx';
import type { PickedRow } from '../../../components/list/use-rows.ts';
import { useWords } from '../../../wording/words-context.ts';
import { CallRow } from './call-row.tsx';
import type { CallList } from './use-call-rows.ts';

export interface CallListBoxProps {
  readonly calls: CallList;
  /** Pictures of who was talked to, by the ids of calls. */
  readonly faces: ReadonlyMap<string, string>;
  readonly total: number;
  readonly now: number;
  /** Calls that came to nothing since the list was last looked at. */
  readonly fresh: ReadonlySet<string>;
  /** What scrolls the list. */
  readonly scroller: RefObject<HTMLElement | null>;
  /** Enter, or a press in a narrow window. */
  readonly onOpen: () => void;
  /** How somebody is called; null where that is not possible. */
  readonly onCall: (party: PartyView) => (() => void) | null;
  /** The same of writing to them. */
  readonly onWrite: (party: PartyView) => (() => void) | null;
  readonly onDelete: (row: PickedRow<HistoryRow>) => void;
}

/** Past calls by day. */
export function CallListBox(props: CallListBoxProps): JSX.Element {
  const { calls, faces, total, now, fresh, scroller, onOpen, onCall, onWrite, onDelete } = props;
  const { say, dayName } = useWords();
  return (
    <ListBox
      list={calls}
      total={total}
      name={say('calls.title')}
      sectionOf={({ call, opensDay }) => ({ name: dayName(call.at, now), opens: opensDay })}
      drawRow={(row, inList) => (
        <CallRow
          {...inList}
          row={row}
          photo={faces.get(row.call.id) ?? null}
          now={now}
          fresh={!row.call.seen || fresh.has(row.call.id)}
          onCall={onCall(row.call.party)}
          canWrite={onWrite(row.call.party) !== null}
        />
      )}
      scroller={scroller}
      onOpen={onOpen}
      onCall={({ call }) => onCall(call.party)?.()}
      onWrite={({ call }) => onWrite(call.party)?.()}
      onDelete={onDelete}
    />
  );
}
