import type { CrdFacts } from '../../../commands/import/crd';
import type { Manifest } from '../../../manifests/object/manifest';
import type { Schema } from '../../../rules/admission/server/schema';
import { RULES } from '../../../rules/expert';
import { crds } from './crds';
import { content, dist, files, manifestsOf } from './documents';
import { whole } from './minimal';
import { target } from './target';

/** A kind of the facts, and all objects of it that the repository has. */
export interface Specimens {
  readonly kind: string;
  readonly schema: Schema;
  readonly namespaced: boolean;
  readonly manifests: readonly Manifest[];
}

/** Objects of every kind of the facts: those of dist/, of the rules' examples and of the recorded verdicts, and the least that each can be. */
export function corpus(): readonly Specimens[] {
  const examples = RULES.flatMap(({ id, wrong, right }) => [...manifestsOf(wrong, id), ...manifestsOf(right, id)]);
  const verdicts = files('test/verdicts', '.yaml').flatMap((file) => manifestsOf(content(file), file));
  const known = [...[...dist(target.operator).values()].flat(), ...examples, ...verdicts];
  return crds(target).flatMap(({ spec }) => {
    const { group, names, scope, versions } = spec as unknown as CrdFacts;
    return versions
      .filter(({ served }) => served === true)
      .map((version): Specimens => {
        const apiVersion = `${group}/${version.name}`;
        const schema = version.schema.openAPIV3Schema as Schema;
        const own = known.filter((each) => each.apiVersion === apiVersion && each.kind === names.kind);
        const least = whole({ apiVersion, kind: names.kind, metadata: {} });
        return {
          kind: names.kind,
          schema,
          namespaced: scope === 'Namespaced',
          manifests: [...own, ...own.map(whole), least],
        };
      });
  });
}
