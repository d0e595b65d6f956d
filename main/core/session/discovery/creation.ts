import { deleteApplication } from '../../ucwa/request/applications.ts';
import { decodeResource, linkOf } from '../../ucwa/resource.ts';
import type { Transport, UcwaResult } from '../requests/transport.ts';

/** The making of an application, which is seen through even where nobody wants it any more: else nobody could delete it. */
export interface Creation {
  /** A request that makes one has left. */
  readonly begun: (made: Promise<UcwaResult>) => void;
  isUnderWay(): boolean;
  /** Deletes what was made last, as soon as that is known. */
  undo(): Promise<void>;
}

export function createCreation(transport: Transport): Creation {
  let last: Promise<UcwaResult> | null = null;
  let underWay = false;
  return {
    begun(made) {
      last = made;
      underWay = true;
      void made.then(() => {
        if (last === made) underWay = false;
      });
    },
    isUnderWay: () => underWay,
    async undo() {
      const made = await last;
      if (!made?.ok) return;
      const resource = decodeResource(made.value.body);
      const self = resource === null ? null : linkOf(resource, 'self');
      if (self !== null) await transport.send(deleteApplication(self), made.value.url);
    },
  };
}
