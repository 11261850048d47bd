import { type Application, targetOf } from '../../constructs/index';
import { Index } from '../../manifests/object/object-index';
import { explainObjectives } from '../../rules/objectives';
import { manifestsOf, neighboursOf } from '../applications/application-tree';
import { oneApplication } from '../cli/one-named';

/**
 * The proof of an application's objectives, for people. What else runs on its platform is rendered, too: the operator's Application.
 * @throws UsageError for an application that is not there
 */
export function objectives(applications: readonly Application[], name: string, now: Date): string {
  const asked = oneApplication(applications, name);
  const manifests = manifestsOf(asked);
  return explainObjectives({
    manifests,
    index: new Index([...manifests, ...neighboursOf(asked, applications).flatMap(manifestsOf)]),
    target: targetOf(asked),
    suppressions: asked.suppressions,
    now,
  });
}
