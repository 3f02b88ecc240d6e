-- Prepares the report for Word: PNG figures with their description, and paragraph styles for what has its own
-- look. Runs in our own pandoc run and, as a filter of the project, in Quarto's Word format; elsewhere it does
-- nothing. Quarto runs it twice: before its own filters, since they read the picture's file, and after them
-- (`at: post-quarto`), since they drop the description.

if not FORMAT:match("docx") then
  return {}
end

local in_quarto = quarto ~= nil and quarto.project ~= nil
local KINDS = {
  ["callout-note"] = "Opmerking",
  ["callout-tip"] = "Tip",
  ["callout-warning"] = "Waarschuwing",
  ["callout-important"] = "Belangrijk",
  ["callout-caution"] = "Opgelet",
}

local function project_file(name)
  local root = in_quarto and quarto.project.directory or "."
  return root .. "/" .. name
end

local function read_text(path)
  local file = io.open(path, "r")
  if not file then
    return nil
  end
  local text = file:read("a")
  file:close()
  return (text:gsub("%s+$", ""))
end

local function exists(path)
  local file = io.open(path, "rb")
  if file then
    file:close()
  end
  return file ~= nil
end

local FIGURE_WIDTH = "5in" -- the letters of a figure are then about as large as those of the text

-- The picture of a labelled figure, in the form that Word can show and read out.
local function use_png(image, label)
  local png = "build/figures/" .. label .. ".png"
  if not image.src:match("build/figures/") and exists(project_file(png)) then
    image.src = in_quarto and "/" .. png or png -- Quarto reads a leading slash as the project's folder
  end
  local description = read_text(project_file("build/figures/" .. label .. ".txt")) or image.attributes["fig-alt"]
  if description and description ~= "" then
    image.attributes.alt = description
    image.attributes["fig-alt"] = description
    if in_quarto then
      image.caption = pandoc.Inlines({ pandoc.Str(description) }) -- what Word shows is the figure's own caption
    end
  end
  image.attributes.width = image.attributes.width or FIGURE_WIDTH
  return image
end

-- In Quarto an embedded picture has no identifier of its own, but its file's name holds the label:
-- "-build-notebooks-02_rollen-fig-rollen-output-1.svg".
local function find_label(image)
  if image.identifier:match("^fig%-") then
    return image.identifier
  end
  local name = image.src:match("[^/]*$")
  return name:match("%-(fig%-.-)%-output%-%d+%.%w+$") or name:match("^(fig%-.*)%.%w+$")
end

local function describe_image(image)
  local label = find_label(image)
  return label and use_png(image, label)
end

local function style(blocks, name)
  return pandoc.Div(blocks, pandoc.Attr("", {}, { ["custom-style"] = name }))
end

local function find_kind(div)
  for class, usual in pairs(KINDS) do
    if div.classes:includes(class) then
      return usual
    end
  end
  return nil
end

-- A callout becomes a boxed title and boxed paragraphs. Quarto makes its own.
local function draw_callout(div, usual)
  local content = div.content:clone()
  local title = div.attributes.title
  if not title and content[1] and content[1].t == "Header" then
    title = pandoc.utils.stringify(content:remove(1).content)
  end
  local head = style({ pandoc.Para({ pandoc.Str(title or usual) }) }, "Kaderkop")
  return { head, style(content, "Kader") }
end

local function draw_div(div)
  if div.classes:includes("bron") then
    return #div.content > 0 and style(div.content, "Bron") or {}
  end
  if div.classes:includes("melding-synthetisch") then
    -- our own run writes it into the page header
    return in_quarto and style(div.content, "Melding") or {}
  end
  if div.classes:includes("melding-hoofdstuk") then
    return style(div.content, "Melding")
  end
  local usual = not in_quarto and find_kind(div)
  if usual then
    return draw_callout(div, usual)
  end
  return nil
end

-- The mark behind a claim is for pages.
local function drop_mark(link)
  return link.classes:includes("claim-toets") and {} or nil
end

return {
  { Image = describe_image },
  { Div = draw_div, Link = drop_mark },
}
