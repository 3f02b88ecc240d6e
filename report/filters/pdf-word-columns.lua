-- Gives the columns of a table that is too wide their share of the line, and lets long identifiers break.
-- For PDF and Word; elsewhere it does nothing.

if not (FORMAT:match("docx") or FORMAT:match("typst")) then
  return {}
end

-- Long identifiers may break after an underscore, a full stop or a slash inside.
local function mark_breaks(text)
  return (text:gsub("([_%./])(%a)", "%1\u{200B}%2"))
end

local WORD_FILE = FORMAT:match("docx") -- there nothing is hyphenated, and the font may be a wider one
local LINE = WORD_FILE and 84 or 98 -- characters of table text on a line
local PADDING = 2.5 -- of a cell, in characters
local WORD = WORD_FILE and 24 or 15 -- longer words may be broken
local CODE = 1.12 -- how much wider the letters of code are
local LONGEST_CODE = 30
local STEP = 2 -- characters given to a column at a time

local function soften(element)
  if #element.text > WORD then
    element.text = mark_breaks(element.text)
  end
  return element
end

local function count_characters(text)
  return utf8.len(text) or #text
end

-- Text with a space at each place where an identifier may break.
local function split_parts(text)
  return (text:gsub("%S+", function(word)
    return #word > WORD and mark_breaks(word):gsub("\u{200B}", " ") or word
  end))
end

local function measure_words(text, limit)
  local longest = 0
  for word in text:gmatch("%S+") do
    longest = math.max(longest, math.min(count_characters(word), limit))
  end
  return longest
end

local function measure_code(cell)
  local part = 0
  cell.contents:walk({
    Code = function(code)
      part = math.max(part, CODE * measure_words(split_parts(code.text), LONGEST_CODE))
    end,
  })
  return part
end

-- Length of each text in a column, the longest of them, and the longest part that may not break.
local function measure_column(rows, column)
  local lengths, longest, part = {}, 0, 0
  for i, cells in ipairs(rows) do
    local cell = cells[column]
    local text = cell and pandoc.utils.stringify(cell.contents) or ""
    local parts = split_parts(text)
    lengths[i] = count_characters(parts)
    longest = math.max(longest, lengths[i])
    part = math.max(part, i == 1 and 1.15 * measure_words(parts, 24) or measure_words(parts, WORD))
    if CODE * measure_words(text, LONGEST_CODE) > part then
      part = math.max(part, measure_code(cell))
    end
  end
  return { lengths = lengths, longest = longest, part = part }
end

-- The cells of each row, of head and bodies.
local function collect_rows(tbl)
  local rows = {}
  for _, row in ipairs(tbl.head.rows) do
    rows[#rows + 1] = row.cells
  end
  for _, body in ipairs(tbl.bodies) do
    for _, row in ipairs(body.body) do
      rows[#rows + 1] = row.cells
    end
  end
  return rows
end

-- What a text in a cell of some width adds to the height of its row: the tallest cell counts most.
local function weigh(length, width)
  local lines = length / (width - PADDING)
  lines = lines * lines
  return lines * lines
end

-- Of each row what its cells add together.
local function weigh_rows(measures, widths, rows)
  local sums = {}
  for row = 1, rows do
    local cells = 0
    for i, m in ipairs(measures) do
      cells = cells + weigh(m.lengths[row], widths[i])
    end
    sums[row] = cells
  end
  return sums
end

-- Roughly the height of all rows when a column of `width` gets `step` characters more.
local function estimate_height(sums, lengths, width, step)
  local height = 0
  for row, cells in ipairs(sums) do
    local length = lengths[row]
    local changed = cells - weigh(length, width) + weigh(length, width + step)
    if changed > 0 then
      height = height + changed ^ 0.25
    end
  end
  return height
end

-- The column that makes the table shortest when it gets `step` characters more.
local function choose_column(measures, widths, rows, step)
  local best, lowest = nil, math.huge
  local sums = weigh_rows(measures, widths, rows)
  for i, m in ipairs(measures) do
    if widths[i] < m.longest + PADDING then
      local height = estimate_height(sums, m.lengths, widths[i], step)
      if height < lowest then
        best, lowest = i, height
      end
    end
  end
  return best
end

-- Shares of the line for each column; nil when the table fits as it is. Each column gets the room of its
-- longest word; what is left goes where it makes the table shortest.
local function divide_line(measures, rows)
  local widths, whole, used = {}, 0, 0
  for i, m in ipairs(measures) do
    widths[i] = m.part + PADDING
    whole, used = whole + m.longest + PADDING, used + widths[i]
  end
  if whole <= LINE then
    return nil
  end
  while used + STEP <= LINE do
    local column = choose_column(measures, widths, rows, STEP)
    widths[column], used = widths[column] + STEP, used + STEP
  end
  for i in ipairs(widths) do
    widths[i] = widths[i] / used
  end
  return widths
end

local function fit_table(tbl)
  local rows, measures = collect_rows(tbl), {}
  for column in ipairs(tbl.colspecs) do
    measures[column] = measure_column(rows, column)
  end
  local shares = divide_line(measures, #rows)
  local caption = tbl.caption
  if shares then
    tbl = tbl:walk({ Code = soften, Str = soften })
    tbl.caption = caption
  end
  for column, spec in ipairs(tbl.colspecs) do
    tbl.colspecs[column] = { spec[1], shares and shares[column] or nil }
  end
  return tbl
end

return { { Table = fit_table } }
