/** What happens to calls, told as rows of answers of the event channel: each step lets the waiting P-GET be answered once. */
import type { CallRequest, SimulatedCall } from '../ucwa-server/index.ts';
import type { Rig } from './rig.ts';

/** What has happened so far. */
export interface Scene {
  readonly rig: Rig;
  readonly calls: SimulatedCall[];
  /** Where the ledger stood when the story began. */
  readonly since: number;
}

export interface Step {
  readonly name: string;
  /** Lets the waiting P-GET be answered. */
  readonly trigger: (scene: Scene) => unknown;
  /** Resolves once the core shows what the answer says. */
  readonly arrived: (scene: Scene) => Promise<unknown>;
  /** So many answers come at once before the one that the step is about. */
  readonly before?: number;
}

export interface Story {
  readonly name: string;
  /** How the server behaves meanwhile. */
  readonly set?: (rig: Rig) => void;
  readonly steps: readonly Step[];
}

function newest({ calls }: Scene): SimulatedCall {
  const call = calls.at(-1);
  if (call === undefined) throw new Error('nobody has called yet');
  return call;
}

const everyCall = (scene: Scene): Promise<unknown> =>
  Promise.all(scene.calls.map((call) => (call.state === 'ringing' ? scene.rig.rings(call) : scene.rig.over(call))));

function rings(name = 'a ring', request: CallRequest = {}): Step {
  return {
    name,
    trigger: async (scene) => scene.calls.push(await scene.rig.call(request)),
    arrived: (scene) => scene.rig.rings(newest(scene)),
  };
}

function ends(name: string, end: (call: SimulatedCall) => unknown): Step {
  return { name, trigger: (scene) => end(newest(scene)), arrived: (scene) => scene.rig.over(newest(scene)) };
}

function command(name: string, type: 'answer' | 'decline' | 'hang-up', state: 'connected' | 'ended'): Step {
  return {
    name,
    trigger: (scene) => scene.rig.phone.command({ type, callId: scene.rig.seen(newest(scene))?.id ?? '' }),
    arrived: (scene) => {
      const call = newest(scene);
      const both = (): boolean => [state, undefined].includes(scene.rig.seen(call)?.state as typeof state);
      return Promise.all([scene.rig.until(both, state), state === 'ended' ? call.ended : call.accepted]);
    },
  };
}

/** All that happens meanwhile leaves in one answer. */
function together(name: string, happen: (scene: Scene) => Promise<unknown>): Step {
  return {
    name,
    async trigger(scene) {
      const channel = scene.rig.server.applications[0]?.channel;
      channel?.pause(true);
      await happen(scene);
      channel?.pause(false);
    },
    arrived: everyCall,
  };
}

const cancelled = ends('cancelled', (call) => call.cancel());
const missed = ends('missed', (call) => call.cancel('Missed'));
const elsewhere = ends('answered elsewhere', (call) => call.answerElsewhere());
const byColleague = ends('answered by a colleague', (call) => call.answerElsewhere({ id: 'noor', name: 'Noor Galal' }));
const callerHangsUp = ends('the caller hangs up', (call) => call.hangUp());
const answered = command('answered here', 'answer', 'connected');
const declined = command('declined here', 'decline', 'ended');
const userHangsUp = command('the user hangs up', 'hang-up', 'ended');

const twoRing = together('two rings at once', async ({ rig, calls }) => {
  calls.push(await rig.call(), await rig.call());
});
const twoEnd = together('two ends at once', ({ calls }) => Promise.all(calls.map((call) => call.cancel())));
const ringBehindPresence = together('a ring behind changes of presence', async ({ rig, calls }) => {
  rig.server.flood(5);
  calls.push(await rig.call());
});

/** The only step that is told of a call is that it was missed: the user has to know of it all the same. */
const onlyMissed: Step = {
  ...together('rung and missed in one, steps skipped', async ({ rig, calls }) => {
    const call = await rig.call();
    calls.push(call);
    await call.cancel();
  }),
  arrived: (scene) =>
    scene.rig.until(
      () => scene.rig.past().some(({ party }) => party.label === newest(scene).from.name),
      'the missed call in the history',
    ),
};

const nothing: Step = {
  name: 'nothing to say',
  trigger: ({ rig }) => rig.server.applications[0]?.channel.answerNow(),
  arrived: () => Promise.resolve(),
};

const resume: Step = {
  name: 'resume',
  trigger: ({ rig }) => rig.server.resume(),
  arrived: ({ rig, since }) => rig.server.reachable({ since }),
};

const availability: Step = {
  name: 'news of the user’s own availability',
  trigger: ({ rig }) => rig.server.advance(5),
  arrived: () => Promise.resolve(),
};

/** The end's batch, then a resync in place of the next one, then that batch again. */
const resync: Step = {
  name: 'resync',
  before: 1,
  trigger: ({ rig, calls }) => {
    let left = 1;
    rig.server.habits.deliveries = () => 1 + left--;
    return calls.at(-1)?.cancel();
  },
  async arrived(scene) {
    await scene.rig.over(newest(scene));
    scene.rig.server.habits.deliveries = () => 1;
  },
};

const skipping = (rig: Rig): void => {
  rig.server.habits.collapse = true;
};
const linksOnly = (rig: Rig): void => {
  rig.server.habits.embed = false;
};
const linksInXml = (rig: Rig): void => {
  linksOnly(rig);
  rig.server.representation.forceXml = true;
};
const linksInOwnType = (rig: Rig): void => {
  linksOnly(rig);
  rig.server.representation.vendorTypes = true;
};
const wholeInXml = (rig: Rig): void => {
  rig.server.representation.forceXml = true;
};

/** Twenty different answers, most of them short: links without bodies. */
export const shortStories: readonly Story[] = [
  { name: 'links only', set: linksOnly, steps: [rings(), cancelled] },
  { name: 'links in XML', set: linksInXml, steps: [rings(), cancelled] },
  { name: 'links in UCWA’s own type', set: linksInOwnType, steps: [rings(), missed] },
  { name: 'links only', set: linksOnly, steps: [twoRing, twoEnd] },
  { name: 'links only', set: linksOnly, steps: [ringBehindPresence, elsewhere] },
  { name: 'links only, talking', set: linksOnly, steps: [rings(), answered, callerHangsUp] },
  { name: 'links only, talking', set: linksOnly, steps: [rings(), answered, userHangsUp] },
  { name: 'links only', set: linksOnly, steps: [rings(), declined] },
  { name: 'links only', set: linksOnly, steps: [rings(), byColleague] },
  { name: 'links only', set: linksOnly, steps: [rings(), resync] },
  { name: 'links in UCWA’s own type', set: linksInOwnType, steps: [rings(), byColleague] },
  { name: 'between calls', steps: [nothing, resume, availability] },
];

/** The same with bodies. */
export const longStories: readonly Story[] = [
  { name: 'whole', steps: [rings('a ring, offer in base64', { offerForm: 'base64' }), cancelled] },
  { name: 'whole', steps: [rings('a ring, offer percent-encoded', { offerForm: 'percent' }), missed] },
  { name: 'whole', steps: [rings('a ring, offer of two parts', { offerForm: 'multipart' }), elsewhere] },
  {
    name: 'whole',
    steps: [
      rings('an urgent ring', { importance: 'Urgent', subject: 'Łódź 冷却 pump 7 \u{1f6a8} '.repeat(8) }),
      byColleague,
    ],
  },
  {
    name: 'whole',
    steps: [
      rings('an emergency', { importance: 'Emergency', location: { building: 'Building 4', city: 'Redmond' } }),
      declined,
    ],
  },
  {
    name: 'whole',
    steps: [
      rings('forwarded', { forwardedBy: { id: 'team', name: 'Team Support', uri: 'sip:team@northwind.example' } }),
      answered,
      callerHangsUp,
    ],
  },
  { name: 'whole', steps: [rings('private', { privateLine: true, subject: '<&"' }), answered, userHangsUp] },
  {
    name: 'whole in XML',
    set: wholeInXml,
    steps: [rings('a ring in XML', { subject: '<&"' }), answered, callerHangsUp],
  },
  { name: 'whole', steps: [twoRing, twoEnd] },
  { name: 'steps skipped', set: skipping, steps: [onlyMissed] },
  { name: 'whole', steps: [ringBehindPresence, resync] },
];

export const stories: readonly Story[] = [...shortStories, ...longStories];

/** Runs a story to its end; `around` stands around each step, to spoil its answer. */
export async function tell(
  rig: Rig,
  story: Story,
  around: (step: Step, run: () => Promise<unknown>) => Promise<unknown> = (_, run) => run(),
): Promise<void> {
  const scene: Scene = { rig, calls: [], since: rig.server.ledger.next };
  const { habits, representation } = rig.server;
  story.set?.(rig);
  try {
    for (const step of story.steps) {
      await rig.polled();
      await around(step, async () => step.trigger(scene));
      await step.arrived(scene);
    }
    for (const call of scene.calls) if (call.state === 'ringing') await call.cancel();
    for (const call of scene.calls) await rig.over(call);
  } finally {
    habits.embed = true;
    habits.collapse = false;
    representation.forceXml = false;
    representation.vendorTypes = false;
  }
}
