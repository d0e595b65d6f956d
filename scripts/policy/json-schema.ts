import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { openPolicy } from '../../main/core/policy/policy.ts';
import { type Group, groups, groupValues, ownValues } from '../../main/storage/policy/values.ts';
import { groupTitles, type PolicyKey, policyKeys } from './keys.ts';

type Json = Record<string, unknown>;

/** The schema of a policy file, made of what the decoder reads by. */
export function policySchema(): string {
  const schema: Json = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'The policy of Switchhook',
    type: 'object',
    properties: {
      $schema: { type: 'string', description: 'Where an editor finds this schema.' },
      ...properties(null, ownValues),
      ...Object.fromEntries(groups.map((name) => [name, group(name)])),
    },
    additionalProperties: false,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function group(name: Group): Json {
  const entries = properties(name, groupValues[name]);
  return { type: 'object', description: groupTitles[name], properties: entries, additionalProperties: false };
}

type Table = Readonly<Record<string, v.GenericSchema>>;

function properties(group: PolicyKey['group'], table: Table): Json {
  const words = new Map(policyKeys().map((key) => [`${key.group} ${key.name}`, key]));
  return Object.fromEntries(
    Object.entries(table).map(([name, schema]) => {
      const { title = name, text = '' } = words.get(`${group} ${name}`) ?? {};
      return [name, { title, description: text, ...converted(schema), ...usual(group, name) }];
    }),
  );
}

/** What it is that no schema can say stands in the decoder alone. */
function converted(schema: v.GenericSchema): Json {
  const { $schema: _, ...rest } = toJsonSchema(schema, {
    typeMode: 'input',
    ignoreActions: ['check', 'to_lower_case'],
    // A pattern by properties of characters is one in JSON Schema too, where it says nothing of its flag.
    errorMode: 'ignore',
  });
  return rest as Json;
}

function usual(group: PolicyKey['group'], name: string): Json {
  if (group === 'features') return { default: true };
  const value = group === null ? openPolicy[name as keyof typeof openPolicy] : null;
  return value === null ? {} : { default: value };
}
