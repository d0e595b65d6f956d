import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import type { AppView, Command, Refusal, RoutingView } from '../../../preload/contract/index.ts';
import type { Forwarding } from '../../ucwa-server/routing/forwarding.ts';
import { servePhone } from '../../unit/core/fakes/served-phone.ts';

const mobile = 'tel:+46705550114';

describe('call forwarding, with a server', () => {
  const served = servePhone();
  const forwarding = (): Forwarding => served.server.forwarding;
  const send = (command: Command): void => assert.deepEqual(served.phone.command(command), { ok: true });
  const shows = (what: (routing: RoutingView, view: AppView) => boolean, name: string): Promise<AppView> =>
    served.shows((view) => what(view.routing, view), name);
  const settled = (what: (routing: RoutingView) => boolean, name: string): Promise<AppView> =>
    shows((routing) => !routing.busy && what(routing), name);

  async function ready(): Promise<void> {
    await served.signIn();
    await shows(({ state }) => state === 'known', 'the settings');
  }

  beforeEach(() => {
    forwarding().rights.offered = true;
  });

  test('who has none is shown none', async () => {
    forwarding().rights.offered = false;
    await served.signIn();
    await shows(({ state }) => state === 'none', 'that there is none');
    assert.deepEqual(served.phone.command({ type: 'ring-here' }), refused('unavailable'));
  });

  test('calls go to voicemail at once, and the status and the check say so', async () => {
    await ready();
    send({ type: 'forward-calls', to: 'voicemail' });
    assert.equal(served.phone.view().routing.setting, 'forward', 'the choice is there at once');
    assert.equal(served.phone.view().routing.brief, null, 'but calls are not said to go elsewhere before they do');
    const view = await settled(({ brief }) => brief !== null, 'the forwarding');
    assert.deepEqual([forwarding().setting, forwarding().immediate.target], ['ImmediateForward', 'Voicemail']);
    assert.deepEqual(
      [view.routing.brief, view.routing.notice],
      ['Forwarding to voicemail', 'They go to voicemail at once.'],
    );
    assert.deepEqual(
      [view.session.status, view.session.detail, view.session.summary],
      ['Ready', 'Forwarding to voicemail', 'Forwarding to voicemail'],
    );
    assert.equal(view.health.answer, 'No. Calls are forwarded before they ring here.');
    const check = view.health.checks.find(({ id }) => id === 'forwarding');
    assert.deepEqual(
      [check?.level, check?.action],
      ['warning', { label: 'Turn off forwarding', command: { type: 'turn-off-forwarding' } }],
    );
    assert.equal(view.routing.unanswered, null, 'nothing can be said about calls that nobody answers');
    send({ type: 'turn-off-forwarding' });
    const after = await settled(({ brief }) => brief === null, 'the end of it');
    assert.deepEqual([forwarding().setting, after.session.detail], ['None', 'Calls ring here']);
    send({ type: 'forward-calls', to: 'voicemail' });
    await settled(({ brief }) => brief !== null, 'the forwarding');
    send({ type: 'ring-here' });
    await settled(({ brief }) => brief === null, 'the end of it');
    assert.equal(forwarding().handlesUnanswered, true, 'what nobody answers goes on as before');
  });

  test('calls go to a number, as the server writes it', async () => {
    await ready();
    send({ type: 'forward-calls', to: '070-555 01 14' });
    const { routing } = await settled(({ brief }) => brief !== null, 'the forwarding');
    assert.equal(forwarding().immediate.contact, mobile);
    assert.deepEqual([routing.brief, routing.problem], ['Forwarding to +46 70 555 01 14', null]);
    assert.deepEqual(routing.forward.chosen, { id: mobile, label: '+46 70 555 01 14' });
    assert.deepEqual(served.phone.command({ type: 'forward-calls', to: mobile }), refused('repeated'));
    assert.deepEqual(served.phone.command({ type: 'forward-calls', to: 'nobody' }), refused('not-callable'));
  });

  test('others ring too, a little later, and ringing here ends it but leaves the rest', async () => {
    await ready();
    send({ type: 'ring-others-too', to: 'team', afterS: 10 });
    await settled(({ setting }) => setting === 'ring-others', 'the team');
    assert.deepEqual([forwarding().simultaneous.target, forwarding().simultaneous.ringDelay], ['Team', 10]);
    send({ type: 'ring-others-too', to: 'team', afterS: 25 });
    await settled(({ ringOthers }) => ringOthers.afterS === 25, 'the delay');
    assert.equal(forwarding().simultaneous.ringDelay, 25);
    send({ type: 'ring-others-too', to: 'delegates', afterS: 0 });
    await settled(({ ringOthers }) => ringOthers.chosen?.id === 'delegates', 'the delegates');
    send({ type: 'forward-unanswered', to: mobile, afterS: 30 });
    await settled(({ unanswered }) => unanswered?.chosen?.id === mobile, 'what nobody answers');
    send({ type: 'ring-here' });
    const { routing } = await settled(({ setting }) => setting === 'ring-here', 'that it rings here');
    assert.deepEqual([routing.unanswered?.chosen?.id, routing.unanswered?.afterS], [mobile, 30]);
    assert.deepEqual([forwarding().setting, forwarding().unanswered.contact], ['None', mobile]);
  });

  test('what nobody answers goes to voicemail, nowhere, or as usual', async () => {
    await ready();
    send({ type: 'forward-unanswered', to: 'voicemail', afterS: 45 });
    await settled(({ unanswered }) => unanswered?.afterS === 45, 'the delay');
    send({ type: 'forward-unanswered', to: 'nowhere', afterS: 45 });
    await settled(({ unanswered }) => unanswered?.chosen?.id === 'nowhere', 'nowhere');
    assert.equal(forwarding().handlesUnanswered, false);
    send({ type: 'forward-unanswered', to: 'usual', afterS: 45 });
    await settled(({ unanswered }) => unanswered?.chosen?.id === 'voicemail', 'the usual');
    assert.deepEqual([forwarding().handlesUnanswered, served.phone.view().routing.problem], [true, null]);
  });

  test('forwarding holds at any time, or in work hours, which the sentence says', async () => {
    await ready();
    send({ type: 'forward-calls', to: 'delegates' });
    send({ type: 'forward-when', period: 'work-hours' });
    const { routing } = await settled(({ period, brief }) => period === 'work-hours' && brief !== null, 'work hours');
    assert.equal(routing.notice, 'During your work hours they go to your delegates at once.');
    assert.deepEqual([forwarding().period, forwarding().immediate.target], ['Workhours', 'Delegates']);
  });

  test('parts that are only linked are read', async () => {
    forwarding().embeds = false;
    forwarding().send(forwarding().unanswered, 'Contact', mobile, 15);
    await ready();
    const { unanswered } = served.phone.view().routing;
    assert.deepEqual([unanswered?.chosen?.id, unanswered?.afterS], [mobile, 15]);
  });

  test('a change that crosses another one is made on what is there then', async () => {
    await ready();
    served.server.faults.replyNext('PUT callForwardingSettings', { status: 412 });
    send({ type: 'forward-when', period: 'work-hours' });
    await settled(({ period }) => period === 'work-hours', 'work hours');
    assert.equal(served.phone.view().routing.problem, null);
  });

  const problems: readonly [name: string, arrange: () => unknown, command: Command, sentence: RegExp][] = [
    [
      'an empty team',
      () => Object.assign(forwarding().rights, { team: 0 }),
      { type: 'ring-others-too', to: 'team', afterS: 0 },
      /^Your team has nobody/,
    ],
    [
      'no delegates',
      () => Object.assign(forwarding().rights, { delegates: 0 }),
      { type: 'forward-calls', to: 'delegates' },
      /^You have no delegates/,
    ],
    ['a number that does not exist', () => {}, { type: 'forward-calls', to: '*1' }, /does not know this number/],
  ];
  for (const [name, arrange, command, sentence] of problems) {
    test(`${name} is said, and forwarding is as before`, async () => {
      await ready();
      arrange();
      send(command);
      const { routing } = await settled(({ problem }) => problem !== null, 'the problem');
      assert.match(routing.problem ?? '', sentence);
      assert.deepEqual([routing.setting, forwarding().setting], ['ring-here', 'None']);
    });
  }

  test('what the administrator took away meanwhile is refused in words', async () => {
    await ready();
    forwarding().rights.voicemail = false;
    send({ type: 'forward-calls', to: 'voicemail' });
    const { routing } = await settled(({ problem }) => problem !== null, 'the problem');
    assert.match(routing.problem ?? '', /^Your organization does not allow this/);
    assert.ok(!routing.forward.places.some(({ id }) => id === 'voicemail'));
    assert.deepEqual(served.phone.command({ type: 'forward-calls', to: 'voicemail' }), refused('unavailable'));
  });

  test('a server that fails is said', async () => {
    await ready();
    served.server.faults.replyNext('POST immediateForwardToVoicemail', { status: 503 });
    send({ type: 'forward-calls', to: 'voicemail' });
    const { routing } = await settled(({ problem }) => problem !== null, 'the problem');
    assert.match(routing.problem ?? '', /^The server could not be reached/);
  });

  test('what a telephone changes is read again', async () => {
    await ready();
    forwarding().forwardToVoicemail();
    send({ type: 'read-forwarding' });
    await settled(({ brief }) => brief === 'Forwarding to voicemail', 'what the telephone set');
  });

  describe('while nobody is here', () => {
    const away = async (to = 'voicemail'): Promise<void> => {
      await ready();
      send({ type: 'forward-while-away', to });
      assert.equal(served.phone.view().routing.whileAway.chosen?.id, to);
    };
    const kept = (): unknown[] => (served.records.read('forwarding-before') ?? []) as unknown[];

    test('a sleep sends calls elsewhere, and waking sets all of it back', async () => {
      forwarding().send(forwarding().simultaneous, 'Team', null, 15);
      forwarding().setting = 'SimultaneousRing';
      forwarding().period = 'Workhours';
      forwarding().send(forwarding().unanswered, 'Contact', mobile, 40);
      await away();
      served.surroundings.tell('suspend');
      await settled(({ brief }) => brief === 'Forwarding to voicemail', 'the forwarding');
      assert.deepEqual([forwarding().period, kept().length], ['Always', 1]);
      served.surroundings.tell('resume');
      await settled(({ setting }) => setting === 'ring-others', 'what was');
      const { setting, period, simultaneous, unanswered, handlesUnanswered } = forwarding();
      assert.deepEqual(
        [setting, period, simultaneous.target, simultaneous.ringDelay],
        ['SimultaneousRing', 'Workhours', 'Team', 15],
      );
      assert.deepEqual([unanswered.contact, unanswered.ringDelay, handlesUnanswered], [mobile, 40, true]);
      await until(() => kept().length === 0);
    });

    test('what is on the disk sets it back after a crash, however the server writes the number', async () => {
      const before = { period: 'work-hours', setting: 'none', handlesUnanswered: false };
      const sentTo = { kind: 'contact', uri: 'tel:0705550114' };
      served.records.write('forwarding-before', [{ of: served.server.credentials.address, sentTo, before }]);
      forwarding().forwardToVoicemail();
      forwarding().send(forwarding().immediate, 'Contact', mobile);
      await served.signIn();
      await until(() => kept().length === 0);
      const { setting, period, handlesUnanswered } = forwarding();
      assert.deepEqual([setting, period, handlesUnanswered], ['None', 'Workhours', false]);
    });

    test('the record of somebody else is left to them', async () => {
      const before = { period: 'always', setting: 'none', handlesUnanswered: true };
      served.records.write('forwarding-before', [
        { of: 'somebody@northwind.example', sentTo: { kind: 'voicemail' }, before },
      ]);
      forwarding().forwardToVoicemail();
      await away();
      assert.deepEqual([forwarding().isForwarded, kept().length], [true, 1]);
    });

    test('what somebody else chose meanwhile stays', async () => {
      await away();
      served.surroundings.tell('suspend');
      await settled(({ brief }) => brief !== null, 'the forwarding');
      forwarding().send(forwarding().immediate, 'Contact', mobile);
      served.surroundings.tell('resume');
      await until(() => kept().length === 0);
      assert.equal(forwarding().immediate.contact, mobile);
    });

    test('calls that go elsewhere already are left alone', async () => {
      forwarding().forwardToVoicemail();
      await away(mobile);
      served.surroundings.tell('suspend');
      served.surroundings.tell('resume');
      send({ type: 'read-forwarding' });
      await shows(({ brief }) => brief === 'Forwarding to voicemail', 'what was');
      assert.deepEqual([forwarding().immediate.target, kept()], ['Voicemail', []]);
    });

    test('quitting sends calls elsewhere', async () => {
      await away();
      await served.phone.stop();
      assert.deepEqual([forwarding().isForwarded, kept().length], [true, 1]);
    });

    test('signing out sets back what was not set back yet', async () => {
      await away();
      served.surroundings.tell('suspend');
      await settled(({ brief }) => brief !== null, 'the forwarding');
      send({ type: 'sign-out' });
      await until(() => kept().length === 0);
      assert.equal(forwarding().isForwarded, false);
    });

    test('nothing is sent elsewhere that could not be set back: the disk does not take the record', async () => {
      await away();
      served.records.keep = async () => false;
      served.surroundings.tell('suspend');
      const { routing } = await settled(({ problem }) => problem !== null, 'why not');
      assert.match(routing.problem ?? '', /could not write down/);
      assert.equal(forwarding().isForwarded, false);
    });

    test('what the user chooses by hand takes the place of what would be set back', async () => {
      await away();
      served.surroundings.tell('suspend');
      await settled(({ brief }) => brief !== null, 'the forwarding');
      send({ type: 'forward-calls', to: mobile });
      await settled(({ forward }) => forward.chosen?.id === mobile, 'the number');
      served.surroundings.tell('resume');
      assert.deepEqual([kept(), forwarding().immediate.contact], [[], mobile]);
    });
  });
});

function refused(refusal: Refusal) {
  return { ok: false, refusal } as const;
}

async function until(what: () => boolean): Promise<void> {
  const deadline = Date.now() + 8_000;
  while (!what()) {
    assert.ok(Date.now() < deadline, what.toString());
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
