import type { JSX } from 'preact';
import { type RingingView, silenceSpans } from '../../../../preload/contract/index.ts';
import type { Act } from '../../../bridge.ts';
import { Picker } from '../../../components/form/picker.tsx';
import { useWords } from '../../../wording/words-context.ts';
import { SettingRow } from '../setting-row.tsx';

/** Whether rings are silenced for a while, and until when. */
export function SilenceRow({ ringing, act }: { readonly ringing: RingingView; readonly act: Act }): JSX.Element {
  const { say } = useWords();
  const { silence } = ringing;
  const off = { id: 'off', label: say(silence === null ? 'settings.silence-rings.off' : 'ringing.again') };
  const spans = silenceSpans.map((span) => ({ id: span, label: say(`own.silence-rings.${span}`) }));
  const choose = (chosen: string): void => {
    const span = silenceSpans.find((one) => one === chosen);
    if (span !== undefined) act({ type: 'silence-rings', span });
    else if (chosen === 'off' && silence !== null) act({ type: 'ring-again' });
  };
  return (
    <SettingRow id="silence-rings" label={say('settings.silence-rings')} hint={say('settings.silence-rings-hint')}>
      <Picker
        id="silence-rings"
        look="box"
        choices={[off, ...spans]}
        chosen={silence === null ? off : { id: 'silent', label: silence }}
        describedBy="silence-rings-hint"
        onChoose={choose}
      />
    </SettingRow>
  );
}
