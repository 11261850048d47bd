/**
 * Health of an ObjectStore: always Healthy, for its Clusters wait for it in a later wave, and after one failed backup no sync would get to
 * them. The message says what can be recovered.
 * @see https://cloudnative-pg.io/plugin-barman-cloud/docs/concepts/
 */
export const OBJECT_STORE_HEALTH = `local lines = {}
for server, window in pairs(fields(status.serverRecoveryWindow)) do
  window = fields(window)
  local failed, succeeded = text(window.lastFailedBackupTime), text(window.lastSuccessfulBackupTime)
  local first = text(window.firstRecoverabilityPoint)
  if failed ~= nil and (succeeded == nil or failed > succeeded) then
    table.insert(lines, server .. ": the last backup failed at " .. failed)
  elseif first ~= nil then
    table.insert(lines, server .. ": recoverable since " .. first)
  end
end
table.sort(lines)
if #lines == 0 then return health("Healthy", "no base backup yet") end
return health("Healthy", table.concat(lines, "; "))
`;
