import { z } from 'zod';

/** How an answer of the event channel would be read with a schema library, written the way its guide shows. */
const link = z.object({ href: z.string(), title: z.string().optional() });
const oneOrMore = <Schema extends z.ZodType>(schema: Schema) => z.union([schema, z.array(schema)]);
const scalar = z.union([z.string(), z.number(), z.boolean()]);

interface ResourceShape {
  rel?: string | undefined;
  _links?: Record<string, unknown> | undefined;
  _embedded?: Record<string, unknown> | undefined;
}

const resource: z.ZodType<ResourceShape> = z.lazy(() =>
  z
    .object({
      rel: z.string().optional(),
      _links: z.record(z.string(), oneOrMore(link)).optional(),
      _embedded: z.record(z.string(), oneOrMore(resource)).optional(),
    })
    .catchall(z.union([scalar, z.array(scalar)])),
);
const target = z.object({ rel: z.string(), href: z.string() });
const event = z.object({
  type: z.enum(['added', 'updated', 'deleted', 'started', 'completed']),
  link: target,
  in: target.optional(),
  status: z.enum(['Success', 'Failure']).optional(),
  reason: z.object({ code: z.string(), subcode: z.string().optional() }).optional(),
  _embedded: z.record(z.string(), resource).optional(),
});
const batch = z.object({
  _links: z.record(z.string(), link),
  sender: z.array(target.extend({ events: z.array(event) })).optional(),
});

/** Throws where the text is no answer of an event channel. */
export function readWithZod(text: string): unknown {
  return batch.parse(JSON.parse(text));
}
