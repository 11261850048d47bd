import { ApiObject, type ApiObjectProps, App, Chart, type ChartProps } from 'cdk8s';
import type { Construct } from 'constructs';

/** A chart that becomes a folder, as the constructs make it. */
export class Folder extends Chart {
  constructor(
    scope: Construct,
    id: string,
    readonly path: string,
    props?: ChartProps,
  ) {
    super(scope, id, props);
  }
}

/** An app with one folder that holds the given objects. */
export function appOf(path: string, ...objects: readonly ApiObjectProps[]): App {
  const app = new App();
  const chart = new Folder(app, 'chart', path);
  objects.forEach((props, index) => {
    new ApiObject(chart, `object${index}`, props);
  });
  return app;
}

export function configMap(name: string, namespace = 'shop', data: Record<string, unknown> = {}): ApiObjectProps {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data };
}
