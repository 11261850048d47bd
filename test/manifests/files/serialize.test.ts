import { ApiObject, type ApiObjectProps, App, Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import type { Construct } from 'constructs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { Application } from '../../../imports/argoproj.io/application';
import { ObjectStore } from '../../../imports/barmancloud.cnpg.io/object-store';
import { Certificate } from '../../../imports/cert-manager.io/certificate';
import { ExternalSecret } from '../../../imports/external-secrets.io/external-secret';
import { PodMonitor } from '../../../imports/monitoring.coreos.com/pod-monitor';
import { Cluster } from '../../../imports/postgresql.cnpg.io/cluster';
import { Pooler } from '../../../imports/postgresql.cnpg.io/pooler';
import { render } from '../../../manifests/files/render';
import { RenderError } from '../../../manifests/files/render-error';
import { serialize } from '../../../manifests/files/serialize';
import { type Form, formOf, type Serializer } from '../../../manifests/object/serializer-form';
import { Folder } from '../support/tree';

// What we write must be what cdk8s writes, byte by byte; with a resolver of the user everything goes through cdk8s.

type Fields = Record<string, unknown>;
type Make = new (scope: Construct, id: string, props: never) => ApiObject;
type Type = Make & { readonly manifest: Serializer };

const TYPES: readonly Type[] = [
  Cluster,
  Pooler,
  ObjectStore,
  Application,
  Certificate,
  ExternalSecret,
  PodMonitor,
  k8s.KubeDeployment,
  k8s.KubeService,
  k8s.KubeServiceAccount,
  k8s.KubeNetworkPolicy,
  k8s.KubePodDisruptionBudget,
  k8s.KubeCronJob,
];

function treeOf(make: Make, props: object, app: App): App {
  new make(
    new Folder(app, 'chart', 'shop', { namespace: 'shop', labels: { z: '1', a: '2' } }),
    'object',
    props as never,
  );
  return app;
}

function ours(make: Make, props: object): App {
  return treeOf(make, props, new App());
}

function theirs(make: Make, props: object): App {
  return treeOf(make, props, new App({ resolvers: [{ resolve: () => undefined }] }));
}

/** The bytes, or what is wrong. */
function outcome(app: App): unknown {
  try {
    return JSON.stringify(render(app));
  } catch (error) {
    if (error instanceof RenderError) return error.problems;
    throw error;
  }
}

const text = fc.oneof(fc.string({ maxLength: 5 }), fc.constantFrom('', 'on', '1', 'a-name'));
const key = fc.oneof(fc.constantFrom('b', 'a', '10', '9', 'name', 'value'), text);
const scalar = fc.oneof(text, fc.integer(), fc.boolean());

const any = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.dictionary(key, tie('value'), { maxKeys: 3, noNullPrototype: true }),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
})).value;

class Labelled {
  readonly value = 'a';
}

/** What types forbid, and what cdk8s resolves. */
const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, undefined, Number.NaN, -0, 1.5, new Date(0), new Map(), new Labelled(), Object.create(null)),
  fc.constantFrom([null], [undefined, 1], { a: null, b: { c: undefined } }, [], {}, { value: 1 }, { value: true }),
  fc.constantFrom({ constructor: 'a' }, Object.fromEntries([['__proto__', 'a']])),
  fc.constant(() => 1),
  fc.constant({ resolve: () => 'token' }),
  any.map((value) => Lazy.any({ produce: () => value })),
  fc.constant(Lazy.any({ produce: () => undefined })),
);

/** Values of a generated type, as they are given to its class. */
function given(form: Form, depth: number, wrong: number): fc.Arbitrary<unknown> {
  const right = (): fc.Arbitrary<unknown> => {
    if (form.is === 'any') return any;
    if (form.is === 'time') return fc.constant({ toISOString: () => '2026-01-01T00:00:00Z' });
    if (form.is === 'union') {
      return fc.oneof(
        fc.oneof(text, fc.integer()).map((value) => ({ value })),
        fc.integer().map((value) => k8s.IntOrString.fromNumber(value)),
      );
    }
    if (depth === 0) return form.is === 'list' ? fc.constant([]) : fc.constant({});
    if (form.is === 'list') return fc.array(given(form.item, depth - 1, wrong), { maxLength: 2 });
    if (form.is === 'map')
      return fc.dictionary(key, given(form.item, depth - 1, wrong), { maxKeys: 3, noNullPrototype: true });
    return fc
      .shuffledSubarray([...form.names], { maxLength: Math.min(5, form.names.length) })
      .chain((names) =>
        fc
          .tuple(...names.map((name) => given(form.field(name).form, depth - 1, wrong)))
          .map((values) => Object.fromEntries(names.map((name, i) => [name, values[i]]))),
      );
  };
  if (wrong === 0) return right();
  return fc.oneof({ weight: 20 - wrong, arbitrary: fc.constant(0).chain(right) }, { weight: wrong, arbitrary: odd });
}

const metadata = fc.record(
  {
    name: fc.constantFrom('x', 'y'),
    namespace: fc.constantFrom('n'),
    labels: fc.dictionary(key, text, { maxKeys: 3, noNullPrototype: true }),
    annotations: fc.dictionary(
      key,
      fc.oneof(
        text,
        text.map((each) => Lazy.any({ produce: () => each })),
      ),
      {
        maxKeys: 3,
      },
    ),
    finalizers: fc.constantFrom(['f'], []),
    generateName: fc.constant('g'),
  },
  { requiredKeys: ['name'] },
);

function propsOf(type: Type, wrong: number): fc.Arbitrary<Fields> {
  const form = formOf(type.manifest);
  return fc.record({ metadata, body: given(form, 5, wrong) }).map(({ metadata, body }) => {
    return { ...(body as Fields | undefined), metadata };
  });
}

const chosen = (wrong: number) =>
  fc.constantFrom(...TYPES).chain((type) => fc.record({ type: fc.constant(type), props: propsOf(type, wrong) }));

describe('the same bytes as cdk8s', () => {
  test('of generated classes', () => {
    fc.assert(
      fc.property(chosen(0), ({ type, props }) => {
        expect(outcome(ours(type, props))).toEqual(outcome(theirs(type, props)));
      }),
      { numRuns: 400 },
    );
  });

  test('where there is something that a manifest cannot hold, or that is still to come', () => {
    fc.assert(
      fc.property(chosen(2), ({ type, props }) => {
        expect(outcome(ours(type, props))).toEqual(outcome(theirs(type, props)));
      }),
      { numRuns: 400 },
    );
  });

  test('of plain objects', () => {
    const body = fc.dictionary(fc.oneof(fc.constantFrom('spec', 'data', 'status'), text), fc.oneof(any, odd), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(metadata, body, (own, rest) => {
        const props = { ...rest, apiVersion: 'example.com/v1', kind: 'Thing', metadata: own };
        expect(outcome(ours(ApiObject, props))).toEqual(outcome(theirs(ApiObject, props)));
      }),
      { numRuns: 200 },
    );
  });
});

describe('serialize', () => {
  const objectIn = (app: App) => app.node.findAll().filter(ApiObject.isApiObject)[0];
  const spec = { size: { value: 1 } };

  it.each(TYPES.map((type) => [type.name, type] as const))('writes a %s itself', (_, type) => {
    fc.assert(
      fc.property(propsOf(type, 0), (props) => {
        const { finalizers: _, generateName: __, ...identity } = props.metadata as Fields;
        const app = ours(type, { ...props, metadata: identity });
        const object = objectIn(app);
        expect(object && serialize(object, app)).toBeDefined();
      }),
      { numRuns: 20 },
    );
  });

  it('leaves a class that writes itself in another way alone', () => {
    class Own extends k8s.KubeService {
      override toJson() {
        return { ...super.toJson(), spec: { type: 'own' } };
      }
    }
    const [rendered] = render(ours(Own as unknown as Make, { metadata: { name: 'x' }, spec }));
    expect(rendered?.manifest.spec).toEqual({ type: 'own' });
  });

  it('leaves objects with patches, and apps with resolvers, to cdk8s', () => {
    const props: ApiObjectProps = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } };
    const app = theirs(ApiObject, props);
    const object = objectIn(app);
    expect(object && serialize(object, app)).toBeUndefined();
  });
});
