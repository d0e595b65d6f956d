import type { JSX } from 'preact';
import type { SignInField } from '../../../preload/contract/index.ts';
import { CheckBox } from '../../components/form/check-box.tsx';
import { Field } from '../../components/form/field.tsx';
import { PasswordField } from '../../components/form/password-field.tsx';
import { useWords } from '../../wording/words-context.ts';
import type { FieldErrors, SignInEntry } from './sign-in-form.ts';

export interface SignInFieldsProps {
  readonly entry: SignInEntry;
  readonly errors: FieldErrors;
  readonly bad: readonly SignInField[];
  readonly busy: boolean;
  readonly serverShown: boolean;
  readonly proxyShown: boolean;
  readonly onChange: (entry: SignInEntry) => void;
}

/** What the proxy on the way asks for; a problem above says which proxy. */
function ProxyFields(props: Omit<SignInFieldsProps, 'serverShown' | 'proxyShown'>): JSX.Element {
  const { say } = useWords();
  const { entry, errors, bad, busy, onChange } = props;
  const proxy = entry.proxy ?? { userName: '', password: '' };
  return (
    <>
      <Field
        id="proxyUserName"
        label={say('sign-in.proxy-user-name')}
        autocomplete="off"
        value={proxy.userName}
        readOnly={busy}
        bad={bad.includes('proxyUserName')}
        error={errors.proxyUserName ?? null}
        onInput={(userName) => onChange({ ...entry, proxy: { ...proxy, userName } })}
      />
      <PasswordField
        id="proxyPassword"
        label={say('sign-in.proxy-password')}
        show={say('sign-in.show-proxy-password')}
        hide={say('sign-in.hide-proxy-password')}
        autocomplete="off"
        value={proxy.password}
        readOnly={busy}
        bad={bad.includes('proxyPassword')}
        error={null}
        hint={say('sign-in.proxy-password-hint')}
        onInput={(password) => onChange({ ...entry, proxy: { ...proxy, password } })}
      />
    </>
  );
}

/** The fields of the sign-in form. Each one's id is its name in the contract. */
export function SignInFields({
  entry,
  errors,
  bad,
  busy,
  serverShown,
  proxyShown,
  onChange,
}: SignInFieldsProps): JSX.Element {
  const { say } = useWords();
  return (
    <div class="fields">
      {proxyShown && <ProxyFields {...{ entry, errors, bad, busy, onChange }} />}
      {serverShown && (
        <Field
          id="server"
          label={say('sign-in.server')}
          value={entry.server}
          placeholder={say('sign-in.server-example')}
          hint={say('sign-in.server-hint')}
          readOnly={busy}
          bad={bad.includes('server')}
          error={errors.server ?? null}
          onInput={(server) => onChange({ ...entry, server })}
        />
      )}
      <Field
        id="address"
        label={say('sign-in.address')}
        autocomplete="username"
        placeholder={say('sign-in.address-example')}
        value={entry.address}
        readOnly={busy}
        bad={bad.includes('address')}
        error={errors.address ?? null}
        onInput={(address) => onChange({ ...entry, address })}
      />
      <Field
        id="userName"
        label={say('sign-in.user-name')}
        aside={say('sign-in.user-name-aside')}
        value={entry.userName}
        placeholder={say('sign-in.user-name-example')}
        readOnly={busy}
        bad={bad.includes('userName')}
        error={errors.userName ?? null}
        onInput={(userName) => onChange({ ...entry, userName })}
      />
      <PasswordField
        id="password"
        label={say('sign-in.password')}
        show={say('sign-in.show-password')}
        hide={say('sign-in.hide-password')}
        autocomplete="current-password"
        value={entry.password}
        readOnly={busy}
        bad={bad.includes('password')}
        error={errors.password ?? null}
        hint={say('sign-in.password-hint')}
        onInput={(password) => onChange({ ...entry, password })}
      />
      <CheckBox
        id="keep"
        label={say('sign-in.keep')}
        hint={say('sign-in.keep-hint')}
        checked={entry.keep}
        disabled={busy}
        onChange={(keep) => onChange({ ...entry, keep })}
      />
    </div>
  );
}
