import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { longestOwnNumber, type OwnPhonesView, type PhoneNumberView } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Note } from '../../components/notes/note.tsx';
import { useWords } from '../../wording/words-context.ts';
import { SettingGroup } from './setting-row.tsx';

export interface PhoneNumberSettingsProps {
  readonly ownPhones: OwnPhonesView;
  readonly act: Act;
}

type Kind = PhoneNumberView['kind'];

/** The numbers that the user may set; nothing where the server lets them set none. */
export function PhoneNumberSettings({ ownPhones, act }: PhoneNumberSettingsProps): JSX.Element | null {
  const { say } = useWords();
  const { changeable, change } = ownPhones;
  const [open, setOpen] = useState<Kind | null>(null);
  const wasAsked = useRef(false);
  const isAsked = change?.state === 'asked';
  useEffect(() => {
    // What was taken is shown in its row.
    if (wasAsked.current && change === null) setOpen(null);
    wasAsked.current = isAsked;
  }, [change, isAsked]);
  if (changeable.length === 0) return null;
  return (
    <SettingGroup id="phone-numbers" title={say('settings.phone-numbers.title')}>
      {changeable.map((phone) => (
        <div key={phone.kind}>
          <div class="setting">
            <div class="setting-words">
              <p class="setting-label">{say(`settings.phone-numbers.${phone.kind}`)}</p>
              <p class="setting-hint numbers">
                <bdi>{phone.number ?? say('settings.phone-numbers.none')}</bdi>
              </p>
            </div>
            {open !== phone.kind && (
              <div class="setting-control">
                <Button
                  label={say('settings.phone-numbers.change')}
                  name={say('settings.phone-numbers.change-named', {
                    kind: say(`settings.phone-numbers.${phone.kind}`),
                  })}
                  kind="standard"
                  onPress={() => setOpen(phone.kind)}
                />
              </div>
            )}
          </div>
          {open === phone.kind && (
            <NumberForm
              phone={phone}
              change={change?.kind === phone.kind ? change : null}
              act={act}
              onClose={() => setOpen(null)}
            />
          )}
        </div>
      ))}
    </SettingGroup>
  );
}

interface NumberFormProps {
  readonly phone: PhoneNumberView;
  readonly change: OwnPhonesView['change'];
  readonly act: Act;
  readonly onClose: () => void;
}

/** Enter saves, Esc leaves it as it is. */
function NumberForm({ phone: { kind, number }, change, act, onClose }: NumberFormProps): JSX.Element {
  const { say } = useWords();
  const [text, setText] = useState(number ?? '');
  const [isRefused, setRefused] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  const isAsked = change?.state === 'asked';
  const problem = isRefused ? 'typed' : change !== null && change.state !== 'asked' ? change.state : null;
  const save = (): void => {
    const typed = text.trim() === '' ? null : text.trim();
    void act({ type: 'change-phone-number', kind, number: typed }).then(({ ok }) => setRefused(!ok));
  };
  return (
    <form
      class="phone-number-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isAsked) save();
      }}
    >
      <div class={`field-box${problem === null ? '' : ' field-bad'}`}>
        <input
          ref={field}
          class="field-input"
          type="tel"
          dir="ltr"
          aria-label={say('settings.phone-numbers.field', { kind: say(`settings.phone-numbers.${kind}`) })}
          aria-describedby="phone-number-hint"
          value={text}
          maxLength={longestOwnNumber}
          autocomplete="off"
          onInput={(event) => {
            setRefused(false);
            setText(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            onClose();
          }}
        />
      </div>
      <p class="setting-hint" id="phone-number-hint">
        {say('settings.phone-numbers.empty')}
      </p>
      {problem !== null && <Note kind="error">{say(`settings.phone-numbers.problem.${problem}`)}</Note>}
      <div class="phone-number-actions">
        <Button label={say('settings.phone-numbers.save')} kind="primary" submits busy={isAsked} />
        <Button label={say('settings.phone-numbers.cancel')} kind="quiet" onPress={onClose} />
      </div>
    </form>
  );
}
