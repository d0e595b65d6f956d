import { parentPort, workerData } from 'node:worker_threads';
import { decodeHistory } from '../../../main/core/history/decode.ts';
import type { OneReading } from './read-history.ts';

const startedAt = performance.now();
const document: unknown = JSON.parse(String(workerData));
const parsedAt = performance.now();
const { length: entries } = decodeHistory(document);
const decodedAt = performance.now();
const reading: OneReading = { parseMs: parsedAt - startedAt, decodeMs: decodedAt - parsedAt, entries };
parentPort?.postMessage(reading);
