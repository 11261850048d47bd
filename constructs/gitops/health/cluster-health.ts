/**
 * Health of a Cluster, by its phase first. What it tells otherwise than Argo CD's own script: work that was asked for (a switchover, a new
 * configuration, an upgrade) is Progressing and fails no sync, failing WAL archiving is Degraded although the phase is healthy, and a
 * hibernated cluster is what git wants it to be.
 * @see https://cloudnative-pg.io/documentation/1.28/cloudnative-pg.v1/#clusterstatus
 */
export const CLUSTER_HEALTH = `local function condition(name)
  for _, each in pairs(fields(status.conditions)) do
    if fields(each).type == name then return each end
  end
  return {}
end
local function failed(name)
  return condition(name).status == "False"
end
local function because(name)
  return text(condition(name).message) or text(condition(name).reason) or "no reason given"
end

if annotations["cnpg.io/reconciliationLoop"] == "disabled" then
  return health("Suspended", "the operator leaves it alone: annotation cnpg.io/reconciliationLoop is disabled")
end
if annotations["cnpg.io/hibernation"] == "on" then
  if condition("cnpg.io/hibernation").status == "True" then return health("Healthy", "hibernated, as declared") end
  return health("Progressing", "going into hibernation: " .. because("cnpg.io/hibernation"))
end
local fenced = text(annotations["cnpg.io/fencedInstances"])
if fenced ~= nil and fenced ~= "[]" then
  return health("Suspended", "fenced by hand: " .. fenced)
end

local phase = text(status.phase)
if phase == nil then return health("Progressing", "the operator has not seen it yet") end
local reason = phase
if text(status.phaseReason) ~= nil then reason = phase .. ": " .. status.phaseReason end

if phase == "Waiting for user action" then return health("Suspended", reason) end
-- None of these ends without a person, but the first, in which nobody can write.
local degraded = {
  ["Failing over"] = true,
  ["Cluster is unrecoverable and needs manual intervention"] = true,
  ["Cluster cannot proceed to reconciliation due to an unknown plugin being required"] = true,
  ["Cluster cannot proceed to reconciliation due to an error while interacting with plugins"] = true,
  ["Cluster has incomplete or invalid image catalog"] = true,
  ["Cluster cannot execute instance online upgrade due to missing architecture binary"] = true,
  ["Unable to create required cluster objects"] = true,
  ["Invalid cluster definition"] = true,
  ["Not enough disk space"] = true,
}
if degraded[phase] then return health("Degraded", reason) end
if condition("ConsistentSystemID").reason == "Mismatch" then
  return health("Degraded", "the instances are not of one database: " .. because("ConsistentSystemID"))
end

local archiving = "WAL archiving is failing: " .. because("ContinuousArchiving")
if phase ~= "Cluster in healthy state" then
  if failed("ContinuousArchiving") then reason = reason .. "; " .. archiving end
  return health("Progressing", reason)
end
if failed("ContinuousArchiving") then return health("Degraded", archiving) end
-- The condition is False while a backup runs, too.
if failed("LastBackupSucceeded") and condition("LastBackupSucceeded").reason ~= "BackupStarted" then
  return health("Healthy", "the last backup failed: " .. because("LastBackupSucceeded"))
end
return health("Healthy", phase)
`;
