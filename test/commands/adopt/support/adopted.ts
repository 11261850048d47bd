import type { AdoptedModel } from '../../../../commands/adopt/adopted-model';
import { modelOf } from '../../../../commands/adopt/adopted-objects';
import { printExpression } from '../../../../commands/adopt/expression';
import { fitModel, renderModel } from '../../../../commands/adopt/fit-model';
import { productionModel } from '../../../../commands/adopt/production-model';
import { unexpected } from '../../../../commands/adopt/proof';
import { selectObjects } from '../../../../commands/adopt/select-objects';
import { manifestsIn } from '../../../../commands/plan/manifests-in';
import { DEFAULT_TARGET } from '../../../../constructs/index';
import type { Manifest } from '../../../../manifests/object/manifest';
import { TEST_PLATFORM } from '../../../apps/support/test-platform';

const OPTIONS = { target: DEFAULT_TARGET, now: new Date('2026-11-21T13:05:09Z') };

export function manifestsOf(yaml: string): Manifest[] {
  return manifestsIn([{ name: 'given.yaml', content: yaml }]).map(({ manifest }) => manifest);
}

/** What `npm run adopt` makes of objects, without its files. */
export function adopted(manifests: readonly Manifest[], namespace?: string): AdoptedModel {
  const selected = selectObjects(manifests, namespace);
  return fitModel(modelOf('shop', selected.namespace, selected.objects, OPTIONS.target), OPTIONS);
}

/** The same as one declaration, where that renders it as it was. */
export function declared(model: AdoptedModel): AdoptedModel {
  return productionModel(model, TEST_PLATFORM, OPTIONS);
}

/** What a plan finds between what was given and what is rendered, beside what adoption names. */
export function found(model: AdoptedModel): string[] {
  return unexpected(model, renderModel(model, {}), OPTIONS);
}

/** The words of an object, as `config.ts` says them. */
export function wordsOf(model: AdoptedModel, name: string): string {
  return printExpression(model.objects.find((object) => object.name === name)?.words ?? {});
}

export function reasons({ carried }: AdoptedModel): (string | undefined)[] {
  return carried.map(({ reason }) => reason);
}
