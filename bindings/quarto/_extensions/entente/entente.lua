--[[ Figures, tables and numbers of entente in documents of pandoc and Quarto: HTML, PDF, Word and the rest.

    ```{.entente #fig-treaties}
    draw data/iis --width 120
    ```
    ```{.entente #tbl-central cap="The most central actors"}
    measure data/iis --scope node -m degree,betweenness --top 5
    ```
    Russia has `data/iis degree RUS`{.entente} ties (@fig-treaties).

A block holds one command without the word `entente`. A figure has the caption that entente writes, or that of `cap`;
`alt` is its description. A table has the title of entente as its caption, or that of `cap`; `record=true` adds the line
that says how it was made. A number is `DATA MEASURE [NODE] [OPTIONS]`. Cross references (@fig-..., @tbl-...) are made
here for pandoc, and left to Quarto where Quarto runs the filter. The program is that of the environment variable
ENTENTE, or `entente`. A command that fails stops the document.
]]

local program = os.getenv("ENTENTE")
if program == nil or program == "" then program = "entente" end
local in_quarto = quarto ~= nil
local folder = "entente-figures" -- metadata `entente-figures` names another
local numbers, counts = {}, { fig = 0, tbl = 0 }
local kinds = { fig = "Figure", tbl = "Table" } -- metadata `figureTitle`, `tableTitle`

local function fail(text)
  error("entente: " .. text, 0)
end

-- Words of a command line: separated by spaces, or in quotes.
local function words_of(line)
  local words, word, quote = {}, nil, nil
  for c in line:gmatch(".") do
    if quote then
      if c == quote then quote = nil else word = word .. c end
    elseif c == '"' or c == "'" then
      quote, word = c, word or ""
    elseif c:match("%s") then
      if word then words[#words + 1] = word end
      word = nil
    else
      word = (word or "") .. c
    end
  end
  if quote then fail("a quote is not closed: " .. line) end
  if word then words[#words + 1] = word end
  return words
end

-- Runs the program. Its messages go to standard error, where whoever builds the document reads them.
local function run(words, where)
  local ok, result = pcall(pandoc.pipe, program, words, "")
  if not ok then
    local said = type(result) == "table" and result.output or tostring(result)
    fail("`entente " .. table.concat(words, " ") .. "` failed" .. (where ~= "" and " (#" .. where .. ")" or "") ..
      "; its message is above" .. (said ~= "" and ": " .. said or ""))
  end
  return result
end

local function concat(first, second)
  local all = {}
  for _, word in ipairs(first) do all[#all + 1] = word end
  for _, word in ipairs(second) do all[#all + 1] = word end
  return all
end

local function read(path)
  local file = io.open(path, "r")
  if not file then fail("cannot read " .. path) end
  local text = file:read("a")
  file:close()
  return text
end

local function inlines_of(markdown)
  local blocks = pandoc.read(markdown, "markdown").blocks
  return blocks[1] and blocks[1].content or pandoc.List()
end

local function is_latex() return FORMAT:match("latex") or FORMAT:match("beamer") end

-- Gives a figure or table its number; returns the words that go before the caption.
local function numbered(id, kind)
  if in_quarto or not id:match("^" .. kind .. "%-") then return {} end
  counts[kind] = counts[kind] + 1
  numbers[id] = kinds[kind] .. "\u{a0}" .. counts[kind]
  if is_latex() then return {} end -- LaTeX counts
  return { pandoc.Str(numbers[id] .. ":"), pandoc.Space() }
end

local function description(path, caption)
  if path:match("%.svg$") then
    local desc = read(path):match("<desc[^>]*>(.-)</desc>")
    if desc then
      return (desc:gsub("&lt;", "<"):gsub("&gt;", ">"):gsub("&quot;", '"'):gsub("&#39;", "'"):gsub("&amp;", "&"))
    end
  end
  return (pandoc.utils.stringify(caption):gsub(" Network: .*", ""))
end

-- A figure: before pandoc 3, an image alone in a paragraph; since then, a block of its own, in which the image has the
-- description (for Quarto, as pandoc reads it from Markdown, the caption).
local function figure_of(id, path, caption, alt)
  local attributes = in_quarto and { ["fig-alt"] = alt } or {}
  if pandoc.Figure then
    local image = pandoc.Image(in_quarto and caption or { pandoc.Str(alt) }, path, "", pandoc.Attr("", {}, attributes))
    return pandoc.Figure({ pandoc.Plain({ image }) }, { long = { pandoc.Plain(caption) } }, pandoc.Attr(id))
  end
  if not in_quarto and not is_latex() then attributes.alt = alt end
  return pandoc.Para({ pandoc.Image(caption, path, "fig:", pandoc.Attr(id, {}, attributes)) })
end

local function figure(block, words)
  local ending = is_latex() and "pdf" or FORMAT:match("html") and "svg" or FORMAT:match("epub") and "svg" or "png"
  local name = block.identifier ~= "" and block.identifier or "figure-" .. pandoc.utils.sha1(block.text):sub(1, 8)
  local path = folder .. "/" .. name .. "." .. ending
  local caption_path = folder .. "/" .. name .. ".md"
  pandoc.pipe("mkdir", { "-p", folder }, "")
  run(concat(words, { "-o", path, "--caption", caption_path }), block.identifier)
  local caption = inlines_of(block.attributes.cap or read(caption_path))
  local alt = block.attributes.alt or description(path, caption)
  local shown = pandoc.List(numbered(block.identifier, "fig"))
  shown:extend(caption)
  return figure_of(block.identifier, path, shown, alt)
end

-- Columns as wide as what they hold. Word processors need that said; HTML and LaTeX find out themselves.
local function set_widths(tab)
  local said = FORMAT:match("docx") or FORMAT:match("odt")
  local widths, sum = {}, 0
  local function measure(rows)
    for _, row in ipairs(rows) do
      for i, cell in ipairs(row.cells) do
        widths[i] = math.max(widths[i] or 0, utf8.len(pandoc.utils.stringify(cell.contents)) or 0)
      end
    end
  end
  if said then
    measure(tab.head.rows)
    for _, body in ipairs(tab.bodies) do measure(body.body) end
    for i, width in ipairs(widths) do
      widths[i] = math.min(width, 28) + 6
      sum = sum + widths[i]
    end
  end
  for i, column in ipairs(tab.colspecs) do column[2] = said and widths[i] / math.max(sum, 60) or nil end
end

local function tabular(block, words)
  local written = run(concat(words, { "--format", "md", "-o", "-" }), block.identifier)
  local found, title, notes = nil, nil, {}
  for _, part in ipairs(pandoc.read(written, "markdown").blocks) do
    if part.t == "Table" and not found then found = part end
    if part.t == "Para" and #part.content == 1 and part.content[1].t == "Strong" then title = part.content[1].content end
    -- below the table: what it leaves out; how it was made (the first note) only where it is asked for
    if part.t == "BulletList" then
      for _, item in ipairs(part.content) do
        local record = pandoc.utils.stringify(item):match("^entente %d")
        if block.attributes.record or not record then notes[#notes + 1] = pandoc.Para(item[1].content) end
      end
    end
  end
  if not found then fail("`entente " .. table.concat(words, " ") .. "` writes no table") end
  local caption = pandoc.List(numbered(block.identifier, "tbl"))
  if is_latex() and not in_quarto and block.identifier ~= "" then
    caption:insert(pandoc.RawInline("latex", "\\label{" .. block.identifier .. "}"))
  end
  caption:extend(block.attributes.cap and inlines_of(block.attributes.cap) or title or {})
  found.caption.long = pandoc.Blocks({ pandoc.Plain(caption) })
  found.attr = pandoc.Attr(block.identifier)
  set_widths(found)
  if in_quarto then found = pandoc.Div({ found }, pandoc.Attr(block.identifier)) end
  return concat({ found }, notes)
end

local function CodeBlock(block)
  if not block.classes:includes("entente") then return nil end
  local words = words_of(block.text)
  if #words < 2 then fail("expected a command and data, such as `draw data/iis`; found `" .. block.text .. "`") end
  if words[1] == "draw" then return figure(block, words) end
  return tabular(block, words)
end

-- The fields of a line of CSV.
local function fields_of(line)
  local fields, at = {}, 1
  while at <= #line + 1 do
    if line:sub(at, at) == '"' then
      local close = at
      repeat
        close = line:find('"', close + 1, true) or #line + 1
        local doubled = line:sub(close + 1, close + 1) == '"'
        if doubled then close = close + 1 end
      until not doubled
      fields[#fields + 1] = line:sub(at + 1, close - 1):gsub('""', '"')
      at = close + 2
    else
      local close = line:find(",", at, true) or #line + 1
      fields[#fields + 1] = line:sub(at, close - 1)
      at = close + 1
    end
  end
  return fields
end

-- A number with as many decimals as are asked for, else as the tables of entente show it: at most four.
local function rounded(text, digits)
  local value = tonumber(text)
  if not value then return text end
  if digits then return string.format("%." .. digits .. "f", value) end
  return (string.format("%.4f", value):gsub("0+$", ""):gsub("%.$", ""))
end

local function Code(code)
  if not code.classes:includes("entente") then return nil end
  local words = words_of(code.text)
  local data, measure, node, first = words[1], words[2], words[3], 3
  if not measure then fail("expected DATA MEASURE [NODE]; found `" .. code.text .. "`") end
  if node and not node:match("^%-") then first = 4 else node = nil end
  local more = { "measure", data, "-m", measure, "--scope", node and "node" or "network", "--format", "csv", "-o", "-" }
  for i = first, #words do more[#more + 1] = words[i] end
  local lines = {}
  for line in run(more, ""):gmatch("[^\r\n]+") do lines[#lines + 1] = fields_of(line) end
  local found, by_name
  for i = 2, #lines do
    local row = lines[i]
    if row[1] == (node or measure) then found = row end
    if node and row[2] == node then by_name = row end
  end
  found = found or by_name
  if not found then fail("`" .. code.text .. "`: " .. (node or measure) .. " is not in the result") end
  local text = found[#found]
  if text == "" then fail("`" .. code.text .. "`: the value is undefined") end
  return pandoc.Str(rounded(text, tonumber(code.attributes.digits)))
end

local function Meta(meta)
  if meta["entente-figures"] then folder = pandoc.utils.stringify(meta["entente-figures"]) end
  if meta.figureTitle then kinds.fig = pandoc.utils.stringify(meta.figureTitle) end
  if meta.tableTitle then kinds.tbl = pandoc.utils.stringify(meta.tableTitle) end
end

-- @fig-... and @tbl-... of this filter; other citations stay.
local function Cite(cite)
  if #cite.citations ~= 1 then return nil end
  local id = cite.citations[1].id
  local number = numbers[id]
  if in_quarto or not number then return nil end
  if is_latex() then
    return pandoc.RawInline("latex", kinds[id:sub(1, 3)] .. "~\\ref{" .. id .. "}")
  end
  return pandoc.Link({ pandoc.Str(number) }, "#" .. id)
end

return { { Meta = Meta }, { CodeBlock = CodeBlock, Code = Code }, { Cite = Cite } }
