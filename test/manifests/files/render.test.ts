import { ApiObject, App, Chart, JsonPatch, Lazy } from 'cdk8s';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { InputError } from '../../../constructs/base/input-error';
import { render } from '../../../manifests/files/render';
import { RenderError } from '../../../manifests/files/render-error';
import { appOf, configMap, Folder } from '../support/tree';

function problemsOf(run: () => unknown): readonly string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof RenderError) return error.problems;
    throw error;
  }
  return [];
}

function firstManifest(app: App) {
  return render(app)[0]?.manifest;
}

afterEach(() => vi.unstubAllEnvs());

describe('render', () => {
  it('yields each object with its folder and its place in the tree', () => {
    const app = new App();
    const database = new Folder(app, 'database', 'shop/database');
    new ApiObject(database, 'a', configMap('one'));
    new ApiObject(new Folder(database, 'nested', 'shop/api'), 'b', configMap('two'));
    expect(render(app).map(({ path, construct, manifest }) => [path, construct, manifest.metadata.name])).toEqual([
      ['shop/database', 'database/a', 'one'],
      ['shop/api', 'database/nested/b', 'two'],
    ]);
  });

  it('orders keys: type, identity, labels and annotations first, the rest as the author wrote it', () => {
    const app = appOf('shop', {
      kind: 'Thing',
      zeta: { b: 1, a: 2 },
      metadata: { finalizers: ['f'], annotations: { a: '1' }, labels: { l: '1' }, namespace: 'n', name: 'x' },
      apiVersion: 'example.com/v1',
      alpha: 1,
    });
    expect(JSON.stringify(firstManifest(app))).toBe(
      '{"apiVersion":"example.com/v1","kind":"Thing","metadata":{"name":"x","namespace":"n","labels":{"l":"1"},"annotations":{"a":"1"},"finalizers":["f"]},"zeta":{"b":1,"a":2},"alpha":1}',
    );
  });

  it.each([undefined, '', '1'])(
    'gives the same bytes with CDK8S_DISABLE_SORT=%s and leaves the variable alone',
    (value) => {
      vi.stubEnv('CDK8S_DISABLE_SORT', value);
      expect(JSON.stringify(firstManifest(appOf('shop', configMap('x', 'n', { b: '1', a: '2' })))?.data)).toBe(
        '{"b":"1","a":"2"}',
      );
      expect(process.env.CDK8S_DISABLE_SORT).toBe(value);
    },
  );

  it('says of an error inside a lazy value what it says itself', () => {
    const lazily = (error: Error) => () => {
      throw error;
    };
    const app = (error: Error) => appOf('shop', { ...configMap('x'), data: Lazy.any({ produce: lazily(error) }) });
    expect(problemsOf(() => render(app(new InputError('shop/Alerts', 'no such alert'))))).toEqual([
      'shop/Alerts: no such alert',
    ]);
    expect(problemsOf(() => render(app(new TypeError('no size'))))).toEqual(['chart/object0 (ConfigMap): no size']);
  });

  it('drops null and undefined fields and the status, keeps empty maps and lists', () => {
    const app = appOf('shop', {
      ...configMap('x'),
      status: { phase: 'ok' },
      data: { a: null, b: undefined, c: {}, d: [], e: 0, f: '' },
    });
    expect(firstManifest(app)).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'x', namespace: 'shop' },
      data: { c: {}, d: [], e: 0, f: '' },
    });
  });

  it('resolves lazy values and applies patches', () => {
    const app = appOf('shop', configMap('x', 'n', { a: Lazy.any({ produce: () => 'late' }) }));
    app.node.findAll().filter(ApiObject.isApiObject)[0]?.addJsonPatch(JsonPatch.add('/data/b', 'patched'));
    expect(firstManifest(app)?.data).toEqual({ a: 'late', b: 'patched' });
  });

  it('takes the namespace of the chart', () => {
    const chart = new Folder(new App(), 'c', 'shop', { namespace: 'from-chart' });
    new ApiObject(chart, 'o', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } });
    expect(firstManifest(chart.node.root as App)?.metadata.namespace).toBe('from-chart');
  });

  it('gives a kustomization neither name nor namespace', () => {
    const chart = new Folder(new App(), 'c', 'shop', { namespace: 'n' });
    new ApiObject(chart, 'k', { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' });
    expect(firstManifest(chart.node.root as App)?.metadata).toEqual({});
  });

  it.each([
    ['a hole in a list', { list: ['a', null] }, 'data.list[1] is undefined; leave the item out of the list'],
    ['NaN', { port: Number.NaN }, 'data.port is NaN'],
    ['infinity', { nested: [{ port: Number.POSITIVE_INFINITY }] }, 'data.nested[0].port is Infinity'],
    ['a function', { f: () => 1 }, 'data.f is a function'],
    ['a class instance', { d: new Map() }, "'Map'"],
  ])('reports %s', (_, data, message) => {
    const [problem, ...others] = problemsOf(() => render(appOf('shop', configMap('x', 'n', data))));
    expect(problem).toContain('chart/object0 (ConfigMap): ');
    expect(problem).toContain(message);
    expect(others).toEqual([]);
  });

  it('reports a name that cdk8s would generate', () => {
    const app = appOf('shop', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'n' } });
    expect(problemsOf(() => render(app))).toEqual([
      expect.stringMatching(/no metadata\.name.*\("chart-object0-[0-9a-z]+"\)/),
    ]);
  });

  it('reports every problem of an app at once, validations among them', () => {
    const app = appOf('shop', { apiVersion: 'v1', kind: 'A' }, { apiVersion: 'v1', kind: 'B' });
    app.node.addValidation({ validate: () => ['wrong'] });
    new ApiObject(new Chart(app, 'bare'), 'c', configMap('x'));
    expect(problemsOf(() => render(app))).toEqual([
      ': wrong',
      expect.stringContaining('chart/object0 (A): no metadata.name'),
      expect.stringContaining('chart/object1 (B): no metadata.name'),
      expect.stringContaining('bare/c (ConfigMap): its chart "bare" names no folder'),
    ]);
  });

  it('validates every construct once, whatever the number of charts', () => {
    const validate = vi.fn(() => []);
    const app = new App();
    for (const id of ['a', 'b', 'c']) new Folder(app, id, id).node.addValidation({ validate });
    render(app);
    expect(validate).toHaveBeenCalledTimes(3);
  });
});
