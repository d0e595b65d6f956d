import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isHostName } from '../../../../../main/core/session/trust/host-name.ts';
import { createOriginPolicy } from '../../../../../main/core/session/trust/origin-policy.ts';
import { addressKind, domainAround, isWithin } from '../../../../../main/core/session/trust/trusted-domains.ts';
import { createUrls } from '../../../../../main/parsing/urls.ts';

describe('the domain that a host vouches for', () => {
  for (const [host, domain] of [
    ['lync.contoso.com', 'contoso.com'],
    ['contoso.com', 'contoso.com'],
    ['a.b.c.contoso.com', 'contoso.com'],
    ['lync.dhl.de', 'dhl.de'],
    ['lync.contoso.co.uk', 'contoso.co.uk'],
    ['contoso.co.uk', 'contoso.co.uk'],
    ['lync.contoso.com.au', 'contoso.com.au'],
    ['x.govt.nz', 'x.govt.nz'],
    ['lync.x.govt.nz', 'x.govt.nz'],
    ['lync.contoso.k12.ny.us', 'contoso.k12.ny.us'],
    ['x.onrender.com', 'x.onrender.com'],
    ['lync.x.onrender.com', 'x.onrender.com'],
    ['x.fly.dev', 'x.fly.dev'],
    ['x.onmicrosoft.com', 'x.onmicrosoft.com'],
    ['a.x.onmicrosoft.com', 'x.onmicrosoft.com'],
    ['x.westeurope.cloudapp.azure.com', 'x.westeurope.cloudapp.azure.com'],
    ['a.x.westeurope.cloudapp.azure.com', 'x.westeurope.cloudapp.azure.com'],
    ['x.azurewebsites.net', 'x.azurewebsites.net'],
    ['x.blob.core.windows.net', 'x.blob.core.windows.net'],
    ['x.eu-west-1.elb.amazonaws.com', 'x.eu-west-1.elb.amazonaws.com'],
    ['x.herokuapp.com', 'x.herokuapp.com'],
    ['x.github.io', 'x.github.io'],
    ['x.trycloudflare.com', 'x.trycloudflare.com'],
    ['x.ngrok-free.app', 'x.ngrok-free.app'],
    ['pool.contoso.local', 'contoso.local'],
    ['a.pool.contoso.local', 'contoso.local'],
    ['contoso.local', 'contoso.local'],
    ['pool.corp', 'pool.corp'],
    ['pool.contoso.corp', 'contoso.corp'],
    ['pool.contoso.internal', 'contoso.internal'],
    ['pool.contoso.lan', 'contoso.lan'],
    ['lync', 'lync'],
    ['localhost', 'localhost'],
    ['com', 'com'],
    ['co.uk', 'co.uk'],
    ['onrender.com', 'onrender.com'],
    ['lync.xn--bcher-kva.de', 'xn--bcher-kva.de'],
    ['lync.xn--fiqs8s', 'lync.xn--fiqs8s'],
    ['10.0.0.1', '10.0.0.1'],
    ['[2001:db8::1]', '[2001:db8::1]'],
  ] as const) {
    test(`${host}: ${domain}`, () => assert.equal(domainAround(host), domain));
  }
});

describe('a host within a domain', () => {
  for (const [host, domain, expected] of [
    ['pool.contoso.com', 'contoso.com', true],
    ['contoso.com', 'contoso.com', true],
    ['evilcontoso.com', 'contoso.com', false],
    ['x.contoso.com', 'pool.contoso.com', false],
    ['pool.contoso.local', 'contoso.local', true],
    ['x.pool.corp', 'pool.corp', true],
    ['other.corp', 'corp', false],
    ['evil.co.uk', 'co.uk', false],
    ['evil.onrender.com', 'onrender.com', false],
    ['evil.onmicrosoft.com', 'onmicrosoft.com', false],
    ['onrender.com', 'onrender.com', true],
    ['evil.com', 'com', false],
  ] as const) {
    test(`${host} in ${domain}: ${expected}`, () => assert.equal(isWithin(host, domain), expected));
  }
});

describe('a domain of a cloud in which every customer has a name vouches for none of them', () => {
  for (const domain of [
    'amazonaws.com',
    'azure.com',
    'cloudapp.azure.com',
    'westeurope.cloudapp.azure.com',
    'windows.net',
    'core.windows.net',
    'database.windows.net',
    'digitaloceanspaces.com',
    'nyc3.digitaloceanspaces.com',
    'glitch.me',
    'loca.lt',
    'onmicrosoft.com',
    'serveo.net',
    'sharepoint.com',
  ]) {
    test(domain, () => assert.equal(isWithin(`evil.${domain}`, domain), false));
  }
});

test('nothing is within a domain without a name', () => assert.equal(isWithin('', ''), false));

describe('what an address reaches', () => {
  for (const [kind, hosts] of [
    ['loopback', ['localhost', 'a.localhost', '127.0.0.1', '127.255.255.254', '[::1]']],
    ['private', ['10.1.2.3', '192.168.7.77', '172.16.0.1', '172.19.0.1', '172.20.0.1', '172.29.0.1', '172.31.255.255']],
    ['private', ['[fc00::1]', '[fd12:3456::1]']],
    ['other', ['8.8.8.8', '8.8.88.8', '8.8.8.88', '172.15.0.1', '172.32.0.1', '172.1.16.1', '192.169.0.1']],
    ['other', ['8.10.1.1', '8.192.168.1', '[::10.1.2.3]', '[fe80::1]', '[2001:db8::1]', '[::ffff:a01:203]']],
    [null, ['localhost.evil.example', 'evillocalhost', '10.contoso.com', '8.8.8.8.contoso.com', 'a8.8.8.8', 'lync']],
  ] as const) {
    for (const host of hosts) test(`${host}: ${kind}`, () => assert.equal(addressKind(host), kind));
  }
});

describe('a server that was named does not vouch for its siblings', () => {
  for (const [server, own, sibling] of [
    ['x.onrender.com', 'pool.x.onrender.com', 'evil.onrender.com'],
    ['x.fly.dev', 'pool.x.fly.dev', 'evil.fly.dev'],
    ['x.govt.nz', 'pool.x.govt.nz', 'evil.govt.nz'],
    ['x.onmicrosoft.com', 'pool.x.onmicrosoft.com', 'evil.onmicrosoft.com'],
    ['lync.contoso.co.uk', 'pool.contoso.co.uk', 'evil.co.uk'],
    ['lync.dhl.de', 'pool.dhl.de', 'evil.de'],
  ] as const) {
    test(server, () => {
      const policy = createOriginPolicy(createUrls(), {
        domain: 'example.org',
        domains: [],
        server: `https://${server}/`,
      });
      assert.ok(policy.admit(`https://${server}/`));
      assert.ok(policy.admit(`https://${own}/`));
      assert.equal(policy.admit(`https://${sibling}/`), null);
    });
  }
});

describe('the name of a host has letters, digits and hyphens', () => {
  for (const host of ['contoso.com', 'a-b.contoso.com', 'xn--bcher-kva.de', 'lync', '3com.com', 'x'.repeat(63)]) {
    test(host, () => assert.equal(isHostName(host), true));
  }
  for (const host of [
    '',
    '*',
    '*.contoso.com',
    '*,x.contoso.com',
    'a,b',
    'a b',
    'a_b.contoso.com',
    '-a.contoso.com',
    'a-.contoso.com',
    'contoso.com.',
    '.contoso.com',
    'a..b',
    'bücher.de',
    'CONTOSO.com',
    'a;b',
    '<local>',
    'x'.repeat(64),
    `${'x.'.repeat(127)}x`,
    '[::1]',
  ]) {
    test(`not ${JSON.stringify(host).slice(0, 40)}`, () => assert.equal(isHostName(host), false));
  }
});
