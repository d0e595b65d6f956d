import type { Session } from 'electron';
import type { Log } from '../../core/ports.ts';

/** Cookies are not among them: no page of ours can have any, and the ids of sound devices are made with theirs. */
const storages = ['filesystem', 'indexdb', 'localstorage', 'serviceworkers', 'cachestorage'] as const;
/** Gone from newer Electrons, and so from their types. */
const oldStorages = ['websql'] as unknown as typeof storages;

/** Takes away what pages of an earlier run left on the disk. Ours leave nothing. */
export function emptyPageStorage(session: Session, log: Log): void {
  session.clearStorageData({ storages: [...storages, ...oldStorages] }).catch((error: unknown) => {
    log.warn('What pages left could not be taken away', { error });
  });
}
