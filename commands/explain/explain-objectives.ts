import type { Application } from '../../constructs/index';
import { Index } from '../../manifests/object/object-index';
import { explainObjectives } from '../../rules/objectives';
import { manifestsOf } from '../applications/application-tree';
import { oneNamed } from '../cli/one-named';

/**
 * The proof of an application's objectives, for people. The others are rendered, too: the operator's Application is one of them.
 * @throws UsageError for an application that is not there
 */
export function objectives(applications: readonly Application[], name: string, now: Date): string {
  const asked = oneNamed(applications, name, 'application');
  const rendered = applications.map((application) => ({ application, manifests: manifestsOf(application) }));
  return explainObjectives({
    manifests: rendered.flatMap(({ application, manifests }) => (application === asked ? manifests : [])),
    index: new Index(rendered.flatMap(({ manifests }) => manifests)),
    target: asked.target,
    suppressions: asked.suppressions,
    now,
  });
}
