import type { Application } from '../../constructs/index';
import { manifestName, objectName } from '../../manifests/object/identity';
import type { Index } from '../../manifests/object/object-index';
import { installersIn } from '../../plan/upgrade/installers';
import type { Judgements } from '../../plan/upgrade/judgements';

/** Suppressions that accept nothing any more after an upgrade: synth refuses them, so they go in the same commit. */
export function fallenSuppressions(
  applications: readonly Application[],
  { gone }: Judgements,
  index: Index,
): readonly string[] {
  // What is found in the operator's own object is judged at the Clusters, which imply an operator.
  const installers = new Set(installersIn(index).map(manifestName));
  const rules = new Set(gone.map(({ rule }) => rule));
  const objects = new Set(gone.map((violation) => `${violation.rule}\n${objectName(violation)}`));
  return applications.flatMap(({ name, suppressions }) =>
    suppressions
      .filter(({ rule, object }) => objects.has(`${rule}\n${object}`) || (rules.has(rule) && installers.has(object)))
      .map(({ rule, object }) => `${rule} for ${object} (${name})`),
  );
}
