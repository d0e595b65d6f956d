import * as v from 'valibot';
import { isRecord } from './record.ts';
import { read, type Schema } from './schema.ts';

/** What such an object comes to. */
type Taken<Entries extends v.ObjectEntries> = v.InferOutput<v.ObjectSchema<Entries, undefined>>;

/**
 * An object with these fields. Only what is its own counts, not what it inherits, and each field is looked at once; what else it has
 * is left behind. A field that may be absent, by `v.exactOptional` or {@link ifFits}, may also be undefined, and is then left out.
 */
export function fields<const Entries extends v.ObjectEntries>(entries: Entries): Schema<Taken<Entries>> {
  const record = v.custom<Taken<Entries>>(isRecord);
  const wanted = Object.entries(entries).map(([name, schema]) => ({
    name,
    schema,
    mayBeAbsent: schema.type === 'exact_optional',
  }));
  return {
    ...record,
    '~run'(dataset, config) {
      const holder = dataset.value;
      if (!isRecord(holder)) return record['~run'](dataset, config);
      const taken: Record<string, unknown> = {};
      for (const { name, schema, mayBeAbsent } of wanted) {
        const value = Object.hasOwn(holder, name) ? holder[name] : undefined;
        if (value === undefined && mayBeAbsent) continue;
        const field = schema['~run']({ typed: false, value, issues: undefined }, config);
        if (field.issues !== undefined) return { typed: false, value: holder, issues: field.issues };
        if (field.value !== undefined) taken[name] = field.value;
      }
      return { typed: true, value: taken as Taken<Entries> };
    },
  };
}

/** A field that is absent where it does not fit, and costs the others nothing. */
export function ifFits<Output>(schema: Schema<Output>): v.ExactOptionalSchema<Schema<Output>, undefined> {
  // `fields` leaves out what is undefined.
  return v.exactOptional(v.fallback(schema, undefined as never));
}

/** An object with one kind of value under any names: what does not fit is left out. It inherits nothing, whatever the names are. */
export function byName<Output extends NonNullable<unknown>>(
  schema: Schema<Output>,
): Schema<Readonly<Record<string, Output>>> {
  return v.pipe(
    v.custom<Readonly<Record<string, unknown>>>(isRecord),
    v.transform((holder) => {
      const taken: Record<string, Output> = Object.create(null);
      for (const [name, value] of Object.entries(holder)) {
        const fitting = read(schema, value);
        if (fitting !== null) taken[name] = fitting;
      }
      return taken;
    }),
  );
}
