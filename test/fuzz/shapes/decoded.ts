import assert from 'node:assert/strict';
import { callEventOf } from '../../../main/core/calls/from-ucwa.ts';
import type { Resolve } from '../../../main/core/session/session.ts';
import { decodeApplication } from '../../../main/core/ucwa/decode/application.ts';
import { decodeEventBatch, type EventBatch } from '../../../main/core/ucwa/events.ts';
import { decodeReason } from '../../../main/core/ucwa/reason.ts';
import { decodeResource, type Resource } from '../../../main/core/ucwa/resource.ts';
import { createFakeRandom } from '../../unit/core/fakes/log-and-random.ts';

const random = createFakeRandom();
const resolve: Resolve = (href) => href;
/** Nothing of a document nests deeper. */
const deepest = 64;

/** Takes a document through everything that reads documents, and looks at what came of it. */
export function decodeAll(document: unknown): EventBatch | null {
  const resource = decodeResource(document);
  if (resource !== null) {
    assertResource(resource, 0);
    decodeApplication(resource);
  }
  decodeReason(document);
  const batch = decodeEventBatch(document);
  for (const event of batch?.events ?? []) {
    assert.equal(typeof event.rel, 'string');
    assert.equal(typeof event.href, 'string');
    if (event.resource !== null) assertResource(event.resource, 0);
    callEventOf(event, resolve, random, 0);
  }
  return batch;
}

function assertResource({ rel, properties, links, embedded }: Resource, depth: number): void {
  assert.ok(depth <= deepest, 'nested too deep');
  assert.equal(typeof rel, 'string');
  for (const value of properties.values()) assert.notEqual(typeof value, 'function');
  for (const link of links.values()) for (const { href } of link) assert.ok(typeof href === 'string' && href !== '');
  for (const entries of embedded.values()) for (const entry of entries) assertResource(entry, depth + 1);
}
