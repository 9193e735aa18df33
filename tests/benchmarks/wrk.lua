-- Asks one address again and again, or with another ending each time so that no cache knows it; says how it went as JSON.
local id = 0
function setup(thread)
  id = id + 1
  thread:set("id", id)
end

function init(args)
  path, fresh, count = args[1], args[2], 0
end

function request()
  count = count + 1
  if fresh == "" then
    return wrk.format("GET", path)
  end
  return wrk.format("GET", path .. fresh .. id .. "x" .. count)
end

function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "microseconds": %d, "errors": %d, "p50_ms": %.3f, "p99_ms": %.3f}\n',
    summary.requests, summary.duration, e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
