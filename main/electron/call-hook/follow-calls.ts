import { createHappenings, type Happening } from '../../core/call-hook/happenings.ts';
import type { Phone } from '../../core/phone.ts';
import type { HookRunner } from '../../system/hook-runner.ts';

export interface FollowCallsDeps {
  readonly phone: Pick<Phone, 'view' | 'callHook' | 'callHookTold'>;
  readonly runner: Pick<HookRunner, 'run'>;
}

/** Has the chosen program run with what happens to calls; to be called after each change. */
export function createCallFollower({ phone, runner }: FollowCallsDeps): () => void {
  const happened = createHappenings();

  async function tell(happening: Happening): Promise<void> {
    const { program } = phone.callHook();
    if (program === null) return;
    const problem = await runner.run(program, happening);
    // Another one may have been chosen meanwhile.
    if (problem !== undefined && phone.callHook().program === program) phone.callHookTold(problem);
  }

  return () => {
    for (const happening of happened(phone.view().calls)) void tell(happening);
  };
}
