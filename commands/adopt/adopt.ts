import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { App } from 'cdk8s';
import { type Application, targetOf } from '../../constructs/index';
import { applyChanges, withStaging } from '../../manifests/files/transaction';
import type { Violation } from '../../manifests/object/violation';
import { renderApplications } from '../applications/render-applications';
import type { Repository } from '../cli/command-context';
import { UsageError } from '../cli/usage-error';
import { REGISTER, registered } from '../new/registration';
import { report } from '../report/report';
import type { AdoptRequest } from './adopt-request';
import type { AdoptedModel } from './adopted-model';
import { modelOf } from './adopted-objects';
import { buildModel } from './build-model';
import { fitModel, renderModel } from './fit-model';
import { nextCommits, printAdopted } from './print-adopted';
import { productionModel } from './production-model';
import { proofOf, unexpected } from './proof';
import { refuseOpen } from './refuse-open';
import { refuseTaken } from './refuse-taken';
import { givenObjects, nameOf, nothingWritten, suppressionOf } from './request-parts';
import { namespaceRemark, remarksOn, selectObjects } from './select-objects';
import { adoptedSource } from './source-text';
import { proceduresToPlugin } from './to-plugin';
import { tryOut } from './try-out';
import { assumptionsOf } from './unsaid';

/**
 * Declares objects that exist already as an application of this repository, and proves that nothing changes for them. All of it happens in a
 * copy of the repository first.
 * @returns the exit code: 1 where it would not compile, not render, or change a database, and then nothing is written
 * @throws UsageError for what cannot be read, and for names and platforms that are taken or not known
 */
export async function adopt(repository: Repository, request: AdoptRequest): Promise<number> {
  const { root, now, console } = request;
  const { manifests, left: unread } = await givenObjects(request);
  const [{ namespace, objects, left }, platform] = atOnce(
    () => selectObjects(manifests, request.namespace, unread),
    () => platformOf(repository.applications, request),
  );
  refuseOpen(objects, 'adopt --context NAME --namespace NAMESPACE');
  const target = targetOf({ platform });
  const name = nameOf(
    repository.applications.map((each) => each.name),
    request,
    objects,
  );
  refuseTaken(repository.applications, platform, objects);
  const { gitops } = platform;
  const options = { target, now, ...(gitops && { gitops }) };
  const fitted = fitModel(modelOf(name, namespace, objects, target), options);
  const model = productionModel(fitted, platform, options);
  const wrong = unexpected(model, renderModel(model, options), options);
  if (wrong.length > 0) return nothingWritten(console, ['what is rendered is not what was given:', ...wrong]);
  const application = applicationOf(model, platform);
  const errors = errorsOf(repository, application, request);
  const refused = errors.filter(({ layer }) => layer === 'admission');
  if (refused.length > 0) {
    console.err(`${report(refused, () => null, console.color)}\n`);
    return nothingWritten(console, ['the API server refuses these objects as they are']);
  }
  const suppressions = errors.map(suppressionOf);
  const register = registered(readFileSync(join(root, REGISTER), 'utf8'), name);
  const files = { ...adoptedSource(model, { platform: platform.name, suppressions }), [REGISTER]: register };
  const written = tryOut(request, model, files, options);
  if (typeof written === 'string') return nothingWritten(console, [written]);
  const staging = join(root, '.adopt.staging');
  const changes = [...written].map(([file, text]) => ({ target: resolve(root, file), text }));
  withStaging(staging, () => applyChanges(staging, changes));
  const findings = [
    ...unread,
    ...left,
    namespaceRemark(namespace),
    ...objects.flatMap(remarksOn),
    ...assumptionsOf(model, target),
  ];
  console.out(
    printAdopted({
      model,
      written: `apps/${name} and dist/${name} are written, and ${name} is registered in apps/index.ts`,
      findings,
      suppressions,
      proof: proofOf(model, renderModel(model, options), options),
      next: nextCommits(model, platform, proceduresToPlugin(model, options)),
    }),
  );
  return 0;
}

/** What is missing is said at once, not one call after another. @throws UsageError */
function atOnce<A, B>(one: () => A, other: () => B): readonly [A, B] {
  const [first, second] = [usage(one), usage(other)];
  if ('value' in first && 'value' in second) return [first.value, second.value];
  throw new UsageError([first, second].flatMap((each) => ('value' in each ? [] : each.problem)).join('\n'));
}

function usage<T>(run: () => T): { readonly value: T } | { readonly problem: string } {
  try {
    return { value: run() };
  } catch (error) {
    if (error instanceof UsageError) return { problem: error.message };
    throw error;
  }
}

function platformOf(applications: readonly Application[], { platform: wanted }: AdoptRequest) {
  const all = new Map(applications.flatMap(({ platform }) => (platform ? [[platform.name, platform] as const] : [])));
  const names = [...all.keys()].sort();
  if (wanted === undefined && names.length !== 1) {
    throw new UsageError(`which platform does it run on? Add --platform with one of ${names.join(', ')}`);
  }
  const found = all.get(wanted ?? names[0] ?? '');
  if (found === undefined) throw new UsageError(`--platform "${wanted}": there is ${names.join(', ') || 'none'}`);
  return found;
}

function applicationOf(model: AdoptedModel, platform: Application['platform']): Application {
  const build = (app: App) => void buildModel(app, model);
  return { name: model.name, ...(platform && { platform }), suppressions: [], build };
}

/** What the rules call an error in objects that run all the same. */
function errorsOf(repository: Repository, application: Application, { root, outdir, now }: AdoptRequest): Violation[] {
  const applications = repository.withApplication?.(application) ?? [...repository.applications, application];
  const { acknowledgements: acknowledge } = repository;
  const { violations } = renderApplications({ applications, acknowledge, root, outdir, now });
  return violations.filter(
    ({ severity, file }) => severity === 'error' && file?.startsWith(`${outdir}/${application.name}/`) === true,
  );
}
