import type { Asked } from './fake-api-server';
import type { Stage } from './stage';

/** The pod of the partition drill's writer: it sees what clients in the cluster see. */
export function writesInside(stage: Stage): void {
  const job = 'partition-20261121t130000';
  const lines: string[] = [];
  const write = () => {
    if (stage.server.get('Job', job) === undefined) return;
    const row = lines.length + 1;
    if (stage.writer.isUp) stage.writer.stored.add(row);
    lines.push(`${stage.writer.isUp ? 'ack' : 'err'} ${row} ${stage.clock.now()}\n`);
    stage.later(0.1, write);
  };
  stage.server.put('Pod', 'writer', {
    metadata: { labels: { 'batch.kubernetes.io/job-name': job } },
    status: { phase: 'Running' },
  });
  stage.server.logs.set('writer', () => {
    if (lines.length === 0) write();
    return lines.join('');
  });
}

/** Whether the request cuts the primary off. */
export function isCut({ method, kind, name, body }: Asked): boolean {
  const isPatch = method === 'PATCH' && kind === 'Pod' && name === 'shop-db-1';
  return isPatch && JSON.stringify(body).includes('"cnpg-gitops/partition":"p');
}
