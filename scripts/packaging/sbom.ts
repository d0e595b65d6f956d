import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Contrib, Enums, Models, Serialize, SPDX, Spec } from '@cyclonedx/cyclonedx-library';
import { projectRoot } from '../project.ts';
import type { ShippedPackage } from './notices.ts';

/** Where the list of what a package contains lies: at the top of it, beside the notices. */
export const sbomFile = 'sbom.cdx.json';

/** Names between brackets, joined by AND, OR or WITH. The ids of licences are held against SPDX's own list. */
function refuseUnknown(expression: string): void {
  const words = expression.split(/[\s()]+/).filter((word) => word !== '' && !/^(AND|OR|WITH)$/.test(word));
  const unknown = words.find((word) => !SPDX.isSupportedSpdxId(word));
  if (unknown !== undefined) throw new Error(`${unknown} is in no list of licences`);
}

/**
 * What is in the app, as CycloneDX 1.6: Electron, and every package whose code is in the bundles or beside them. It has no date and no number of its own, so that
 * the same sources make the same file.
 */
export function sbomOf(packages: readonly ShippedPackage[], electronVersion: string): string {
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string };
  const licences = new Contrib.License.Factories.LicenseFactory(refuseUnknown);
  const component = (name: string, more: Partial<Models.Component> & { version: string; licence: string }) => {
    const [group, inner] = name.startsWith('@') ? name.split('/') : [undefined, name];
    const purl = `pkg:npm/${name.replace('@', '%40')}@${more.version}`;
    return new Models.Component(more.type ?? Enums.ComponentType.Library, inner ?? name, {
      ...(group === undefined ? {} : { group }),
      bomRef: purl,
      purl,
      version: more.version,
      licenses: new Models.LicenseRepository([licences.makeFromString(more.licence)]),
    });
  };
  const electron = { type: Enums.ComponentType.Framework, version: electronVersion, licence: 'MIT' };
  const parts = [
    component('electron', electron),
    ...packages.map((one) => component(one.name, { version: one.version, licence: one.licence })),
  ];
  const app = new Models.Component(Enums.ComponentType.Application, 'switchhook', {
    bomRef: `pkg:generic/switchhook@${version}`,
    purl: `pkg:generic/switchhook@${version}`,
    version,
    licenses: new Models.LicenseRepository([licences.makeFromString('MIT')]),
    dependencies: new Models.BomRefRepository(parts.map(({ bomRef }) => bomRef)),
  });
  const bom = new Models.Bom({
    metadata: new Models.Metadata({ component: app }),
    components: new Models.ComponentRepository(parts),
  });
  const normalizers = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  return `${new Serialize.JsonSerializer(normalizers).serialize(bom, { sortLists: true, space: 2 })}\n`;
}
