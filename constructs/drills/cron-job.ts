import type { ApiObjectProps } from 'cdk8s';
import type { PostgresCluster } from '../postgres/cluster';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../workload/restricted';
import type { CommandDrill } from './drill-role';

/**
 * A pod that runs again and again.
 * @param schedule - five fields, in UTC
 * @param labels - of the pods, beside their name
 */
export function cronJob(
  name: string,
  schedule: string,
  labels: Readonly<Record<string, string>>,
  pod: object,
): ApiObjectProps {
  const template = { metadata: { labels: { 'app.kubernetes.io/name': name, ...labels } }, spec: pod };
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name },
    spec: {
      schedule,
      timeZone: 'Etc/UTC',
      // Two faults at a time would be another drill; one that was missed is not made up for in the middle of the day.
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 600,
      jobTemplate: { spec: { backoffLimit: 0, template } },
    },
  };
}

/** The pod of one drill of the command. The Namespace decides whether it may run: a schedule never says `--yes`. */
export function commandPod(
  cluster: PostgresCluster,
  application: string,
  account: string,
  image: string,
  drill: CommandDrill,
): object {
  const target = ['--app', application, '--cluster', cluster.name, '--namespace', cluster.namespace];
  return {
    serviceAccountName: account,
    restartPolicy: 'Never',
    // Time for a drill that is stopped to put everything back.
    terminationGracePeriodSeconds: 120,
    // A number, since the kubelet cannot tell whether an image's user of another name is root.
    securityContext: { ...RESTRICTED_POD, runAsUser: 65_532 },
    containers: [
      {
        name: 'drill',
        image,
        workingDir: '/app',
        command: ['node', 'build/main.js', 'drill', drill, ...target, '--report', '/tmp'],
        resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '512Mi' } },
        securityContext: RESTRICTED_CONTAINER,
      },
    ],
  };
}
