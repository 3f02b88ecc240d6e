-- Runs after Quarto's own filters: takes out `data-notebook`, which holds an absolute path of this machine.

local function clean(element)
  element.attributes["notebook"] = nil
  element.attributes["data-notebook"] = nil
  return element
end

return { { Div = clean, Span = clean, CodeBlock = clean, Image = clean, Link = clean } }
