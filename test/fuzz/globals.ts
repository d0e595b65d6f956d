const prototypes: readonly (readonly [name: string, prototype: object])[] = [
  ['Object', Object.prototype],
  ['Array', Array.prototype],
  ['Function', Function.prototype],
  ['String', String.prototype],
  ['Number', Number.prototype],
  ['Map', Map.prototype],
  ['RegExp', RegExp.prototype],
];

const before = prototypes.map(([, prototype]) => Reflect.ownKeys(prototype));
const globalsBefore = Reflect.ownKeys(globalThis).length;

/** Throws where a prototype or the global object has something that was not there when this module was loaded. */
export function assertNothingPolluted(): void {
  prototypes.forEach(([name, prototype], index) => {
    const keys = Reflect.ownKeys(prototype);
    if (keys.length === before[index]?.length) return;
    const added = keys.filter((key) => !before[index]?.includes(key));
    for (const key of added) Reflect.deleteProperty(prototype, key);
    throw new Error(`${name}.prototype was polluted: ${added.map(String).join(', ')}`);
  });
  if (Reflect.ownKeys(globalThis).length > globalsBefore) throw new Error('The global object was polluted');
}
