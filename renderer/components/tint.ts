const tints = 6;

/** One of six tints for a name, always the same for the same name (FNV-1a over its UTF-16 units). */
export function tintOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash % tints;
}
