import { OPERATOR_CHART, PLUGIN_CHART, sourcesOf } from '../../manifests/argo/argo';
import { fluxReleaseName } from '../../manifests/helm/flux-release-name';
import { Kind } from '../../manifests/object/kinds';
import { at, list, type Manifest, namespaceOf, record, text } from '../../manifests/object/manifest';
import { Index } from '../../manifests/object/object-index';
import type { Target } from '../../values/cnpg/target';
import { type Live, MISSING, type Need } from './need';

/** Each with its value, or one of its values. */
type Labels = Readonly<Record<string, string | readonly string[]>>;

const RELEASE = 'app.kubernetes.io/instance';

/**
 * What the charts of a platform install must run, in its versions. Their kinds outlive them, and admit objects that nobody then carries
 * out: what counts is who runs.
 */
export function operatorNeeds(manifests: readonly Manifest[], target: Target): Need[] {
  const index = new Index(manifests);
  const installed = [...index.all(Kind.APPLICATION).flatMap(byArgo), ...index.all(Kind.HELM_RELEASE).flatMap(byFlux)];
  return installed.flatMap(({ chart, namespace, release }) => {
    const labels = { [RELEASE]: release };
    const wanted = { [OPERATOR_CHART]: target.operator, [PLUGIN_CHART]: target.plugin }[chart];
    return [
      readiness(`${chart}: its Deployments in ${namespace}`, namespace, labels),
      ...(wanted === undefined ? [] : [version(chart, wanted, namespace, labels)]),
    ];
  });
}

/** A chart that is installed under a name. */
interface Release {
  readonly chart: string;
  readonly namespace: string;
  readonly release: string;
}

function byArgo(application: Manifest): Release[] {
  const namespace = text(at(application, 'spec.destination.namespace')) ?? '';
  const release = text(at(application, 'spec.source.helm.releaseName')) ?? `${application.metadata.name}`;
  return sourcesOf(application).flatMap(({ chart }) => (chart === undefined ? [] : [{ chart, namespace, release }]));
}

function byFlux(helmRelease: Manifest): Release[] {
  const namespace = text(at(helmRelease, 'spec.targetNamespace')) ?? namespaceOf(helmRelease);
  const chart = text(at(helmRelease, 'spec.chart.spec.chart'));
  return chart === undefined ? [] : [{ chart, namespace, release: fluxReleaseName(helmRelease) }];
}

/** Every object of a kind with these labels has all its pods ready. */
export function readiness(what: string, namespace: string, labels: Labels, kind = 'Deployment'): Need {
  return {
    what,
    wrong: async (live) => {
      const found = await labelled(live, 'apps/v1', kind, namespace, labels);
      if (found.length === 0) return MISSING;
      const down = found.flatMap((each) => {
        const wanted = Number(at(each, 'spec.replicas') ?? 1);
        const ready = Number(at(each, 'status.readyReplicas') ?? 0);
        return wanted > 0 && ready === wanted ? [] : [`${each.metadata.name} ${ready} of ${wanted} ready`];
      });
      return down.length === 0 ? undefined : down.join(', ');
    },
  };
}

/** A pod with these labels runs. */
export function runningPod(what: string, namespace: string, labels: Labels): Need {
  return {
    what,
    wrong: async (live) => {
      const pods = await labelled(live, 'v1', 'Pod', namespace, labels);
      return pods.some((pod) => at(pod, 'status.phase') === 'Running') ? undefined : MISSING;
    },
  };
}

function version(chart: string, wanted: string, namespace: string, labels: Labels): Need {
  return {
    what: `${chart} ${wanted}`,
    wrong: async (live) => {
      const deployments = await labelled(live, 'apps/v1', 'Deployment', namespace, labels);
      const versions = deployments
        .flatMap((each) => list(at(each, 'spec.template.spec.containers')))
        .flatMap((container) => versionIn(text(record(container).image) ?? '', chart) ?? []);
      if (versions.length === 0) return MISSING;
      const others = [...new Set(versions)].filter((each) => each !== wanted);
      return others.length === 0 ? undefined : `${others.join(', ')} runs`;
    },
  };
}

/** `1.30.0` of `ghcr.io/cloudnative-pg/cloudnative-pg:1.30.0@sha256:…`. */
function versionIn(image: string, name: string): string | undefined {
  const [, found, tag] = /(?:^|\/)([^/:@]+):v?([^/@]+)(?:@.*)?$/.exec(image) ?? [];
  return found === name ? tag : undefined;
}

async function labelled(live: Live, apiVersion: string, kind: string, namespace: string, labels: Labels) {
  const found = await live.list(apiVersion, kind, namespace);
  return found.filter(({ metadata }) =>
    Object.entries(labels).every(([key, value]) => [value].flat().includes(metadata.labels?.[key] ?? '')),
  );
}
