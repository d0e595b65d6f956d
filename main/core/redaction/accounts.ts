import type { Rule } from './rule.ts';

/** Between the parts of a path: as it is, escaped any number of times, or percent-encoded once or twice. */
const slash = '(?:/|\\\\{1,16}|%2f|%5c|%252f|%255c)';
const backslash = '(?:\\\\{1,16}|%5[Cc]|%255[Cc])';
/** One part of a path. */
const part = '(?:[^\\\\/\\s"\'<>|:*?,;)\\]}%&]|%(?!2f|5c|25|3a|22|27)[\\da-f]{2})';
/** A folder of somebody: up to the next slash also with blanks, at the end of a path with further words in capitals. */
const folder = `(?:${part}+(?:(?: |%20)${part}+){0,4}(?=${slash})|${part}+(?: \\p{Lu}${part}*)*)`;
/** Where systems keep what belongs to one user (FHS 3.0, Apple's file system, Known Folders of Windows, WSL, Samba, mail). */
const roots = [
  ...['home\\d?', 'Users', 'Documents and Settings', 'Documents%20and%20Settings', 'Profiles\\$?'],
  ...['run/media', 'media', 'var/mail', 'spool/mail', 'AccountsService/users', 'AccountsService/icons'],
].join('|');
/** Folders of these names belong to nobody. */
const shared = '(?:Public|Shared|Default(?: User)?|All Users|Guest)';

/** Home folders lose the name of whom they belong to, UNC paths the folder of the share; accounts of Windows go as a whole. */
export const accounts: readonly Rule[] = [
  // A home folder below one for the domain: /home/CONTOSO/dana, /home/contoso.com/dana.
  {
    pattern: new RegExp(`(/home/)(?:[A-Z][A-Z\\d-]+|[\\w-]+(?:\\.[\\w-]+)*\\.[a-z]{2,})/(?=[^\\s/.])${folder}`, 'gu'),
    replacement: '$1[user]',
  },
  {
    pattern: new RegExp(`(${slash}(?:${roots})${slash})(?!\\[user\\]|${shared}(?:${slash}|\\b))${folder}`, 'giu'),
    replacement: '$1[user]',
  },
  { pattern: /(?<![\w/.])~[a-z_][\w.-]*(?=\/)/gi, replacement: '~[user]' },
  // MS-DTYP section 2.2.57: \\server\share\folder.
  {
    pattern: new RegExp(
      `(?<![\\w:.\\\\])((?:\\\\{2,16}|%5c%5c)[\\w.-]+${backslash})(?!\\[user\\])(${part}+)(?:(${backslash})(?!\\[user\\])(${folder}))?`,
      'giu',
    ),
    replacement: (_match, server = '', share = '', between = '', below = '') =>
      `${server}${shareOf(share)}${below === '' || below === undefined ? '' : `${between}[user]`}`,
  },
  // MS-ADTS section 5.1.1.1.1: DOMAIN\user. Paths have backslashes too.
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}_\\\\/$.-])(?:[A-Za-z]:|HK(?:LM|CU|CR|U|CC|EY_[A-Z_]+)|(?:node_modules|resources|app\\.asar|out|dist|src|Program Files(?: \\(x86\\))?|ProgramData|Windows|SOFTWARE|System32))(?:\\\\{1,16}(?:Program Files(?: \\(x86\\))?|[^\\\\/\\s"'<>|:*?,;)]+))*` +
        `|(?<![\\p{L}\\p{N}_\\\\/$-])(?!\\d+\\\\)[\\p{L}\\p{N}.][\\p{L}\\p{N}\\p{M}_.-]{0,62}${backslash}([\\p{L}\\p{N}_$][\\p{L}\\p{N}\\p{M}_.$'-]+(?<=[\\p{L}\\p{N}_$])(?: \\p{Lu}[\\p{Ll}\\p{M}'-]+)?)`,
      'gu',
    ),
    replacement: (match, account) => (account === undefined || isFile(account) ? match : '[account]'),
  },
];

/** What a share is for is worth reading; one of another name may be somebody's own. */
function shareOf(share: string): string {
  const generic =
    /^(?:[a-z]|admin|ipc|home|homes|home(?:dir|dirs|drive|folders?)?|users?|userdata|profiles?|roaming|redirect\w*|netlogon|sysvol|public|software|install)\$?$/i;
  return generic.test(share) ? share : '[user]';
}

function isFile(name: string): boolean {
  return /\.(?:[cm]?[jt]sx?|json|log|old|txt|html|css|dll|exe|node|asar|zip|pem|crt|cer|ini|dat|db|lock)$/i.test(name);
}
