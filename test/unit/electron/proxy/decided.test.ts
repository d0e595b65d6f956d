import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProxyConfig } from 'electron';
import { openPolicy } from '../../../../main/core/policy/policy.ts';
import { decidedProxy } from '../../../../main/electron/proxy/decided.ts';
import { createProxyResolver } from '../../../../main/electron/proxy/resolver.ts';
import { silentLog } from '../silent-log.ts';

const proxy = 'http://proxy.contoso.com:8080';

for (const [said, config] of [
  [{}, null],
  [{ proxyExceptions: ['*.contoso.com'] }, null],
  [{ proxy: 'direct' }, { mode: 'direct' }],
  [{ proxy }, { mode: 'fixed_servers', proxyRules: proxy, proxyBypassRules: '' }],
  [
    { proxy, proxyExceptions: ['*.contoso.com', '<local>'] },
    { mode: 'fixed_servers', proxyRules: proxy, proxyBypassRules: '*.contoso.com,<local>' },
  ],
  [
    { proxy, proxyScript: 'http://wpad/wpad.dat' },
    { mode: 'pac_script', pacScript: 'http://wpad/wpad.dat' },
  ],
] as const) {
  test(`a policy with ${JSON.stringify(said)}`, () => {
    assert.deepEqual(decidedProxy({ ...openPolicy, ...said }), config);
  });
}

function resolver(decided: ProxyConfig | null, setProxy: () => Promise<void> = async () => {}) {
  const steps: string[] = [];
  const session = () => {
    steps.push('made');
    return {
      setProxy: async (config: ProxyConfig) => {
        await setProxy();
        steps.push(`goes by ${config.proxyRules}`);
      },
      resolveProxy: async (url: string) => {
        steps.push(url);
        return 'PROXY proxy.contoso.com:8080';
      },
    };
  };
  return { steps, resolve: createProxyResolver({ session, decided, log: silentLog }) };
}

test('what was decided is set once, before anything is asked', async () => {
  const { steps, resolve } = resolver(decidedProxy({ ...openPolicy, proxy }));
  const answers = await Promise.all([resolve('https://a/'), resolve('https://b/')]);
  assert.deepEqual(answers, ['PROXY proxy.contoso.com:8080', 'PROXY proxy.contoso.com:8080']);
  assert.deepEqual(steps, ['made', `goes by ${proxy}`, 'https://a/', 'https://b/']);
});

test('without a decision the system is asked', async () => {
  const { steps, resolve } = resolver(null);
  await resolve('https://a/');
  assert.deepEqual(steps, ['made', 'https://a/']);
});

test('what could not be set is tried again with the next question', async () => {
  let failures = 1;
  const { resolve } = resolver(decidedProxy({ ...openPolicy, proxy }), async () => {
    failures -= 1;
    if (failures >= 0) throw new Error('not now');
  });
  await assert.rejects(resolve('https://a/'), /not now/);
  assert.equal(await resolve('https://a/'), 'PROXY proxy.contoso.com:8080');
});
