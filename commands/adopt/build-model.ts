import { ApiObject, type App } from 'cdk8s';
import type { Construct } from 'constructs';
import * as constructs from '../../constructs/index';
import { record } from '../../manifests/object/manifest';
import { type AdoptedModel, type AdoptedObject, declaredOwner, storeOf } from './adopted-model';
import { evaluate } from './expression';
import { triedInput } from './tried-input';

type Make = new (scope: Construct, id: string, props: unknown) => Construct;

/** Construct path of the folder's part below `dist/`. */
export function folderOf({ name }: Pick<AdoptedModel, 'name'>): string {
  return `${name}/database`;
}

/** The id of an object: its name, which no other of its kind has. */
export function idOf({ kind, name }: Pick<AdoptedObject, 'kind' | 'name'>): string {
  return kind.add === undefined ? `${kind.construct}-${name}` : `${kind.add.slice(3)}-${name}`;
}

/**
 * Builds what `chart.ts` builds, without its source.
 * @returns what a construct refuses, by the object
 * @throws InputError where one declaration of all of them is refused
 */
export function buildModel(app: App, model: AdoptedModel): Map<AdoptedObject, string> {
  const made = new Map<AdoptedObject, Construct>();
  const folder = folderIn(app, model, made);
  const problems = new Map<AdoptedObject, string>();
  for (const object of model.production?.beside ?? model.objects) {
    const { value, problem } = triedInput(() => make(folder, model, object, made));
    if (value !== undefined) made.set(object, value);
    else problems.set(object, problem ?? `${object.of?.kind} "${object.of?.name}" is not declared by a construct`);
  }
  model.carried.forEach(({ given }, index) => {
    new ApiObject(folder, `Object-${index}`, given.written);
  });
  return problems;
}

/** The folder, with what one declaration makes in it. */
function folderIn(app: App, model: AdoptedModel, made: Map<AdoptedObject, Construct>): constructs.Folder {
  const { name, namespace, production } = model;
  if (production === undefined) return new constructs.Folder(app, folderOf(model), { namespace });
  const { platform, cluster, declaration, off } = production;
  const declared = record(evaluate({ ...declaration, ...off }));
  const props = { name, namespace, platform, ...declared } as unknown as constructs.ProductionDatabaseProps;
  const database = new constructs.ProductionDatabase(app, name, props);
  made.set(cluster, database.cluster);
  return database.folder;
}

function make(
  folder: Construct,
  model: AdoptedModel,
  object: AdoptedObject,
  made: ReadonlyMap<AdoptedObject, Construct>,
): Construct | undefined {
  const { kind } = object;
  const props = record(evaluate(object.words));
  if (kind.add === undefined) {
    const Class: Make = Reflect.get(constructs, kind.construct);
    const store = storeOf(model, object);
    const archive = store && made.get(store);
    const own = archive === undefined ? props : { ...props, archive: { ...record(props.archive), store: archive } };
    return new Class(folder, idOf(object), own);
  }
  const declared = declaredOwner(model, object);
  const owner = declared && made.get(declared);
  return owner && Reflect.apply(Reflect.get(owner, kind.add), owner, [idOf(object), props]);
}
