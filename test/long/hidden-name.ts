/**
 * Imported before a test (`node --import`) it hides one name of the wire from the app, as if no server had it: the test must fail then. What is hidden is
 * in SWITCHHOOK_HIDDEN, such as `link derivedConversation` or `event updated audioVideoInvitation`.
 */
import { registerHooks } from 'node:module';

const [kind = '', name = '', rel = ''] = (process.env.SWITCHHOOK_HIDDEN ?? '').split(' ');

/** The kinds of docs/conformance.md, and in which part of a resource they stand. */
const parts: Readonly<Record<string, string>> = {
  property: 'properties',
  participant: 'properties',
  link: 'links',
  embedded: 'embedded',
};

const part = parts[kind];

function hide(url: string, source: string): string {
  const isResource = part !== undefined && url.endsWith('/main/core/ucwa/resource.ts');
  if (isResource) return changed(source, '  return {\n    rel: typeof', `${hideIn(part)}\n  return {\n    rel: typeof`);
  const isEvents = kind === 'event' && url.endsWith('/main/core/ucwa/events.ts');
  if (!isEvents) return source;
  const isIt = `type === ${JSON.stringify(name)} && rel === ${JSON.stringify(rel)}`;
  return changed(
    source,
    "  if (typeof type !== 'string')",
    `  if (${isIt}) return null;\n  if (typeof type !== 'string')`,
  );
}

/** Of every resource: a name means the same wherever it stands. */
function hideIn(where: string): string {
  if (where === 'properties') return `  properties.delete(${JSON.stringify(name)});`;
  const from = where === 'links' ? '_links' : '_embedded';
  return `  if (isRecord(value.${from})) value = { ...value, ${from}: { ...value.${from}, ${JSON.stringify(name)}: undefined } };`;
}

function changed(source: string, before: string, after: string): string {
  if (!source.includes(before)) throw new Error(`there is no place to hide ${name}`);
  return source.replace(before, after);
}

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (loaded.source == null || !url.includes('/main/core/ucwa/')) return loaded;
    const text =
      typeof loaded.source === 'string' ? loaded.source : Buffer.from(loaded.source as Uint8Array).toString();
    return { ...loaded, source: hide(url, text) };
  },
});
