import type { SingleUserServer } from './single-user-server';

/** The server's own view leaves out the zone of a machine whose zone nobody has set. */
const UNLISTED = ['Factory'];

/** Asks a server for the names of its time zones; the package brings its own, so that nothing of the machine is in the answer. */
export async function readTimeZones(server: SingleUserServer): Promise<readonly string[]> {
  return [...UNLISTED, ...(await server.query<string>('SELECT to_json(name) FROM pg_timezone_names'))];
}
