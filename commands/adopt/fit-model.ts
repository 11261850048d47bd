import { App } from 'cdk8s';
import { useGitOps } from '../../constructs/index';
import { render } from '../../manifests/files/render';
import { identityOf } from '../../manifests/object/identity';
import { isKustomization, type Manifest, record } from '../../manifests/object/manifest';
import { differences, type FieldDifference } from '../../plan/engine/difference';
import { normalize } from '../../plan/engine/normalize';
import { fieldPathText } from '../../plan/engine/path';
import { kindOf } from '../../rules/admission/server/facts';
import type { Target } from '../../values/cnpg/target';
import type { AdoptedModel, AdoptedObject, CarriedObject } from './adopted-model';
import { declaredOwner } from './adopted-model';
import { withAdoptedPart } from './adopted-part';
import { PLAIN_BOOTSTRAP } from './bootstrap-words';
import { buildModel } from './build-model';
import type { Words } from './expression';
import { patchedSpec } from './patch-words';
import { type AdoptionOptions, isNamed, proofOf } from './proof';

/** More rounds than one object needs: a pooler changes its cluster, and what is taken back may bring something else. */
const ROUNDS = 4;

/**
 * Finds words with which every object is rendered as it was given: what a construct refuses is left to `spec`, what it adds is taken back
 * there, and an object for which neither helps is carried as it is.
 */
export function fitModel(given: AdoptedModel, options: AdoptionOptions): AdoptedModel {
  let model = given;
  for (let round = 0; round < ROUNDS; round++) {
    model = accepted(model);
    const wrong = differing(model, options);
    if (wrong.size === 0) return model;
    if (round === ROUNDS - 1)
      return fitModel(carry(model, new Map([...wrong].map(([object, found]) => [object, notSame(found)]))), options);
    const patched = new Map([...wrong].map(([object, found]) => [object, patch(object, found, options.target)]));
    model = { ...model, objects: model.objects.map((object) => patched.get(object) ?? object) };
  }
  return model;
}

/** The rendered objects of a model that no construct refuses. */
export function renderModel(model: AdoptedModel, { gitops }: Pick<AdoptionOptions, 'gitops'>): Manifest[] {
  const app = new App();
  useGitOps(app, gitops);
  buildModel(app, model);
  return render(app)
    .map(({ manifest }) => manifest)
    .filter((manifest) => !isKustomization(manifest));
}

function notSame(found: readonly FieldDifference[]): string {
  return `no words were found that render ${found.map(({ path }) => fieldPathText(path)).join(', ')} as it is`;
}

/** With the words that constructs take; what has none is carried. */
function accepted(model: AdoptedModel): AdoptedModel {
  const problems = buildModel(new App(), model);
  if (problems.size === 0) return model;
  const [[first, problem] = []] = problems;
  if (first === undefined || problem === undefined) return model;
  const words = acceptedWords(model, first);
  const next = words === undefined ? carry(model, new Map([[first, problem]])) : withWords(model, first, words);
  return accepted(next);
}

/** The most words of an object with which its construct does not refuse it. */
function acceptedWords(model: AdoptedModel, object: AdoptedObject): Words | undefined {
  const owner = declaredOwner(model, object);
  const others = owner === undefined ? [] : [...ownersOf(model, owner), owner];
  const isTaken = (words: Words) => {
    const own = { ...object, words };
    return !buildModel(new App(), { ...model, carried: [], objects: [...others, own] }).has(own);
  };
  const { required } = object.kind;
  const entries = Object.entries(object.words);
  const needed = Object.fromEntries(entries.filter(([name]) => required.includes(name)));
  const bases = [needed, ...('bootstrap' in needed ? [{ ...needed, bootstrap: PLAIN_BOOTSTRAP }] : [])];
  const base = bases.find(isTaken);
  if (base === undefined) return undefined;
  let words = base;
  for (const [name, word] of entries) {
    const more = { ...words, [name]: word };
    if (!required.includes(name) && isTaken(more)) words = more;
  }
  return words;
}

function ownersOf(model: AdoptedModel, object: AdoptedObject): AdoptedObject[] {
  const owner = declaredOwner(model, object);
  return owner === undefined ? [] : [...ownersOf(model, owner), owner];
}

function withWords(model: AdoptedModel, object: AdoptedObject, words: Words): AdoptedModel {
  return { ...model, objects: model.objects.map((each) => (each === object ? { ...each, words } : each)) };
}

function carry(model: AdoptedModel, reasons: ReadonlyMap<AdoptedObject, string>): AdoptedModel {
  const carried: CarriedObject[] = [...reasons].map(([{ given }, reason]) => ({ given, reason }));
  return {
    ...model,
    objects: model.objects.filter((each) => !reasons.has(each)),
    carried: [...model.carried, ...carried],
  };
}

/** The differences of objects that a plan does not find harmless. */
function differing(model: AdoptedModel, options: AdoptionOptions): Map<AdoptedObject, FieldDifference[]> {
  const rendered = renderModel(model, options);
  const after = new Map(rendered.map((manifest) => [identityOf(manifest), manifest]));
  const { changes } = proofOf(model, rendered, options);
  const wrong = model.objects.map((object) => {
    const manifest = after.get(identityOf(object.given.written));
    const change = changes.find(({ kind, name }) => kind === object.given.written.kind && name === object.name);
    const unnamed = new Set(change?.fields.filter((field) => !isNamed(field)).map(({ path }) => path));
    if (manifest === undefined || unnamed.size === 0) return [object, []] as const;
    const [old, next] = [object.given.written, manifest].map((each) => normalize(each, options.target));
    const node = kindOf(manifest.apiVersion, manifest.kind, options.target)?.root;
    const found = differences(old, next, { ...(node && { node }) });
    return [object, found.filter(({ path }) => unnamed.has(fieldPathText(path)))] as const;
  });
  return new Map(wrong.filter(([, found]) => found.length > 0).map(([object, found]) => [object, [...found]]));
}

function patch(object: AdoptedObject, found: readonly FieldDifference[], target: Target): AdoptedObject {
  const { written } = object.given;
  const node = kindOf(written.apiVersion, written.kind, target)?.root.field('spec');
  const spec = patchedSpec(
    record(object.words.spec) as Words,
    found.filter(({ path }) => path[0] === 'spec' && !object.kind.fixed.includes(String(path[1]))),
    written.spec,
    node,
  );
  if (Object.keys(spec).length === 0) return object;
  const words = { ...object.words, spec };
  return { ...object, words: object.kind.field === 'clusters' ? withAdoptedPart(words) : words };
}
