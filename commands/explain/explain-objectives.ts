import type { Application } from '../../constructs/index';
import { Kind } from '../../manifests/object/kinds';
import { Index } from '../../manifests/object/object-index';
import { explainObjectives } from '../../rules/objectives';
import { platformSites } from '../applications/platform-sites';
import { oneApplication } from '../cli/one-named';

/**
 * The proof of an application's objectives, for people. What else runs on its platform is rendered, too: the operator's Application. A second
 * site is proved among what runs on its own.
 * @throws UsageError for an application that is not there
 */
export function objectives(applications: readonly Application[], name: string, now: Date): string {
  const asked = oneApplication(applications, name);
  const proofs = platformSites(asked, applications).map(({ target, suppressions, objects, others }) => {
    const manifests = objects.map(({ manifest }) => manifest);
    const own = new Index(manifests);
    const index = new Index([...manifests, ...others]);
    const text = explainObjectives({ manifests, index, target, suppressions, now });
    return { text, hasClusters: own.all(Kind.CLUSTER).length > 0 };
  });
  const said = proofs.filter(({ hasClusters }) => hasClusters);
  return (said.length > 0 ? said : proofs.slice(0, 1)).map(({ text }) => text).join('\n');
}
