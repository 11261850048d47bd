/**
 * Health of a Pooler: whether it has as many instances as declared.
 * @see https://cloudnative-pg.io/documentation/1.28/connection_pooling/
 */
export const POOLER_HEALTH = `local wanted, found = number(spec.instances) or 1, number(status.instances) or 0
local message = found .. " of " .. wanted .. " instances"
if fields(spec.pgbouncer).paused == true then message = message .. ", paused, as declared" end
if found ~= wanted then return health("Progressing", message) end
return health("Healthy", message)
`;
