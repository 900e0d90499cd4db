-- Sends one kind of request: method, path and body, with another number for each "#" each time.

local method, path, body, most

function init(arguments)
  method, path, body = arguments[1], arguments[2], arguments[3]
  most = tonumber(arguments[4])
  math.randomseed(os.time())
end

function request()
  local number = tostring(math.random(1, most))
  local content = body ~= "" and string.gsub(body, "#", number) or nil
  return wrk.format(method, string.gsub(path, "#", number), nil, content)
end

-- For the program that started wrk: requests, microseconds, answers of 400 and above, other failures.
-- An answer that wrk calls late came all the same; the rate tells how late.
function done(summary)
  local errors = summary.errors
  print("counted", summary.requests, summary.duration, errors.status,
    errors.connect + errors.read + errors.write)
end
