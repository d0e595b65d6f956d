import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { colleague } from '../../../ucwa-server/index.ts';
import { about, answerSdp, link, sdpType, told } from '../client.ts';
import { started } from '../started.ts';

const query = (context: string) => `?sessionContext=${context}`;

describe('why a call rings, as the simulator writes it', () => {
  const named = async (from: string, rel: string, t: Parameters<typeof started>[0]) => {
    const { server, client } = await started(t);
    const { next } = await client.available();
    const [polled] = await Promise.all([client.get(next), server.call({ from, media: 'none' })]);
    const invitation = about(polled.json, 'audioVideoInvitation');
    const { name } = (await client.get(link(invitation, rel))).json;
    server.assertNoViolations();
    return { invitation, name };
  };

  test('for whom the caller speaks, by property and link', async (t) => {
    const { invitation, name } = await named('noor', 'delegator', t);
    assert.deepEqual([name, invitation.delegator], ['Bao Chen', 'sip:bao.chen@northwind.example']);
  });

  test('a team, whom the caller wanted, and what came along', async (t) => {
    const { invitation, name } = await named('priya', 'to', t);
    assert.deepEqual(
      [name, invitation.state, invitation.to],
      ['Front desk', 'TeamRing', 'sip:front.desk@northwind.example'],
    );
    assert.match(link(invitation, 'customContent'), /^data:application\/json;charset=utf-8,%7B%22ticket%22/);
  });

  test('for whom it is', async (t) => assert.equal((await named('oskar', 'onBehalfOf', t)).name, 'Bao Chen'));
  test('who transferred it', async (t) =>
    assert.equal((await named('oskar', 'transferredBy', t)).name, 'Team Support'));

  test('an update while it rings', async (t) => {
    const { server, client } = await started(t);
    const { next } = await client.available();
    const [polled, call] = await Promise.all([client.get(next), server.call({ from: 'tomas', media: 'none' })]);
    const further = client.get(link(polled.json, 'next'));
    const forwardedBy = colleague('ana')?.person;
    assert.ok(forwardedBy);
    call.update({ importance: 'Urgent', forwardedBy, joinMuted: true });
    const { json } = await further;
    assert.deepEqual(told(json), ['updated audioVideoInvitation']);
    const updated = about(json, 'audioVideoInvitation');
    assert.deepEqual([updated.importance, updated.joinAudioMuted], ['Urgent', true]);
    assert.ok(link(updated, 'forwardedBy'));
  });
});

describe('an answer while it rings', () => {
  const ringing = async (t: Parameters<typeof started>[0]) => {
    const { server, client } = await started(t);
    const { next } = await client.available();
    const [polled, call] = await Promise.all([client.get(next), server.call({ media: 'none' })]);
    const invitation = about(polled.json, 'audioVideoInvitation');
    const post = async (rel: string, context: string, sdp: string) =>
      (await client.post(`${link(invitation, rel)}${query(context)}`, sdp, { headers: sdpType })).status;
    return { server, call, post };
  };

  test('is taken, and the same one accepts', async (t) => {
    const { server, call, post } = await ringing(t);
    assert.equal(await post('sendProvisionalAnswer', 'a', answerSdp(30_000)), 204);
    assert.deepEqual([call.state, call.early?.sessionContext], ['ringing', 'a']);
    assert.equal(await post('acceptWithAnswer', 'a', answerSdp(30_000)), 204);
    assert.equal(call.state, 'talking');
    server.assertNoViolations();
  });

  for (const [name, context, sdp] of [
    ['another session', 'b', answerSdp(30_000)],
    ['another answer', 'a', answerSdp(30_002)],
  ] as const) {
    test(`binds the client: ${name} is refused`, async (t) => {
      const { call, post } = await ringing(t);
      assert.equal(await post('sendProvisionalAnswer', 'a', answerSdp(30_000)), 204);
      assert.equal(await post('acceptWithAnswer', context, sdp), 400);
      assert.equal(call.state, 'ringing');
    });
  }
});
