import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { findings, plain, sayNothingWrong, troublePage } from '../../../../scripts/guide/trouble.ts';
import { currentGuideFiles, troubleFile } from '../../../../scripts/guide.ts';
import { projectRoot } from '../../../../scripts/project.ts';
import { readCatalogues } from '../../../../scripts/words/catalogue.ts';

const messages = readCatalogues().get('en') ?? assert.fail('there is no English');
const page = readFileSync(join(projectRoot, troubleFile), 'utf8');

test('what is made for Help is up to date: npm run guide', () => {
  for (const [file, content] of currentGuideFiles()) {
    assert.equal(readFileSync(join(projectRoot, file), 'utf8'), content, file);
  }
});

test('whatever a check can find is well, or is on the page with what helps', () => {
  const found = findings(messages);
  const ids = Object.keys(messages).filter((id) => /^check\./.test(id) && !/(?:\.title|[.-]fix)$/.test(id));
  const advice = new Set(found.values());
  for (const id of ids) {
    const isTold = found.has(id) || advice.has(id);
    assert.notEqual(isTold, sayNothingWrong.has(id), `${id} is either wrong or not`);
  }
  for (const id of sayNothingWrong) assert.ok(id in messages, `${id} is said no more`);
  for (const [id, fix] of found) {
    for (const one of [id, fix]) assert.ok(page.includes(plain(messages[one] ?? '')), one);
  }
});

test('whatever keeps a user from signing in is on it', () => {
  const titles = Object.keys(messages).filter((id) => /^problem\..*\.title$/.test(id));
  assert.ok(titles.length > 30);
  for (const id of titles) {
    for (const one of [id, id.replace(/title$/, 'help')]) assert.ok(page.includes(plain(messages[one] ?? '')), one);
  }
});

test('a value is "…", a number is in its usual form, and what would be Markdown is not', () => {
  assert.equal(
    plain('{known, select, yes {The server {host}} other {It}} does {count, plural, one {#} other {# of them}}.'),
    'The server … does … of them.',
  );
  const odd = { 'problem.odd.title': 'a | b * <c>', 'problem.odd.help': 'd' };
  assert.ok(troublePage(odd).includes('| a \\| b \\* \\<c> | d |'));
});
