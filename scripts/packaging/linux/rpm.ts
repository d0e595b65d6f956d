import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../bootstrap.mjs';
import { layTree } from './tree.ts';
import type { PackageIdentity } from './version.ts';

export interface RpmInput {
  readonly app: string;
  /** A folder to work in, empty. */
  readonly work: string;
  /** Where the package goes. */
  readonly output: string;
  readonly identity: PackageIdentity;
}

/** By Node's names. */
const architectures: Readonly<Record<string, string>> = { x64: 'x86_64', arm64: 'aarch64' };

/** Makes the package with rpmbuild, which finds the libraries that it needs by itself; resolves with its path. */
export async function makeRpm({ app, work, output, identity }: RpmInput): Promise<string> {
  const architecture = architectures[process.arch] ?? process.arch;
  const [root, made, spec] = [join(work, 'tree'), join(work, 'made'), join(work, 'switchhook.spec')];
  mkdirSync(root, { recursive: true });
  layTree({ app, root, zshFolder: 'site-functions', epoch: identity.epoch, kind: 'rpm' });
  writeFileSync(spec, specOf(identity));
  const settings = {
    _topdir: work,
    _rpmdir: made,
    _buildhost: 'localhost',
    _dbpath: join(work, 'db'),
    // What only a debug package would need, and what would change files that are as they have to be.
    debug_package: '%{nil}',
    __os_install_post: '%{nil}',
    _build_id_links: 'none',
    source_date_epoch_from_changelog: '0',
    use_source_date_epoch_as_buildtime: '1',
    clamp_mtime_to_source_date_epoch: '1',
    _binary_payload: 'w9.zstdio',
  };
  const defines = Object.entries(settings).flatMap(([name, value]) => ['--define', `${name} ${value}`]);
  await run('rpmbuild', ['-bb', '--target', architecture, '--buildroot', root, '--noclean', ...defines, spec], {
    env: { ...process.env, SOURCE_DATE_EPOCH: String(identity.epoch) },
  });
  const folder = join(made, architecture);
  const [name = ''] = readdirSync(folder);
  const file = join(output, name);
  renameSync(join(folder, name), file);
  return file;
}

/** Its own libraries are offered to nobody, and asked of nobody. */
function specOf({ version, summary, description }: PackageIdentity): string {
  return `%global __provides_exclude_from ^/usr/lib/switchhook/.*$
%global __requires_exclude ^lib(ffmpeg|EGL|GLESv2|vk_swiftshader|vulkan)\\\\.so.*$
Name: switchhook
Version: ${version}
Release: 1
Summary: ${summary[0]?.toUpperCase()}${summary.slice(1)}
License: MIT
Requires: libX11-xcb.so.1()(64bit)
Requires: libudev.so.1()(64bit)
Recommends: (pulseaudio-libs or libpulse0)
Recommends: xdg-utils
Recommends: gnome-keyring

%description
${description}

%files
%defattr(-,root,root,-)
%license /usr/lib/switchhook/LICENSE
/usr/bin/switchhook
%dir /usr/lib/switchhook
/usr/lib/switchhook/[!Lc]*
/usr/lib/switchhook/LICENSE?*
/usr/lib/switchhook/chrome_*
%attr(4755,root,root) /usr/lib/switchhook/chrome-sandbox
/usr/share/applications/*
/usr/share/icons/hicolor/*/apps/*
/usr/share/metainfo/*
/usr/share/polkit-1/actions/*
/usr/share/bash-completion/completions/switchhook
/usr/share/zsh/site-functions/_switchhook
/usr/share/fish/vendor_completions.d/switchhook.fish
/usr/share/man/man1/switchhook.1.gz
`;
}
