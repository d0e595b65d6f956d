import { preferenceDomain } from '../../main/storage/policy/managed-preferences.ts';
import { type Group, groups } from '../../main/storage/policy/values.ts';
import { type Form, groupTitles, type PolicyKey } from './keys.ts';
import { element, type Xml, xmlDocument } from './xml.ts';

const doctype =
  '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">';

/** A property list's values. */
type Value = string | number | boolean | readonly Value[] | { readonly [name: string]: Value };

/** What editors of profiles for macOS know of the app's preferences, in the form of the ProfileManifests project. */
export function preferenceManifest(keys: readonly PolicyKey[]): string {
  const manifest: Value = {
    pfm_domain: preferenceDomain,
    pfm_title: 'Switchhook',
    pfm_description: 'What an administrator decides for Switchhook',
    pfm_format_version: 1,
    pfm_version: 1,
    pfm_platforms: ['macOS'],
    pfm_targets: ['system', 'user'],
    pfm_unique: true,
    pfm_subkeys: [...keys.filter(({ group }) => group === null).map(subkey), ...groups.map((one) => group(one, keys))],
  };
  return xmlDocument(element('plist', { version: '1.0' }, [written(manifest)]), doctype);
}

function group(name: Group, keys: readonly PolicyKey[]): Value {
  const own = keys.filter((key) => key.group === name).map(subkey);
  return { pfm_name: name, pfm_title: groupTitles[name], pfm_type: 'dictionary', pfm_subkeys: own };
}

function subkey({ name, title, text, form }: PolicyKey): Value {
  return { pfm_name: name, pfm_title: title, pfm_description: text, ...typed(form) };
}

function typed(form: Form): { readonly [name: string]: Value } {
  switch (form.form) {
    case 'switch':
      return { pfm_type: 'boolean' };
    case 'text':
      return { pfm_type: 'string' };
    case 'program':
      return {
        pfm_type: 'dictionary',
        pfm_subkeys: [
          { pfm_name: 'program', pfm_title: 'Path of the program', pfm_type: 'string', pfm_require: 'always' },
          { pfm_name: 'arguments', pfm_title: 'What it is started with', ...typed({ form: 'list' }) },
        ],
      };
    case 'list':
      return { pfm_type: 'array', pfm_subkeys: [{ pfm_type: 'string' }] };
    case 'choice': {
      const isNumber = form.values.every((value) => typeof value === 'number');
      return { pfm_type: isNumber ? 'integer' : 'string', pfm_range_list: form.values };
    }
    case 'numbers': {
      const entries = form.entries.map(({ name, least, most }) => ({
        ...{ pfm_name: name, pfm_title: name, pfm_type: 'integer', pfm_require: 'always' },
        ...{ pfm_range_min: least, pfm_range_max: most },
      }));
      return { pfm_type: 'dictionary', pfm_subkeys: entries };
    }
  }
}

function written(value: Value): Xml {
  if (typeof value === 'string') return element('string', {}, value);
  if (typeof value === 'number') return element('integer', {}, String(value));
  if (typeof value === 'boolean') return element(String(value), {});
  if (isList(value)) return element('array', {}, value.map(written));
  return element(
    'dict',
    {},
    Object.entries(value).flatMap(([name, held]) => [element('key', {}, name), written(held)]),
  );
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
