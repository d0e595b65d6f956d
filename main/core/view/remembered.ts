/**
 * A projection that runs again only when something that it read of its source has changed: what it read is watched, one level
 * deep, and compared by identity. What comes out as before, in the eyes of `isSame`, is the very object of before.
 */
export function remembered<Source extends object, Shown>(
  project: (source: Source) => Shown,
  isSame: (before: Shown, now: Shown) => boolean,
): (source: Source) => Shown {
  let last: { readonly read: ReadonlyMap<string | symbol, unknown>; readonly shown: Shown } | null = null;
  return (source) => {
    const partOf = (name: string | symbol): unknown => Reflect.get(source, name);
    if (last !== null && [...last.read].every(([name, value]) => partOf(name) === value)) return last.shown;
    const read = new Map<string | symbol, unknown>();
    const watched = new Proxy(source, {
      get(_target, name) {
        const value = partOf(name);
        read.set(name, value);
        return value;
      },
    });
    const now = project(watched);
    const shown = last !== null && isSame(last.shown, now) ? last.shown : now;
    last = { read, shown };
    return shown;
  };
}
