import { type Crd, toCrd } from '../../../commands/import/crd';
import { IMPORTED_KINDS } from '../../../commands/import/kinds';
import { schemaReleases } from '../../../rules/admission/server/schema-releases';
import type { Target } from '../../../values/cnpg/target';
import { factsByRelease } from '../../imports/support';

/** Every CRD of a target, as `npm run import` recorded it. */
export function crds(target: Target): readonly Crd[] {
  return Object.entries(IMPORTED_KINDS).flatMap(([group, kinds]) => {
    const { by = '' } = schemaReleases(group, target) ?? {};
    return kinds.flatMap((kind) => {
      const facts = factsByRelease(group, kind).get(by);
      return facts === undefined ? [] : [toCrd(facts)];
    });
  });
}
