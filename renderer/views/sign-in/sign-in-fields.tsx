import type { JSX } from 'preact';
import type { SignInField } from '../../../preload/contract/index.ts';
import { CheckBox } from '../../components/form/check-box.tsx';
import { Field } from '../../components/form/field.tsx';
import { PasswordField } from '../../components/form/password-field.tsx';
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
  const { entry, errors, bad, busy, onChange } = props;
  const proxy = entry.proxy ?? { userName: '', password: '' };
  return (
    <>
      <Field
        id="proxyUserName"
        label="Proxy user name"
        autocomplete="off"
        value={proxy.userName}
        readOnly={busy}
        bad={bad.includes('proxyUserName')}
        error={errors.proxyUserName ?? null}
        onInput={(userName) => onChange({ ...entry, proxy: { ...proxy, userName } })}
      />
      <PasswordField
        id="proxyPassword"
        label="Proxy password"
        autocomplete="off"
        value={proxy.password}
        readOnly={busy}
        bad={bad.includes('proxyPassword')}
        error={null}
        hint="For this proxy only. It is kept where your password is."
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
  return (
    <div class="fields">
      {proxyShown && <ProxyFields {...{ entry, errors, bad, busy, onChange }} />}
      {serverShown && (
        <Field
          id="server"
          label="Server address"
          value={entry.server}
          placeholder="lync.company.com"
          hint="Ask your administrator. Nothing else is searched for."
          readOnly={busy}
          bad={bad.includes('server')}
          error={errors.server ?? null}
          onInput={(server) => onChange({ ...entry, server })}
        />
      )}
      <Field
        id="address"
        label="Sign-in address"
        autocomplete="username"
        placeholder="name@company.com"
        value={entry.address}
        readOnly={busy}
        bad={bad.includes('address')}
        error={errors.address ?? null}
        onInput={(address) => onChange({ ...entry, address })}
      />
      <Field
        id="userName"
        label="User name"
        aside="If it differs from the address"
        value={entry.userName}
        placeholder="DOMAIN\name"
        readOnly={busy}
        bad={bad.includes('userName')}
        error={errors.userName ?? null}
        onInput={(userName) => onChange({ ...entry, userName })}
      />
      <PasswordField
        id="password"
        label="Password"
        autocomplete="current-password"
        value={entry.password}
        readOnly={busy}
        bad={bad.includes('password')}
        error={errors.password ?? null}
        hint="Empty: you sign in as the user of this computer, or on your organization’s page."
        onInput={(password) => onChange({ ...entry, password })}
      />
      <CheckBox
        id="keep"
        label="Keep me signed in"
        hint="Your password stays in this computer’s keychain."
        checked={entry.keep}
        disabled={busy}
        onChange={(keep) => onChange({ ...entry, keep })}
      />
    </div>
  );
}
