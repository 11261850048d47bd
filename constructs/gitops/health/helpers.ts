/**
 * First lines of every health script. A script gets the object as it is at that moment, often without a status, and an error in it shows as
 * `Unknown`, so nothing below is read without knowing its type. Argo CD opens Lua's base and table libraries to overrides, not `string`.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#custom-health-checks
 */
export const HEALTH_HELPERS = `local function fields(value)
  if type(value) == "table" then return value end
  return {}
end
local function text(value)
  if type(value) == "string" and value ~= "" then return value end
  return nil
end
local function number(value)
  if type(value) == "number" then return value end
  return nil
end
local function health(status, message)
  return { status = status, message = message }
end
local metadata, spec, status = fields(obj.metadata), fields(obj.spec), fields(obj.status)
local annotations = fields(metadata.annotations)
`;
