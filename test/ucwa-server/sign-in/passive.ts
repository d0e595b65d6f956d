/**
 * Passive sign-in: the page of the web ticket service sends the browser to AD FS, whose page asks for name and password and sends a
 * signed answer back by a form; from then on a cookie speaks for the user at that host.
 */
import { randomUUID } from 'node:crypto';
import type { Incoming } from '../http/incoming.ts';
import type { Reply } from '../http/reply.ts';
import type { Site } from '../http/site.ts';
import { type Account, checkPassword } from './account.ts';
import { forwardingForm, page, readForm, refusedPage, signInForm } from './form.ts';

const passivePath = '/PassiveAuth/PassiveAuth.aspx';
const federationPath = '/adfs/ls/';
const cookieName = 'RtcPassiveAuth';

export class PassiveSignIn {
  readonly #account: Account;
  readonly #login: Site;
  /** Realms by the results AD FS has signed and nobody has used. */
  readonly #results = new Map<string, string>();
  /** Origins by cookie. */
  readonly #cookies = new Map<string, string>();

  constructor(account: Account, login: Site) {
    this.#account = account;
    this.#login = login;
    login.add(federationPath, {
      rel: 'federation',
      open: true,
      page: true,
      methods: { GET: (incoming) => this.#ask(incoming), POST: (incoming) => this.#check(incoming) },
    });
  }

  /** Makes the page exist on a host that gives tokens. */
  addTo(site: Site): void {
    site.add(passivePath, {
      rel: 'passiveAuth',
      open: true,
      page: true,
      methods: { GET: (incoming) => this.#begin(incoming), POST: (incoming) => this.#end(incoming) },
    });
  }

  uriAt(origin: string): string {
    return `${origin}${passivePath}`;
  }

  /** True where the request carries a cookie that this host has set. */
  knows({ headers, origin }: Incoming): boolean {
    const values = (headers.cookie ?? '').split(';').map((cookie) => cookie.trim().split('='));
    return values.some(([name, value = '']) => name === cookieName && this.#cookies.get(value) === origin);
  }

  /** Every cookie is worthless from now on. */
  forget(): void {
    this.#cookies.clear();
  }

  #begin(incoming: Incoming): Reply {
    if (this.knows(incoming)) return signedIn;
    const query = new URLSearchParams({
      wa: 'wsignin1.0',
      wtrealm: incoming.origin,
      wreply: this.uriAt(incoming.origin),
      wctx: randomUUID(),
    });
    return { status: 302, headers: { Location: `${this.#login.origin}${federationPath}?${query}` } };
  }

  #ask({ query }: Incoming): Reply {
    const [wtrealm, wreply, wctx] = ['wtrealm', 'wreply', 'wctx'].map((name) => query.get(name) ?? '');
    if (query.get('wa') !== 'wsignin1.0' || !wreply?.startsWith(`${wtrealm}/`))
      return refusedPage('no sign-in request');
    const hidden = { wtrealm: wtrealm ?? '', wreply, wctx: wctx ?? '' };
    return page('Northwind sign-in', signInForm(federationPath, hidden, this.#account.address));
  }

  #check(incoming: Incoming): Reply {
    const form = readForm(incoming);
    const field = (name: string): string => form?.get(name) ?? '';
    const hidden = { wtrealm: field('wtrealm'), wreply: field('wreply'), wctx: field('wctx') };
    if (!hidden.wreply.startsWith(`${hidden.wtrealm}/`)) return refusedPage('a sign-in form that was not handed out');
    if (checkPassword(this.#account, field('UserName'), field('Password')) !== 'right') {
      const problem = 'Incorrect user ID or password. Type the correct user ID and password, and try again.';
      return page('Northwind sign-in', signInForm(federationPath, hidden, field('UserName'), problem));
    }
    const wresult = randomUUID();
    this.#results.set(wresult, hidden.wtrealm);
    return page('Working', forwardingForm(hidden.wreply, { wa: 'wsignin1.0', wresult, wctx: hidden.wctx }));
  }

  #end(incoming: Incoming): Reply {
    const result = readForm(incoming)?.get('wresult') ?? '';
    if (this.#results.get(result) !== incoming.origin) return refusedPage('an answer that AD FS did not sign for here');
    this.#results.delete(result);
    const cookie = randomUUID();
    this.#cookies.set(cookie, incoming.origin);
    const headers = { 'Set-Cookie': `${cookieName}=${cookie}; Path=/; Secure; HttpOnly` };
    return { ...signedIn, headers };
  }
}

const signedIn: Reply = page('Signed in', '<p>You are signed in.</p>');
