import type { OwnPhonesCommand } from '../../../preload/contract/index.ts';
import { type CommandHandlers, refused, taken } from '../commands.ts';
import type { FollowsSession } from '../follows-session.ts';
import type { Log, Records } from '../ports.ts';
import { failureCode } from '../session/failure.ts';
import type { Perform } from '../session/requests/transport.ts';
import { updateResource } from '../session/requests/update-resource.ts';
import type { SessionModel } from '../session/state.ts';
import type { Store } from '../store.ts';
import { type ListedPhone, ringingPhones } from '../ucwa/decode/phones.ts';
import { type Resource, textOf } from '../ucwa/resource.ts';
import { createNumberChange } from './number-change.ts';
import { readOwnPhones } from './reader.ts';
import { chosenPhone, noOwnPhones, type OwnPhonesModel } from './state.ts';

export interface OwnPhonesDeps {
  readonly log: Log;
  readonly records: Records;
  readonly perform: Perform;
  readonly store: Store<{ readonly ownPhones: OwnPhonesModel; readonly session: SessionModel }>;
}

/** Which telephone of the user rings for calls that they do not talk on this computer. */
export interface OwnPhonesSlice extends FollowsSession {
  readonly commands: CommandHandlers<OwnPhonesCommand>;
  /** The one that requests name; null leaves it to the server. */
  number(): string | null;
  /** An application is there, new or as before. `application`: its absolute URL. */
  look(application: string): void;
  /** Somebody else may sign in next. */
  forget(): void;
}

export function createOwnPhones({ log, records, perform, store }: OwnPhonesDeps): OwnPhonesSlice {
  let communication: string | null = null;
  let looks = 0;
  let application: string | null = null;
  const model = (): OwnPhonesModel => store.model.ownPhones;
  const number = (): string | null => chosenPhone(model(), store.model.session)?.number ?? null;

  function change(part: Partial<OwnPhonesModel>): void {
    store.change({ ownPhones: { ...model(), ...part } });
  }

  /** An answer by telephone names no number: the server rings the one that it was told (UCWA: communication.phoneNumber). */
  async function tell(): Promise<void> {
    const wanted = number();
    if (communication === null || wanted === null) return;
    const transport = { send: perform };
    const told = await updateResource(transport, communication, communication, (present) => changesOf(present, wanted));
    if (number() !== wanted) return;
    if (!told.ok) log.info('the own phone could not be told', { why: failureCode(told.failure) });
    change({ refused: !told.ok && told.failure.kind === 'refused' });
  }

  /** Who changes the number of the telephone that they chose goes on choosing it. */
  function followed(listed: readonly ListedPhone[]): OwnPhonesModel['wanted'] {
    const { wanted, listed: before } = model();
    const was = before.find(({ number: each }) => each === wanted?.number);
    const now = was === undefined ? undefined : listed.find(({ kind }) => kind === was.kind);
    if (wanted === null || now?.number == null || now.number === wanted.number) return wanted;
    const next = { ...wanted, number: now.number };
    records.write('own-phone', next);
    return next;
  }

  async function read(from: string): Promise<void> {
    application = from;
    looks += 1;
    const mine = looks;
    const known = await readOwnPhones(perform, from);
    if (known === null || mine !== looks) return;
    communication = known.communication;
    const usual = known.usual === number() ? model().usual : known.usual;
    const { listed } = known;
    change({ phones: ringingPhones(listed), listed, usual, wanted: followed(listed) });
    await tell();
  }

  const changeNumber = createNumberChange({
    ...{ log, perform, change },
    model,
    readAgain: async () => (application === null ? undefined : read(application)),
  });

  return {
    commands: {
      'change-phone-number': changeNumber,
      'choose-own-phone'({ phoneId }) {
        const of = store.model.session.account.address;
        const phone = model().phones.find((each) => each.number === phoneId);
        const chosen = phone === undefined ? null : { ...phone, of };
        if (phoneId !== null && chosen === null) return refused('stale');
        if ((chosen?.number ?? null) === number()) return refused('repeated');
        records.write('own-phone', chosen);
        change({ wanted: chosen, refused: false });
        void tell();
        return taken;
      },
    },
    number,
    look: (application) => void read(application),
    forget() {
      looks += 1;
      communication = null;
      application = null;
      store.change({ ownPhones: { ...noOwnPhones, wanted: model().wanted } });
    },
  };
}

/** The server offers calls by telephone to who says that they can take them. Null: it knows already. */
function changesOf(present: Resource, phoneNumber: string): Readonly<Record<string, unknown>> | null {
  const modalities = present.properties.get('supportedModalities');
  const lacks = Array.isArray(modalities) && !modalities.includes('PhoneAudio');
  if (textOf(present, 'phoneNumber') === phoneNumber && !lacks) return null;
  return { phoneNumber, ...(lacks && { supportedModalities: [...modalities, 'PhoneAudio'] }) };
}
