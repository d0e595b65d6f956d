import fc from 'fast-check';
import type { BindingRequest } from '../../../../../main/media/ice/stun/binding.ts';

/** Checks as agents write them. */
export const requests: fc.Arbitrary<BindingRequest> = fc.record(
  {
    transactionId: fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => Buffer.from(bytes)),
    username: fc.stringMatching(/^[a-zA-Z0-9+/]{4,20}:[a-zA-Z0-9+/]{4,20}$/),
    controlling: fc.boolean(),
    tieBreaker: fc.uint8Array({ minLength: 8, maxLength: 8 }).map((bytes) => Buffer.from(bytes)),
    priority: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    useCandidate: fc.boolean(),
    foundation: fc.stringMatching(/^[a-zA-Z0-9+/]{1,32}$/),
  },
  { noNullPrototype: true },
);

export const keys: fc.Arbitrary<Buffer> = fc
  .uint8Array({ minLength: 1, maxLength: 80 })
  .map((bytes) => Buffer.from(bytes));

export const manners = fc.constantFrom(
  { form: 'rfc5389', microsoft: false } as const,
  { form: 'rfc5389', microsoft: true } as const,
  { form: 'draft-02', microsoft: true } as const,
);
