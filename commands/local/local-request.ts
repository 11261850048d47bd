import type { Console } from '../cli/console';

/** What `npm run local` is asked for. */
export interface LocalRequest {
  /** Name of the application. */
  readonly application: string;
  /** Name of the Cluster, for applications that have several. */
  readonly cluster?: string;
  /** Port on 127.0.0.1, 0 for any that is free. @default 5432 */
  readonly port?: string;
  /** Creates the database again, without its data. */
  readonly reset: boolean;
  /** Folder of the repository: data are kept in its `.local/`. */
  readonly root: string;
  readonly console: Pick<Console, 'out' | 'err'>;
  /** Ends it. */
  readonly stop: AbortSignal;
}
