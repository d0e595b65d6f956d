import { cancel } from '../../ucwa/request/start-audio.ts';
import type { Resource } from '../../ucwa/resource.ts';
import { sentInvitation } from '../out/from-ucwa.ts';
import type { CompareDeps } from './deps.ts';
import type { Memory } from './memory.ts';

/**
 * An invitation that the user sent was found: it is of a call that is here, maybe under another name, or of one that nobody here waits for
 * any more. `href`: absolute.
 */
export function foundSent(deps: CompareDeps, memory: Memory, href: string, resource: Resource): void {
  const { calls, apply, resolve, farewells } = deps;
  const told = sentInvitation({ href, type: 'updated', status: null, reason: null, resource }, resolve);
  if (told?.type !== 'invitation-sent') return;
  const call = calls().find(({ out }) => out !== null && out.operationId === told.operationId);
  if (call !== undefined) {
    memory.adopt(call.id);
    apply(told);
  }
  const { cancel: link, conversation } = told.sent;
  const isLeft = call === undefined || (call.state === 'ended' && !farewells.owes(call.id));
  if (!isLeft || link === null) return;
  void farewells.say({ key: href, what: 'cancel', first: () => cancel(link), conversation, mayBeUp: true });
}
