import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { GitOps } from '../../constructs/index';
import { applyChanges, withStaging } from '../../manifests/files/transaction';
import type { Manifest } from '../../manifests/object/manifest';
import { judge } from '../../rules/engine/judge';
import { DEFAULT_TARGET, type Target } from '../../values/cnpg/target';
import { dns1035LabelProblem } from '../../values/kubernetes/names';
import { STANDALONE } from '../cli/shared-options';
import { UsageError } from '../cli/usage-error';
import { report } from '../report/report';
import type { AdoptRequest } from './adopt-request';
import { modelOf } from './adopted-objects';
import { assumedPlatform, elsewhereSource, platformFile } from './elsewhere-source';
import { fitModel, renderModel } from './fit-model';
import { pluginSteps, printAdopted } from './print-adopted';
import { productionModel } from './production-model';
import { proofOf, unexpected } from './proof';
import { FROM_CLUSTER, refuseOpen } from './refuse-open';
import { givenObjects, nameOf, nothingWritten, suppressionOf } from './request-parts';
import { remarksOn, selectObjects } from './select-objects';
import { proceduresToPlugin } from './to-plugin';
import { assumptionsOf } from './unsaid';

/** What `npx cnpg-gitops adopt` is asked for: there is no repository of this project. */
export interface ElsewhereRequest
  extends Pick<AdoptRequest, 'sources' | 'name' | 'platform' | 'namespace' | 'root' | 'now' | 'console'> {
  /** @default - the default target */
  readonly target?: Partial<Target>;
  /** What applies the objects. @default 'argocd' */
  readonly gitops?: GitOps;
}

/** Where nobody names the Kubernetes cluster. */
const PLATFORM = 'cluster';

/**
 * Declares objects that exist already as an application for a cdk8s project that has the package, and proves that nothing changes for them. Only
 * new files are written.
 * @returns the exit code: 1 where a database would change or the API server refuses an object, and then nothing is written
 * @throws UsageError for what cannot be read, and for files that are there already
 */
export async function adoptElsewhere(request: ElsewhereRequest): Promise<number> {
  const { root, now, console, platform: wanted = PLATFORM, gitops = 'argocd' } = request;
  const problem = dns1035LabelProblem(wanted);
  if (problem !== undefined) throw new UsageError(`--platform "${wanted}" ${problem}`);
  const target = { ...DEFAULT_TARGET, ...request.target };
  const { manifests, left: unread } = await givenObjects(request);
  const { namespace, objects, left } = selectObjects(manifests, request.namespace, unread);
  refuseOpen(objects, FROM_CLUSTER);
  const name = nameOf([], request, objects);
  const platform = assumedPlatform(wanted, { target, gitops }, objects);
  const options = { target, now, gitops };
  const model = productionModel(fitModel(modelOf(name, namespace, objects, target), options), platform, options);
  const rendered = renderModel(model, options);
  const wrong = unexpected(model, rendered, options);
  if (wrong.length > 0) return nothingWritten(console, ['what is rendered is not what was given:', ...wrong]);
  const errors = errorsOf(rendered, target, now);
  const refused = errors.filter(({ layer }) => layer === 'admission');
  if (refused.length > 0) {
    console.err(`${report(refused, () => null, console.color)}\n`);
    return nothingWritten(console, ['the API server refuses these objects as they are']);
  }
  const suppressions = errors.map(suppressionOf);
  const files = Object.entries(elsewhereSource(model, { platform, suppressions })).filter(
    // Applications of one Kubernetes cluster have its file in common.
    ([path]) => path !== platformFile(wanted) || !existsSync(join(root, path)),
  );
  withStaging(join(root, '.adopt.staging'), () =>
    applyChanges(
      join(root, '.adopt.staging'),
      files.map(([path, text]) => ({ target: join(root, path), text })),
    ),
  );
  console.out(
    printAdopted({
      model,
      written: `apps/${name} is written, for a cdk8s project`,
      findings: [...unread, ...left, ...objects.flatMap(remarksOn), ...assumptionsOf(model, target)],
      suppressions,
      proof: proofOf(model, rendered, options),
      next: [...nextSteps(name, wanted, request), ...pluginSteps(proceduresToPlugin(model, options))],
    }),
  );
  return 0;
}

function errorsOf(rendered: readonly Manifest[], target: Target, now: Date) {
  const documents = rendered.map((manifest, document) => ({ manifest, file: null, document }));
  return judge(documents, { target, now, seen: 'given' }).filter(({ severity }) => severity === 'error');
}

function nextSteps(name: string, platform: string, { root, sources }: ElsewhereRequest): string[][] {
  const given = sources.filter((source) => source !== '-');
  const compared = given.length === 1 ? given[0] : 'OBJECTS.yaml';
  const hasPackage = existsSync(join(root, 'node_modules', 'cnpg-gitops'));
  return [
    [
      `look at ${platformFile(platform)}: the versions and the nodes in it are assumed`,
      ...(hasPackage
        ? []
        : ['npm install cnpg-gitops cdk8s constructs, and TypeScript with resolveJsonModule and strict']),
    ],
    [`compile apps/${name}/main.ts and run it, as your project does: it writes dist/`],
    [`${STANDALONE} plan --base ${compared} --target dist`, 'it must say no more than the proof above'],
    ['what else this project makes (passwords, network policies, alerts, drills) is in a clone of it: docs/adopt.md'],
  ];
}
