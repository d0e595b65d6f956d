import type { Log } from '../../../main/core/ports.ts';

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
