import { type Form, groupTitles, type PolicyKey } from './keys.ts';
import { element, type Xml, xmlDocument } from './xml.ts';

const root = 'Software\\Policies\\Switchhook';
const schema = 'http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions';
const longestPath = 1_024;
const revision = { revision: '1.0', schemaVersion: '1.0', xmlns: schema };

/** Of each the name for people; the one is above the others. */
const categories: Readonly<Record<string, string>> = { Switchhook: 'Switchhook', ...groupTitles };

/** The templates of group policies for Windows: what each policy writes into the registry (ADMX). */
export function admx(keys: readonly PolicyKey[]): string {
  const children = [
    element('policyNamespaces', {}, [
      element('target', { prefix: 'switchhook', namespace: 'Switchhook.Policies' }),
      element('using', { prefix: 'windows', namespace: 'Microsoft.Policies.Windows' }),
    ]),
    element('resources', { minRequiredRevision: '1.0' }),
    element('supportedOn', {}, [
      element('definitions', {}, [element('definition', { name: 'Supported', displayName: '$(string.Supported)' })]),
    ]),
    element('categories', {}, Object.keys(categories).map(category)),
    element('policies', {}, keys.map(policy)),
  ];
  return xmlDocument(element('policyDefinitions', revision, children));
}

/** What the editor of group policies shows of them, in English (ADML). */
export function adml(keys: readonly PolicyKey[]): string {
  const strings = [
    string('Supported', 'Switchhook 0.1 or newer'),
    ...Object.entries(categories).map(([id, title]) => string(id, title)),
    ...keys.flatMap((key) => [
      string(idOf(key), key.title),
      string(`${idOf(key)}_Explain`, key.text),
      ...choicesOf(key.form).map((value) => string(choiceId(key, value), String(value))),
    ]),
  ];
  const presentations = keys.flatMap((key) => presentation(key) ?? []);
  return xmlDocument(
    element('policyDefinitionResources', revision, [
      element('displayName', {}, 'Switchhook'),
      element('description', {}, 'What an administrator decides for Switchhook'),
      element('resources', {}, [element('stringTable', {}, strings), element('presentationTable', {}, presentations)]),
    ]),
  );
}

function category(name: string): Xml {
  const parent = name === 'Switchhook' ? [] : [element('parentCategory', { ref: 'Switchhook' })];
  return element('category', { name, displayName: `$(string.${name})` }, parent);
}

function policy(key: PolicyKey): Xml {
  const id = idOf(key);
  const isSwitch = key.form.form === 'switch';
  const isProgram = key.form.form === 'program';
  const attributes = {
    name: id,
    class: 'Both',
    displayName: `$(string.${id})`,
    explainText: `$(string.${id}_Explain)`,
    ...(isSwitch ? {} : { presentation: `$(presentation.${id})` }),
    key: keyOf(key),
    ...(isSwitch || isProgram ? { valueName: key.name } : {}),
  };
  const about = [element('parentCategory', { ref: categoryOf(key) }), element('supportedOn', { ref: 'Supported' })];
  const onOff = [element('enabledValue', {}, [decimal(1)]), element('disabledValue', {}, [decimal(0)])];
  return element('policy', attributes, [
    ...about,
    ...(isSwitch || isProgram ? onOff : []),
    ...(isSwitch ? [] : [element('elements', {}, elements(key))]),
  ]);
}

function elements(key: PolicyKey): readonly Xml[] {
  const { form, name } = key;
  switch (form.form) {
    case 'switch':
      return [];
    case 'text':
      return [
        element('text', {
          ...{ id: name, valueName: name, maxLength: form.longest },
          ...(form.mayBeEmpty ? {} : { required: 'true' }),
        }),
      ];
    case 'program':
      return [
        element('text', {
          ...{ id: 'program', key: `${root}\\${name}`, valueName: 'program' },
          ...{ required: 'true', maxLength: longestPath },
        }),
        element('list', { id: 'arguments', key: `${root}\\${name}\\arguments` }),
      ];
    case 'list':
      return [element('list', { id: name, key: `${root}\\${name}` })];
    case 'choice': {
      const items = form.values.map((value) =>
        element('item', { displayName: `$(string.${choiceId(key, value)})` }, [
          element('value', {}, [typeof value === 'number' ? decimal(value) : element('string', {}, value)]),
        ]),
      );
      return [element('enum', { id: name, valueName: name, required: 'true' }, items)];
    }
    case 'numbers':
      return form.entries.map(({ name: entry, least, most }) =>
        element('decimal', {
          ...{ id: entry, key: `${root}\\${name}`, valueName: entry },
          ...{ required: 'true', minValue: least, maxValue: most },
        }),
      );
  }
}

function presentation(key: PolicyKey): Xml | null {
  const { form, name, title } = key;
  const shown = (children: readonly Xml[]): Xml => element('presentation', { id: idOf(key) }, children);
  switch (form.form) {
    case 'switch':
      return null;
    case 'text':
      return shown([element('textBox', { refId: name }, [element('label', {}, title)])]);
    case 'program':
      return shown([
        element('textBox', { refId: 'program' }, [element('label', {}, 'Path of the program')]),
        element('listBox', { refId: 'arguments' }, 'What it is started with'),
      ]);
    case 'list':
      return shown([element('listBox', { refId: name }, title)]);
    case 'choice':
      return shown([element('dropdownList', { refId: name, noSort: 'true' }, title)]);
    case 'numbers':
      return shown(
        form.entries.map(({ name: entry, least }) =>
          element('decimalTextBox', { refId: entry, defaultValue: least }, `${title}, ${entry}`),
        ),
      );
  }
}

function choicesOf(form: Form): readonly (string | number)[] {
  return form.form === 'choice' ? form.values : [];
}

function decimal(value: number): Xml {
  return element('decimal', { value });
}

function string(id: string, text: string): Xml {
  return element('string', { id }, text);
}

function idOf({ group, name }: PolicyKey): string {
  return group === null ? name : `${group}_${name}`;
}

function choiceId(key: PolicyKey, value: string | number): string {
  return `${idOf(key)}_${value}`;
}

function keyOf({ group }: PolicyKey): string {
  return group === null ? root : `${root}\\${group}`;
}

function categoryOf({ group }: PolicyKey): string {
  return group ?? 'Switchhook';
}
