-- Fills what every page of the report has: the notice on synthetic answers, the source line under a figure and
-- the name of the renderer. Runs in Quarto and in the pandoc renderer, for pages, PDF and Word.
--
-- Outside Quarto the metadata say where the page goes: `lob-format` (html, typst, docx, or alle) and `lob-offset`
-- (the way to the root of the site); the working directory is the project.

local in_quarto = quarto ~= nil and quarto.project ~= nil
local settings = { citation = "", format = "", offset = ".", banner = "" }

local function project_file(name)
  local root = in_quarto and quarto.project.directory or "."
  return root .. "/" .. name
end

-- The value of `melding: synthetisch:` in _variables.yml as inlines; nil when there is none.
local function read_notice()
  local file = io.open(project_file("_variables.yml"), "r")
  if not file then return nil end
  local part, inside = {}, false
  for line in file:lines() do
    line = line:gsub("\r$", "")
    if line:match("^melding:") then
      inside = true
    elseif inside and line:match("^[^%s#]") then
      break
    end
    if inside then table.insert(part, line) end
  end
  file:close()
  if #part == 0 then return nil end
  local meta = pandoc.read("---\n" .. table.concat(part, "\n") .. "\n---\n", "markdown").meta
  local notice = meta.melding and meta.melding.synthetisch
  local text = notice and pandoc.utils.stringify(notice) or ""
  return text ~= "" and text or nil
end

-- The notice that a chapter could not be made again: the build writes one for each chapter file.
local function read_banner()
  local file = io.open(project_file("build/banners.json"), "r")
  if not file then return "" end
  local banners = pandoc.json.decode(file:read("a"), false)
  file:close()
  local own = quarto.doc.input_file:gsub("\\", "/")
  local root = quarto.project.directory:gsub("\\", "/")
  return banners[own:sub(#root + 2)] or ""
end

local function words(text)
  local inlines = pandoc.Inlines({})
  for word in text:gmatch("%S+") do
    if #inlines > 0 then inlines:insert(pandoc.Space()) end
    inlines:insert(pandoc.Str(word))
  end
  return inlines
end

-- "alle": the caller takes out what is not for its form; see fill_source.
local function is_html()
  return settings.format:match("^html") ~= nil or settings.format == "alle"
end

local function read_settings(meta)
  settings.citation = meta["rapport-citaat"] and pandoc.utils.stringify(meta["rapport-citaat"]) or ""
  if in_quarto then
    settings.format = quarto.doc.is_format("html") and "html" or FORMAT
    settings.offset = quarto.project.offset or "."
    settings.banner = read_banner()
  else
    settings.format = meta["lob-format"] and pandoc.utils.stringify(meta["lob-format"]) or FORMAT
    settings.offset = meta["lob-offset"] and pandoc.utils.stringify(meta["lob-offset"]) or "."
    settings.banner = meta["lob-melding"] and pandoc.utils.stringify(meta["lob-melding"]) or ""
  end
end

local function reference(identifier)
  local text = pandoc.Str("@" .. identifier)
  return pandoc.Cite({ text }, { pandoc.Citation(identifier, "AuthorInText") })
end

-- A link to a file. A screen reader says of which figure it is: "Gegevens (csv) Figuur 2.1".
local function download(text, folder, file, identifier)
  local address = settings.offset .. "/" .. folder .. "/" .. file
  local own = "bron-" .. folder .. "-" .. identifier
  local attributes = { { "download", "" } } -- a list: the order of a table differs from run to run
  if settings.citation ~= "" then
    table.insert(attributes, { "aria-labelledby", own .. " bron-nummer-" .. identifier })
  end
  return pandoc.Link(text, address, "", pandoc.Attr(own, { "bron-bestand" }, attributes))
end

-- "Figuur 2.1 in: Projectgroep …": how this figure is cited.
local function citation_text(identifier)
  local number = pandoc.Span({ reference(identifier) }, pandoc.Attr("bron-nummer-" .. identifier))
  local inlines = pandoc.Inlines({ number, pandoc.Space(), pandoc.Str("in:"), pandoc.Space() })
  inlines:extend(words(settings.citation .. "."))
  return inlines
end

local function source_html(data, notebook)
  local line = pandoc.Inlines({ pandoc.Span(words("Bron"), pandoc.Attr("", { "bron-kop" })) })
  if data then line:insert(download("Gegevens (csv)", "data", data .. ".csv", data)) end
  if data and notebook then line:insert(download("Notebook (ipynb)", "notebooks", notebook .. ".ipynb", data)) end
  local blocks = pandoc.Blocks({ pandoc.Plain(line) })
  if data and settings.citation ~= "" then
    blocks:insert(pandoc.Div({ pandoc.Plain(words("Zo verwijst u hiernaar:") .. { pandoc.Space() } .. citation_text(data)) },
      pandoc.Attr("", { "bron-citaat" })))
  end
  return blocks
end

local function source_text(data, notebook)
  local names = {}
  if data then table.insert(names, "gegevens " .. data .. ".csv") end
  if notebook then table.insert(names, "notebook " .. notebook .. ".ipynb") end
  if #names == 0 then return pandoc.Blocks({}) end
  return pandoc.Blocks({ pandoc.Para(words("Bron: " .. table.concat(names, ", ") .. ".")) })
end

local function fill_source(div)
  if not div.classes:includes("bron") then return nil end
  local data, notebook = div.attributes.data, div.attributes.notebook
  div.attributes.data, div.attributes.notebook = nil, nil
  if settings.format == "alle" then
    div.content = { pandoc.Div(source_html(data, notebook), pandoc.Attr("", { "lob-html" })),
      pandoc.Div(source_text(data, notebook), pandoc.Attr("", { "lob-tekst" })) }
  else
    div.content = is_html() and source_html(data, notebook) or source_text(data, notebook)
  end
  return div
end

local function fill_renderer(span)
  if not span.classes:includes("renderer") then return nil end
  if in_quarto then
    span.content = words("Quarto " .. tostring(quarto.version):gsub("[{}]", ""):gsub(", *", "."))
  else
    span.content = words("pandoc " .. tostring(PANDOC_VERSION))
  end
  return span
end

-- A claim leads to the row of the appendix that tests it; what is marked as no claim is plain text for readers.
local CLAIMS = "report/uitspraken"

local function exists(name)
  local file = io.open(project_file(name), "r")
  if file then file:close() end
  return file ~= nil
end

local function mark_claim(span)
  if span.classes:includes("no-claim") then return span.content end
  if not span.classes:includes("claim") or not is_html() or not exists(CLAIMS .. ".qmd") then return nil end
  local address = settings.offset .. "/" .. CLAIMS .. ".html#toets-" .. span.identifier
  local attributes = { { "aria-label", "Toets van deze uitspraak" } }
  span.content:insert(pandoc.Link({}, address, "", pandoc.Attr("", { "claim-toets" }, attributes)))
  return span
end

local function fill_span(span)
  return fill_renderer(span) or mark_claim(span)
end

-- An unnumbered mark for a notice, so that style sheets and screen readers find it.
local function make_box(text, class)
  return pandoc.Div({ pandoc.Para(words(text)) },
    pandoc.Attr("", { "melding", class }, is_html() and { role = "note" } or {}))
end

local function add_notices(doc)
  local first = doc.blocks[1]
  local place = first and first.t == "Header" and first.level == 1 and 2 or 1
  if settings.banner ~= "" then doc.blocks:insert(place, make_box(settings.banner, "melding-hoofdstuk")) end
  local notice = read_notice()
  if notice then doc.blocks:insert(place, make_box(notice, "melding-synthetisch")) end
  return doc
end

return {
  { Meta = read_settings },
  { Div = fill_source, Span = fill_span },
  { Pandoc = add_notices },
}
