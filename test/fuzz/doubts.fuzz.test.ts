import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { read } from '../../manifests/files/read';
import { copy, isObject, type Json } from '../../manifests/object/json';
import { complete } from '../../rules/admission';
import { Report } from '../../rules/admission/report';
import { checkCel } from '../../rules/admission/server/cel-stage';
import { NO_OLD } from '../../rules/admission/server/correlate';
import { dropNulls } from '../../rules/admission/server/defaults';
import { Doubt, doubtsAsGiven, doubtsWhenComplete } from '../../rules/admission/server/doubts';
import { kindOf } from '../../rules/admission/server/facts';
import { decodeProblems } from '../../rules/admission/server/go-decode';
import { checkLists } from '../../rules/admission/server/list-stage';
import { checkStructure } from '../../rules/admission/server/structure-stage';
import { findUnknownFields } from '../../rules/admission/server/unknown-fields';
import { ClusterView } from '../../rules/admission/webhook/cluster-view';
import { CLUSTER_RULES } from '../../rules/admission/webhook/webhooks';
import { DEFAULT_TARGET } from '../../values/cnpg/target';
import { mutated } from './mutations';
import { fuzz } from './support';

// What is not asked, because of what an object has not, would have said nothing.

const FOLDER = 'test/verdicts/create';
const objects = readdirSync(FOLDER)
  .flatMap((file) => read(readFileSync(join(FOLDER, file)), file))
  .flatMap(({ manifest }) => manifest ?? []);

/** An object with strange things in it, of a kind whose schema is known. */
const known = mutated(objects).map((each) => {
  const object = copy(each);
  if (!isObject(object) || typeof object.apiVersion !== 'string' || typeof object.kind !== 'string') return undefined;
  const kind = kindOf(object.apiVersion, object.kind, DEFAULT_TARGET);
  return kind && { object, kind };
});

describe('a stage that is passed over', () => {
  fuzz('finds nothing in an object as it was given', known, 1_500, (given) => {
    if (given === undefined) return;
    const { object, kind } = given;
    const doubts = doubtsAsGiven(object, kind.root);
    const unknown = new Report();
    if (!(doubts & Doubt.UNKNOWN)) findUnknownFields(object, kind.root, [], unknown);
    expect(unknown.findings).toEqual([]);
    const problems: string[] = [];
    for (const key of ['spec', 'status']) {
      const node = kind.root.properties.get(key);
      if (node === undefined || object[key] === undefined || doubts & Doubt.DECODE) continue;
      decodeProblems(object[key], node, [key], (rule, path) => problems.push(`${rule} ${path}`));
    }
    expect(problems).toEqual([]);
    const before = JSON.stringify(object);
    if (!(doubts & Doubt.NULL)) dropNulls(object, kind.root);
    expect(JSON.stringify(object)).toBe(before);
  });

  fuzz('finds nothing in one that is complete', known, 1_500, (given) => {
    if (given === undefined) return;
    const { root } = given.kind;
    const object = complete({ metadata: {}, ...given.object } as unknown as Parameters<typeof complete>[0]);
    const doubts = doubtsWhenComplete(object, root);
    const problems: string[] = [];
    const onProblem = (path: string, { rule }: { readonly rule: string }) => problems.push(`${rule} ${path}`);
    if (!(doubts & Doubt.STRUCTURE)) checkStructure(object, root, NO_OLD, [], onProblem);
    if (!(doubts & Doubt.LISTS)) checkLists(object, root, [], onProblem);
    expect(problems).toEqual([]);
    const cel = new Report();
    if (!(doubts & Doubt.CEL)) checkCel(object, root, NO_OLD, [], cel);
    expect(cel.findings).toEqual([]);
  });
});

describe('a rule of the webhook about a section', () => {
  const clusters = objects.filter(({ kind }) => kind === 'Cluster');
  const sections = [...new Set(CLUSTER_RULES.flatMap(({ section }) => section ?? []))];
  const without = fc.tuple(mutated(clusters), fc.constantFrom(...sections), fc.boolean());

  fuzz('has nothing to say without it', without, 2_000, ([each, section, isNull]) => {
    const object = copy(each);
    if (!isObject(object) || !isObject(object.metadata)) return;
    const steps = section.split('.');
    const last = steps.pop() ?? '';
    const holder = steps.reduce<Json | undefined>(
      (here, step) => {
        const below = here?.[step];
        return isObject(below) ? below : undefined;
      },
      isObject(object.spec) ? object.spec : undefined,
    );
    if (holder !== undefined && isNull) holder[last] = null;
    else if (holder !== undefined) delete holder[last];
    const cluster = new ClusterView(object);
    const said = CLUSTER_RULES.filter((rule) => rule.section === section && rule.on !== 'update').flatMap((rule) => {
      const paths: string[] = [];
      rule.check(cluster, (path) => paths.push(path), { old: undefined });
      return paths.map((path) => `${rule.id} ${path}`);
    });
    expect(said).toEqual([]);
  });
});
