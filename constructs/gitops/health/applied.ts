/**
 * Health of what the primary applies by SQL: Database, DatabaseRole, Publication, Subscription. Only success moves `observedGeneration`, so a failure
 * counts whatever the generation, and an old success does not.
 * @see https://cloudnative-pg.io/documentation/1.28/declarative_database_management/
 */
export const APPLIED_HEALTH = `local message = text(status.message)
if status.applied == false then return health("Degraded", message or "not applied") end
if status.applied == true and (metadata.generation == nil or status.observedGeneration == metadata.generation) then
  return health("Healthy", "applied")
end
return health("Progressing", message or "waits for the primary")
`;
