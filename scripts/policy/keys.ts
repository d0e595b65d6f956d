import { type Group, groups, groupValues, ownValues } from '../../main/storage/policy/values.ts';
import { featureWords, type KeyWords, ownWords, settingWords, shortcutWords } from './words.ts';

/** How a value is given where there is no JSON. */
export type Form =
  | { readonly form: 'switch' }
  | { readonly form: 'text'; readonly longest: number; readonly mayBeEmpty: boolean }
  /** A path with arguments, or false. */
  | { readonly form: 'program' }
  | { readonly form: 'list' }
  | { readonly form: 'choice'; readonly values: readonly (string | number)[] }
  | { readonly form: 'numbers'; readonly entries: readonly NumberEntry[] };

export interface NumberEntry {
  readonly name: string;
  readonly least: number;
  readonly most: number;
}

/** A key of the policy. `group`: the object that it is in; null for the policy itself. */
export interface PolicyKey extends KeyWords {
  readonly group: Group | null;
  readonly name: string;
  readonly form: Form;
}

type WordsTable = Readonly<Record<string, KeyWords | undefined>>;

const groupWords: Readonly<Record<Group, WordsTable>> = {
  features: featureWords,
  settings: settingWords,
  shortcuts: shortcutWords,
};

/** What the groups are called. */
export const groupTitles: Readonly<Record<Group, string>> = {
  features: 'Features that can be off',
  settings: 'Settings that are decided for users',
  shortcuts: 'Global keys that are decided for users',
};

/** All keys, as the decoder knows them. */
export function policyKeys(): readonly PolicyKey[] {
  return [
    ...keysOf(null, ownValues, ownWords),
    ...groups.flatMap((group) => keysOf(group, groupValues[group], groupWords[group])),
  ];
}

function keysOf(group: PolicyKey['group'], table: object, words: WordsTable): readonly PolicyKey[] {
  return Object.entries(table).map(([name, schema]) => {
    const { title, text } = words[name] ?? { title: name, text: `The setting “${name}”.` };
    return { group, name, title, text, form: formOf(schema as AnySchema) };
  });
}

/** What all schemas of valibot show of themselves. */
interface AnySchema {
  readonly type: string;
  readonly options?: readonly (string | number)[];
  readonly entries?: Readonly<Record<string, AnySchema>>;
  readonly pipe?: readonly { readonly type: string; readonly requirement?: unknown }[];
}

/** Where group policies have no limit of their own. */
const longestText = 1_024;

function formOf(schema: AnySchema): Form {
  switch (schema.type) {
    case 'boolean':
      return { form: 'switch' };
    case 'string':
      return { form: 'text', longest: limitOf(schema, 'max_length') ?? longestText, mayBeEmpty: false };
    case 'nullable':
      return { form: 'text', longest: longestText, mayBeEmpty: true };
    case 'union':
      return { form: 'program' };
    case 'array':
      return { form: 'list' };
    case 'picklist':
      return { form: 'choice', values: schema.options ?? [] };
    case 'strict_object':
      return { form: 'numbers', entries: Object.entries(schema.entries ?? {}).map(numberEntry) };
    default:
      throw new Error(`No policy can have a value of the kind ${schema.type}`);
  }
}

function numberEntry([name, schema]: readonly [string, AnySchema]): NumberEntry {
  const [least, most] = [limitOf(schema, 'min_value'), limitOf(schema, 'max_value')];
  if (schema.type !== 'number' || least === null || most === null) throw new Error(`${name} is no number with limits`);
  return { name, least, most };
}

function limitOf({ pipe = [] }: AnySchema, type: string): number | null {
  const requirement = pipe.find((action) => action.type === type)?.requirement;
  return typeof requirement === 'number' ? requirement : null;
}
