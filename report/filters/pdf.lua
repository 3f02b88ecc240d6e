-- Turns the numbered chapters into Typst that our style understands: figures with their description,
-- quotes, callouts, sources, and tables with fitting columns. Used with pandoc's typst writer only.

local CALLOUTS = {
  note = "Opmerking",
  tip = "Tip",
  warning = "Waarschuwing",
  important = "Belangrijk",
  caution = "Opgelet",
}
-- A table of so many rows with so much text is not broken over pages.
local SHORT, LITTLE = 14, 1500
-- The letters of a figure are then a little smaller than those of the text, and a page holds figure and text.
local FIGURE_WIDTH = "70%"

local function typst(text)
  return pandoc.RawBlock("typst", text)
end

local function inline(text)
  return pandoc.RawInline("typst", text)
end

-- A Typst string literal.
local function quote(text)
  return '"' .. text:gsub("[\\\"]", "\\%0"):gsub("\n", " ") .. '"'
end

local function has_class(element, class)
  return element.classes:includes(class)
end

-- What a reader who does not see the picture is told: pandoc keeps it as the picture's own text. A caption
-- that only stands there again is no description.
local function find_description(image, caption)
  local text = image.attributes["fig-alt"] or image.attributes.alt or pandoc.utils.stringify(image.caption)
  return text ~= "" and caption:sub(-#text) ~= text and text or nil
end

-- Without description Typst refuses the document.
local function draw_image(image, caption)
  local description = find_description(image, caption)
  local alt = description and (", alt: " .. quote(description)) or ""
  local width = ", width: " .. (image.attributes.width or FIGURE_WIDTH)
  return "image(" .. quote(image.src) .. alt .. width .. ")"
end

local function find_image(blocks)
  local found = nil
  pandoc.Div(blocks):walk({
    Image = function(image)
      found = found or image
    end,
  })
  return found
end

local function draw_figure(figure)
  local image = find_image(figure.content)
  if not image then
    return nil
  end
  local id = figure.identifier ~= "" and figure.identifier or image.identifier
  local caption = #figure.caption.long > 0 and pandoc.utils.stringify(figure.caption.long[1]) or ""
  local blocks = pandoc.List({ typst("#figure(align(left, " .. draw_image(image, caption) .. "), kind: image, placement: none, caption: [") })
  blocks:extend(figure.caption.long)
  blocks:insert(typst("])" .. (id ~= "" and (" <" .. id .. ">") or "")))
  return blocks
end

local function draw_inline_image(image)
  return inline("#box(" .. draw_image(image, "") .. ")")
end

-- Callouts: the title is the attribute `title` or the first heading inside.
local function make_callout(div, kind)
  local content = div.content:clone()
  local title = div.attributes.title
  if not title and content[1] and content[1].t == "Header" then
    title = pandoc.utils.stringify(content:remove(1).content)
  end
  if not title then
    title = CALLOUTS[kind]
  end
  local head = title and ("[#" .. quote(title) .. "]") or "none"
  local blocks = pandoc.List({ typst('#callout("' .. kind .. '", ' .. head .. ")[") })
  blocks:extend(content)
  blocks:insert(typst("]"))
  return blocks
end

local function draw_callout(div)
  for _, kind in ipairs({ "note", "tip", "important", "warning", "caution" }) do
    if has_class(div, "callout-" .. kind) then
      return make_callout(div, kind)
    end
  end
  return nil
end

local function wrap(name, content)
  local blocks = pandoc.List({ typst("#" .. name .. "[") })
  blocks:extend(content)
  blocks:insert(typst("]"))
  return blocks
end

local function unquote(blocks)
  local content = pandoc.List({})
  for _, block in ipairs(blocks) do
    if block.t == "BlockQuote" then
      content:extend(block.content)
    else
      content:insert(block)
    end
  end
  return content
end

-- A labelled table: a short one stays on one page.
local function draw_table_block(div)
  local rows = 0
  div:walk({
    Table = function(tbl)
      rows = rows + #tbl.head.rows
      for _, body in ipairs(tbl.bodies) do
        rows = rows + #body.body
      end
    end,
  })
  local blocks = pandoc.List({ typst("#tabel(breakable: " .. tostring(rows > SHORT or #pandoc.utils.stringify(div) > LITTLE) .. ")[") })
  blocks:extend(div.content)
  blocks:insert(typst("] <" .. div.identifier .. ">"))
  return blocks
end

local function draw_div(div)
  if has_class(div, "citaat") then
    return wrap("citaat", unquote(div.content))
  end
  if div.identifier:match("^tbl%-") then
    return draw_table_block(div)
  end
  if has_class(div, "melding-synthetisch") then
    return {} -- it stands on the cover and at the top of every page
  end
  if has_class(div, "melding-hoofdstuk") then
    return make_callout(div, "important")
  end
  if has_class(div, "bron") then
    return #div.content > 0 and wrap("bron", div.content) or {}
  end
  return nil
end

-- The number that was put before a heading ("2.1", "Bijlage C — "), taken out of `inlines`.
local function take_number(inlines)
  local number, rest = nil, pandoc.Inlines({})
  for _, item in ipairs(inlines) do
    if item.t == "Span" and (has_class(item, "header-section-number") or has_class(item, "chapter-number")) then
      number = pandoc.utils.stringify(item):gsub("\u{A0}", " "):gsub(" — $", ""):gsub("^%s+", ""):gsub("%s+$", "")
    elseif not (number and #rest == 0 and item.t == "Space") then
      rest:insert(item)
    end
  end
  return number, rest
end

-- Headings carry the number that our numbering gave them, not one that Typst counts.
local part = "Hoofdstuk"

local function draw_header(header)
  local number, title = take_number(header.content)
  if header.level == 1 then
    part = number and number:match("^Bijlage ") and "Bijlage" or "Hoofdstuk"
  end
  number = number and number:gsub("^Bijlage ", "")
  local supplement = part -- of a section: that of its chapter, for the contents
  local numbering = number and ("(..n) => " .. quote(number)) or "none"
  local start = "#heading(level: " .. header.level .. ", numbering: " .. numbering .. ", supplement: [" .. supplement .. "])["
  local label = header.identifier ~= "" and (" <" .. header.identifier .. ">") or ""
  title:insert(1, inline(start))
  title:insert(inline("]" .. label))
  return pandoc.Para(title)
end

-- Spans of the report's own bookkeeping leave no label behind.
local function draw_span(span)
  if has_class(span, "claim") or span.identifier:match("^toets%-") then
    return span.content
  end
  return nil
end

-- The way from a claim to its test and back is for pages; here the table stands by itself.
local function draw_link(link)
  if has_class(link, "claim-toets") then
    return {}
  end
  return has_class(link, "claim-zin") and link.content or nil
end

-- The source line below a figure becomes part of its caption, so that both stay together.
local function join_sources(blocks)
  local joined = pandoc.List({})
  for _, block in ipairs(blocks) do
    local before = joined[#joined]
    local is_source = block.t == "Div" and has_class(block, "bron")
    if is_source and before and before.t == "Figure" and #block.content > 0 then
      before.caption.long:insert(pandoc.Div(block.content, pandoc.Attr("", { "bron" })))
    else
      joined:insert(block)
    end
  end
  return joined
end

-- Typst takes a straight quote for an opening one after a space, and three points for an ellipsis; pandoc writes
-- an apostrophe as a straight quote. As an escape each stays the sign that it is: ’s avonds, ...
local function keep_signs(str)
  if not (str.text:find("^’") or str.text:find("...", 1, true)) then
    return nil
  end
  local parts = pandoc.List({})
  local rest = str.text
  if rest:find("^’") then
    parts:insert(pandoc.RawInline("typst", "\\u{2019}"))
    rest = rest:sub(#"’" + 1)
  end
  local first, last = rest:find("...", 1, true)
  while first do
    parts:extend({ pandoc.Str(rest:sub(1, first - 1)), pandoc.RawInline("typst", "\\u{2e}\\u{2e}\\u{2e}") })
    rest = rest:sub(last + 1)
    first, last = rest:find("...", 1, true)
  end
  parts:insert(pandoc.Str(rest))
  return parts
end

-- Figures and callouts go first: the picture or heading inside must not be drawn on its own.
return {
  { Blocks = join_sources },
  { Figure = draw_figure, Div = draw_callout },
  { Str = keep_signs },
  { Image = draw_inline_image, Div = draw_div, Header = draw_header, Span = draw_span, Link = draw_link },
}
