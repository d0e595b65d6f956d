import type { JSX } from 'preact';
import type { OwnPhonesView, Words } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Picker } from '../../components/form/picker.tsx';
import { Note } from '../../components/notes/note.tsx';
import { useWords } from '../../wording/words-context.ts';
import { SettingGroup } from './setting-row.tsx';

export interface OwnPhoneSettingsProps {
  readonly ownPhones: OwnPhonesView;
  readonly act: Act;
}

/** Which telephone of the user rings; nothing where the server lists none. */
export function OwnPhoneSettings({ ownPhones, act }: OwnPhoneSettingsProps): JSX.Element | null {
  const words = useWords();
  const { say } = words;
  const { phones, chosen, refused } = ownPhones;
  if (phones.length === 0 && chosen === null) return null;
  const choices = choicesOf(ownPhones, words);
  const present = choices.find(({ id }) => id === (chosen?.id ?? '')) ?? choices[0] ?? null;
  return (
    <SettingGroup id="own-phone-group" title={say('settings.own-phone.title')}>
      <div class="setting">
        <div class="setting-words">
          <label class="setting-label" for="own-phone">
            {say('settings.own-phone.label')}
          </label>
          <p class="setting-hint" id="own-phone-hint">
            {say('settings.own-phone.hint')}
          </p>
        </div>
        <div class="setting-control">
          <Picker
            id="own-phone"
            look="box"
            choices={choices}
            chosen={present}
            describedBy="own-phone-hint"
            onChoose={(id) => act({ type: 'choose-own-phone', phoneId: id === '' ? null : id })}
          />
        </div>
      </div>
      {refused && (
        <Note kind="warning" title={say('settings.own-phone.refused')}>
          {say('settings.own-phone.refused-help')}
        </Note>
      )}
    </SettingGroup>
  );
}

function choicesOf({ phones, chosen, usual }: OwnPhonesView, { say }: Words) {
  const listed = chosen === null || phones.some(({ id }) => id === chosen.id) ? phones : [...phones, chosen];
  const left =
    usual === null ? say('settings.own-phone.usual') : say('settings.own-phone.usual-number', { number: usual });
  return [
    { id: '', label: left },
    ...listed.map(({ id, number, kind }) => ({ id, label: say(`settings.own-phone.${kind}`, { number }) })),
  ];
}
