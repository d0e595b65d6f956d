import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readEntry, writeEntry } from '../../../../main/electron/autostart/desktop-entry.ts';
import '../../same-inputs.ts';

test('the command comes back word by word, whatever is in it', () => {
  const word = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !/[\n\r\0]/.test(text));
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (command) => {
      assert.deepEqual(readEntry(writeEntry(command))?.command, command);
    }),
  );
});

test('it is written as the specification says', () => {
  assert.equal(
    writeEntry(['/opt/a b/switchhook', '--hidden', '--server=100%$x"\\']),
    [
      '[Desktop Entry]',
      'Type=Application',
      'Name=Switchhook',
      'Exec="/opt/a b/switchhook" "--hidden" "--server=100%%\\\\$x\\\\"\\\\\\\\"',
      'Icon=org.switchhook.Switchhook',
      'Terminal=false',
      'StartupNotify=false',
      '',
    ].join('\n'),
  );
});

test('one that hides says so, and one of a desktop that turned it off', () => {
  assert.equal(readEntry(writeEntry(null))?.hidden, true);
  assert.equal(readEntry('[Desktop Entry]\nExec=a\nX-GNOME-Autostart-enabled=false')?.hidden, true);
  assert.equal(readEntry('[Desktop Entry]\nExec=a\nX-GNOME-Autostart-enabled=true')?.hidden, false);
});

test('words without quotes, field codes and other groups are read as desktops read them', () => {
  const entry = readEntry(
    '# ours\n[Desktop Action x]\nExec=no\n[Desktop Entry]\r\nExec = switchhook  --hidden %U\nOnlyShowIn=GNOME;KDE;\nNotShowIn=XFCE;',
  );
  assert.deepEqual(entry, {
    command: ['switchhook', '--hidden'],
    hidden: false,
    onlyShowIn: ['GNOME', 'KDE'],
    notShowIn: ['XFCE'],
  });
});

test('what names no program is none', () => {
  assert.equal(readEntry(''), null);
  assert.equal(readEntry('[Desktop Entry]\nName=x'), null);
  assert.equal(readEntry(`${'x'.repeat(70_000)}\n[Desktop Entry]\nExec=a`), null);
});
