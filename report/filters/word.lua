-- Prepares the report for Word: PNG figures with their description, and paragraph styles for what has its own
-- look. Runs in our own pandoc run and, as a project filter, in Quarto's Word format; elsewhere it does nothing.

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

-- The picture of a labelled figure, in the form that Word can show and read out.
local function use_png(image, label)
  local png = project_file("build/figures/" .. label .. ".png")
  if exists(png) then
    image.src = png
  end
  local description = read_text(project_file("build/figures/" .. label .. ".txt")) or image.attributes["fig-alt"]
  if description and description ~= "" then
    image.attributes.alt = description
    image.attributes["fig-alt"] = description
  end
  return image
end

local function describe_figures(element)
  if not element.identifier:match("^fig%-") then
    return nil
  end
  local label = element.identifier
  return element:walk({
    Image = function(image)
      return use_png(image, label)
    end,
  })
end

local function describe_image(image)
  if image.identifier:match("^fig%-") then
    return use_png(image, image.identifier)
  end
  return nil
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
  local usual = not in_quarto and find_kind(div)
  if usual then
    return draw_callout(div, usual)
  end
  return nil
end

return {
  { Div = describe_figures, Figure = describe_figures, Image = describe_image },
  { Div = draw_div },
}
