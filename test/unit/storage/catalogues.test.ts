import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { cataloguesIn } from '../../../main/storage/catalogues.ts';
import { englishView } from '../core/fakes/words.ts';

const folder = mkdtempSync(join(tmpdir(), 'catalogues-'));
after(() => rmSync(folder, { recursive: true }));

test('a language is a file, whatever else is beside it', () => {
  mkdirSync(join(folder, 'notes'));
  writeFileSync(join(folder, 'en.json'), '{"time.today":"Today"}');
  writeFileSync(join(folder, 'pt-BR.json'), '{"time.today":"Hoje"}');
  writeFileSync(join(folder, 'readme.txt'), '');
  const { locales, read } = cataloguesIn(folder);
  assert.deepEqual([...locales].sort(), ['en', 'pt-BR']);
  assert.deepEqual(read('pt-BR'), { 'time.today': 'Hoje' });
});

test('the app’s own has English', () => {
  const { locales, read } = cataloguesIn(join(import.meta.dirname, '../../../assets/locales'));
  assert.ok(locales.includes('en'));
  assert.deepEqual(read('en'), englishView.messages);
});
